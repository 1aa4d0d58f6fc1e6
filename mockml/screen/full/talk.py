"""The transcript: who said what at which minute, wrapped anew whenever the terminal has another size."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.events import Resize
from textual.widgets import RichLog

from mockml.interview.plan import clock_text
from mockml.interview.script import Line, Who
from mockml.report.clean import clean

NAMES: dict[Who, str] = {"interviewer": "interviewer", "you": "you", "room": ""}
HEADS: dict[Who, str] = {"interviewer": "bold", "you": "bold italic", "room": "dim"}
BODIES = {"heading": "bold", "alarm": "bold reverse", "aside": "dim", "plain": ""}


class Talk(RichLog):
    """What was said so far. It scrolls, and never takes the focus from the line that is typed."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="transcript", wrap=True, markup=False, min_width=20)
        self._said: list[Line] = []

    def add(self, line: Line) -> None:
        """Shows one more line; the prompt has a pane of its own."""
        if line.weight != "prompt":
            self._said.append(line)
            self._put(line)

    @on(Resize)
    def wrap_again(self) -> None:
        """Lays out everything for the pane's new width, which it gets a while after the terminal has got its own."""
        self.clear()
        for line in self._said:
            self._put(line)

    def page(self, pages: int) -> None:
        """Scrolls by pages."""
        self.scroll_relative(y=pages * max(self.size.height - 1, 1), animate=False)

    def _put(self, line: Line) -> None:
        self.write(styled(line), width=self.scrollable_content_region.width or None)


def styled(line: Line) -> Text:
    """A line with its time and speaker; nothing in it can steer the terminal."""
    name = NAMES[line.who]
    head = f"{clock_text(line.clock):>5} " + (f"{name}: " if name else "")
    return Text.assemble((head, HEADS[line.who]), (clean(line.text), BODIES[line.weight]))
