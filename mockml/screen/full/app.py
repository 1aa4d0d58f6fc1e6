"""The room as a Textual application: shows what the host says, hands it what is typed, and ticks."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from mockml.host.host import unseen
from mockml.host.seating import Seated
from mockml.interview.actions import ACTIONS
from mockml.interview.script import Line
from mockml.record.phases import SELF_GRADE
from mockml.record.settings import Settings
from mockml.screen import signals
from mockml.screen.editor import open_file, run_here
from mockml.screen.full.bar import PhaseBar
from mockml.screen.full.colours import THEMES, theme_after
from mockml.screen.full.driver import SteadyDriver
from mockml.screen.full.prompt import PromptPane
from mockml.screen.full.status import status
from mockml.screen.full.talk import Talk
from mockml.screen.full.typed import TypedLine

TICK_SECONDS = 0.25
CONFIRM_SECONDS = 5.0
WIDE, SMALL_WIDTH, SMALL_HEIGHT = 110, 60, 16
HANG_UP = 130
TOO_SMALL = (
    "This terminal is too small for the room (60x16): enlarge it, or leave with Ctrl-C twice and go on with: "
    "mockml resume --plain"
)


class Room(App[None]):
    """One session on the full screen."""

    CSS_PATH = "room.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "leave", show=False, priority=True),
        Binding("ctrl+q", "interrupt", "leave", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("shift+up", "scroll_prompt(-3)", show=False, priority=True),
        Binding("shift+down", "scroll_prompt(3)", show=False, priority=True),
        *[Binding(a.key, f"slash('{a.name}')", a.name, priority=True) for a in ACTIONS if a.key],
    ]

    def __init__(self, seated: Seated, settings: Settings | None = None) -> None:
        super().__init__(driver_class=SteadyDriver)
        self._seated, self._host = seated, seated.host
        self._settings = settings or Settings()
        self._interrupted_at = 0.0
        self._begun = False  # what is shown before is history, which rings no bell
        self._colours = self._settings.theme
        self._status = Content()
        self._bar = PhaseBar(self._host.interview.plan)
        self._prompt, self._talk = PromptPane(self._host.interview.problem), Talk()
        self._status_line = Static(id="status", markup=False)
        self._typed = TypedLine()

    def compose(self) -> ComposeResult:
        """Lays the room out."""
        yield self._bar
        with Container(id="panes"):
            yield self._prompt
            yield self._talk
        yield Static(TOO_SMALL, id="small", markup=False)
        yield self._status_line
        yield self._typed

    def on_mount(self) -> None:
        """Listens to the host, and to a terminal that goes away."""
        for number in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._hang_up)
        self.theme = THEMES[self._colours]
        self._host.show = self._show
        self._host.open_editor, self._host.change_theme = self._open_editor, self._change_theme
        self._typed.focus()
        self._fit(*self.size)

    def on_ready(self) -> None:
        """Begins the session, once every pane is there."""
        self._tell(signals.PUSH_TITLE)
        self._seated.begin()
        self._begun = True
        self._refresh_state()
        self._retitle()
        self.set_interval(TICK_SECONDS, self._tick)

    def on_unmount(self) -> None:
        """Nothing can be shown here any more; what still happens goes to the record only."""
        self._host.show = unseen

    # -- what happens ----------------------------------------------------------------------------------------

    def on_typed_line_done(self, event: TypedLine.Done) -> None:
        """A line was typed."""
        self._host.line(event.text)
        self._refresh_state()

    def on_resize(self, event: Resize) -> None:
        """The terminal has another size."""
        self._fit(*event.size)

    def _fit(self, width: int, height: int) -> None:
        base = self.screen_stack[0]
        base.set_class(width >= WIDE, "wide")
        base.set_class(width < SMALL_WIDTH or height < SMALL_HEIGHT, "small")

    def _tick(self) -> None:
        if not os.isatty(0) and not self.is_headless:
            self._hang_up()
            return
        self._host.tick(typing=self._typed.typing)
        self._refresh_state()

    def _hang_up(self) -> None:
        self._host.leave()
        self._close(HANG_UP)

    def _close(self, code: int) -> None:
        self._tell(signals.POP_TITLE)
        self.exit(return_code=code)

    # -- actions ---------------------------------------------------------------------------------------------

    def action_slash(self, name: str) -> None:
        """A function key: its command, or the beginning of it where it needs words."""
        action = next(a for a in ACTIONS if a.name == name)
        if name == "help":
            from mockml.screen.full.help import Help

            self.push_screen(Help())
        elif action.argument and not action.optional:
            self._typed.put(f"/{name} ")
        else:
            self._host.line(f"/{name}")
            self._refresh_state()

    def action_interrupt(self) -> None:
        """Ctrl-C: asked once, done the second time."""
        now = time.monotonic()
        if now - self._interrupted_at < CONFIRM_SECONDS:
            self._hang_up()
            return
        self._interrupted_at = now
        self._host.say("All is saved. Ctrl-C again leaves; mockml resume goes on later.")

    def action_scroll(self, pages: int) -> None:
        """Pages through the transcript."""
        self._talk.page(pages)

    def action_scroll_prompt(self, rows: int) -> None:
        """Scrolls the prompt."""
        self._prompt.page(rows)

    def _change_theme(self, name: str) -> None:
        name = name.lower() or theme_after(self._colours)
        if name not in THEMES:
            self._host.say(f"The themes are: {', '.join(THEMES)}.")
            return
        self._colours = name  # type: ignore[assignment]
        self.theme = THEMES[name]

    def _open_editor(self) -> None:
        self._host.say(open_file(self._host.seat.path, self._settings.edit_cmd, self._hand_over))

    def _hand_over(self, words: Sequence[str]) -> None:
        with self.suspend():
            run_here(words, self._host.tick)

    # -- what is shown ---------------------------------------------------------------------------------------

    def _show(self, line: Line) -> None:
        self._talk.add(line)
        if line.urgent and self._begun:
            self._ring(line.text)

    def _ring(self, text: str) -> None:
        self._retitle()
        if self._settings.bell:
            self._tell(signals.BELL)
        notify = self._settings.notify
        if notify == "always" or (notify == "unfocused" and not self.app_focus):
            self._tell(signals.notification(text.split(". ")[0]))

    def _retitle(self) -> None:
        interview = self._host.interview
        self._tell(signals.title(f"{interview.state.phase or 'mockml'} - {interview.problem.id} - mockml"))

    def _tell(self, sequence: str) -> None:
        """Writes an escape sequence, unless the terminal is handed over or gone."""
        if self._driver is not None and not self.is_headless and getattr(self._driver, "_writer_thread", None):
            self._driver.write(sequence)

    def _refresh_state(self) -> None:
        host, now = self._host, self._host.clock.now()
        state, bar = host.interview.state, self._bar
        bar.plan = host.interview.plan
        grading = state.phase == SELF_GRADE
        if grading != self.screen_stack[0].has_class("grading"):
            self.screen_stack[0].set_class(grading, "grading")
        bar.phase, bar.paused = state.phase or "", not state.running and not state.finished
        bar.left, bar.total = int(state.left_in_phase(now)), int(state.left(now))
        words = status(host, now, max(self.size.width - 2, 20))
        if words != self._status:
            self._status = words
            self._status_line.update(words)
        if host.left is not None:
            self._close(0)
