"""The room as a Textual application: shows what the host says, hands it what is typed, and ticks."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, RichLog, Static

from mockml.host.host import unseen
from mockml.host.seating import Seated
from mockml.interview.actions import ACTIONS
from mockml.interview.plan import clock_text
from mockml.interview.script import Line, prompt_text
from mockml.report.clean import clean
from mockml.screen.full.bar import PhaseBar

TICK_SECONDS = 0.25
CONFIRM_SECONDS = 5.0
TYPING_SECONDS = 4.0
WIDE, SMALL_WIDTH, SMALL_HEIGHT = 110, 60, 16
HANG_UP = 130
NAMES = {"interviewer": "interviewer", "you": "you", "room": ""}


class Room(App[None]):
    """One session on the full screen."""

    CSS_PATH = "room.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "leave", show=False, priority=True),
        Binding("ctrl+q", "interrupt", "leave", show=False, priority=True),
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        *[Binding(a.key, f"slash('{a.name}')", a.name, priority=True) for a in ACTIONS if a.key],
    ]

    def __init__(self, seated: Seated) -> None:
        super().__init__()
        self._seated, self._host = seated, seated.host
        self._typed_at = self._interrupted_at = 0.0
        self._past: list[str] = []
        self._place = 0
        self._shown: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lays the room out."""
        yield PhaseBar(self._host.interview.plan)
        with Container(id="panes"):
            with VerticalScroll(id="prompt-pane", can_focus=False):
                yield Static(self._prompt(), markup=False)
            log = RichLog(id="transcript", wrap=True, markup=False, min_width=20)
            log.can_focus = False
            yield log
        yield Static("This terminal is too small for the room (60x16): enlarge it, or leave with Ctrl-C "
                     "twice and go on with: mockml resume --plain", id="small", markup=False)  # fmt: skip
        yield Static(id="status", markup=False)
        line = Input(id="line", placeholder="type to the interviewer, /help for commands", select_on_focus=False)
        line.cursor_blink = False
        yield line

    def on_mount(self) -> None:
        """Listens to the host, and to a terminal that goes away."""
        for number in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._hang_up)
        self._host.show = self._show
        self.query_one("#line", Input).focus()
        self._fit(*self.size)

    def on_ready(self) -> None:
        """Begins the session, once every pane is there."""
        self._seated.begin()
        self._refresh_state()
        self.set_interval(TICK_SECONDS, self._tick)

    def on_unmount(self) -> None:
        """Nothing can be shown here any more; what still happens goes to the record only."""
        self._host.show = unseen

    def _prompt(self) -> str:
        return clean(prompt_text(self._host.interview.problem))

    # -- what happens ----------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line was typed."""
        text = event.value
        event.input.clear()
        if text.strip():
            self._past.append(text)
        self._place = len(self._past)
        self._typed_at = 0.0
        self._host.line(text)
        self._refresh_state()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Something is being typed: the interviewer waits."""
        self._typed_at = time.monotonic()

    def on_resize(self, event: Resize) -> None:
        """The terminal has another size."""
        self._fit(*event.size)

    def _fit(self, width: int, height: int) -> None:
        self.screen.set_class(width >= WIDE, "wide")
        self.screen.set_class(width < SMALL_WIDTH or height < SMALL_HEIGHT, "small")
        if self._shown:
            self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        log = self.query_one("#transcript", RichLog)
        log.clear()
        for line in self._shown:
            log.write(self._styled(line), width=log.scrollable_content_region.width or None)

    def _tick(self) -> None:
        if not os.isatty(0) and not self.is_headless:
            self._hang_up()
            return
        typing = bool(self.query_one("#line", Input).value) and time.monotonic() - self._typed_at < TYPING_SECONDS
        self._host.tick(typing=typing)
        self._refresh_state()

    def _hang_up(self) -> None:
        self._host.leave()
        self.exit(return_code=HANG_UP)

    # -- actions ---------------------------------------------------------------------------------------------

    def action_slash(self, name: str) -> None:
        """A function key: its command, or the beginning of it where it needs words."""
        action = next(a for a in ACTIONS if a.name == name)
        if action.argument:
            line = self.query_one("#line", Input)
            line.value = f"/{name} "
            line.cursor_position = len(line.value)
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

    def action_older(self) -> None:
        """The line typed before."""
        self._recall(-1)

    def action_newer(self) -> None:
        """The line typed after."""
        self._recall(1)

    def _recall(self, step: int) -> None:
        self._place = min(max(self._place + step, 0), len(self._past))
        line = self.query_one("#line", Input)
        line.value = self._past[self._place] if self._place < len(self._past) else ""
        line.cursor_position = len(line.value)

    def action_scroll(self, pages: int) -> None:
        """Pages through the transcript."""
        log = self.query_one("#transcript", RichLog)
        log.scroll_relative(y=pages * max(log.size.height - 1, 1), animate=False)

    # -- what is shown ---------------------------------------------------------------------------------------

    def _show(self, line: Line) -> None:
        if line.weight == "prompt":
            return  # it has a pane of its own
        self._shown.append(line)
        log = self.query_one("#transcript", RichLog)
        log.write(self._styled(line), width=log.scrollable_content_region.width or None)

    def _styled(self, line: Line) -> Any:
        from rich.text import Text

        name = NAMES[line.who]
        head = f"{clock_text(line.clock):>5} " + (f"{name}: " if name else "")
        style = {"interviewer": "bold", "you": "bold italic", "room": "dim"}[line.who]
        body = {"heading": "bold", "aside": "dim", "plain": ""}[line.weight]
        return Text.assemble((head, style), (clean(line.text), body))

    def _refresh_state(self) -> None:
        host, now = self._host, self._host.clock.now()
        state = host.interview.state
        bar = self.query_one(PhaseBar)
        bar.phase, bar.paused = state.phase or "", not state.running and not state.finished
        bar.left, bar.total = int(state.left_in_phase(now)), int(state.left(now))
        self.query_one("#status", Static).update(Content(self._status(now)))
        if host.left is not None:
            self.exit(return_code=0)

    def _status(self, now: float) -> str:
        state, host = self._host.interview.state, self._host
        saved = "not saved yet"
        if state.saved is not None:
            ago = clock_text(state.clock_at(now) - state.saved.clock) if state.timed else ""
            saved = f"{state.saved.lines} lines, saved {ago} ago" if ago else f"{state.saved.lines} lines"
        trouble = host.watcher.trouble
        parts = [trouble or f"{host.interview.file}: {saved}", "running..." if host.jobs.busy else "", _keys()]
        return clean("  |  ".join(part for part in parts if part))


def _keys() -> str:
    return " ".join(f"{a.key.upper()} {a.name}" for a in ACTIONS if a.key and a.name in _FOOTER)


_FOOTER = ("help", "run", "next", "submit", "quit")
