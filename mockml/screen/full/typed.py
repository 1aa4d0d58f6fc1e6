"""The line one types in: with what was typed before, and slash commands that complete themselves."""

from __future__ import annotations

import time

from textual.events import Key
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input

from mockml.interview.actions import ACTIONS, completed

PAUSE_SECONDS = 4.0
SLASHED = [f"/{action.name}" for action in ACTIONS]


class TypedLine(Input):
    """The input at the bottom of the room."""

    class Done(Message):
        """A line was typed to its end."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(
            id="line",
            placeholder="type to the interviewer, /help for commands",
            select_on_focus=False,
            suggester=SuggestFromList(SLASHED, case_sensitive=False),
        )
        self.cursor_blink = False
        self._past: list[str] = []
        self._place = 0
        self._typed_at = 0.0

    @property
    def typing(self) -> bool:
        """True while a line is being typed, so that the interviewer waits."""
        return bool(self.value) and time.monotonic() - self._typed_at < PAUSE_SECONDS

    def put(self, text: str) -> None:
        """Shows a text to go on typing."""
        self.value = text
        self.cursor_position = len(text)

    def on_input_changed(self) -> None:
        """Something is being typed."""
        self._typed_at = time.monotonic()

    def on_key(self, event: Key) -> None:
        """Enters, completes and calls back. Bindings would act only after keys that were typed later."""
        match event.key:
            case "enter":
                self._enter()
            case "tab":
                self.put(completed(self.value))
            case "up" | "down":
                self.put(self._recalled(-1 if event.key == "up" else 1))
            case _:
                return
        event.stop()
        event.prevent_default()

    def _enter(self) -> None:
        text = self.value
        self.clear()
        if text.strip():
            self._past.append(text)
        self._place = len(self._past)
        self.post_message(self.Done(text))

    def _recalled(self, step: int) -> str:
        """The line typed before, or after."""
        self._place = min(max(self._place + step, 0), len(self._past))
        return self._past[self._place] if self._place < len(self._past) else ""
