"""The help, laid over the room until a key is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from mockml.interview.actions import ACTIONS

if TYPE_CHECKING:
    from rich.table import Table

MORE = (
    ("Tab", "complete a command"),
    ("Up Down", "what you typed before"),
    ("PageUp PageDown", "scroll what was said"),
    ("Shift+Up Down", "scroll the prompt"),
    ("Ctrl-C twice", "save and leave"),
)


class Help(ModalScreen[None]):
    """What can be typed and pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q,f1,ctrl+c", "dismiss", show=False, priority=True)
    ]

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="help"):
            yield Static("A line without a slash talks to the interviewer. Escape closes this page.\n")
            yield Static(help_table())


def help_table() -> Table:
    """The commands and keys, from the registry of actions."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for action in ACTIONS:
        table.add_row(action.usage, action.key.upper(), action.help)
    table.add_row()
    for keys, words in MORE:
        table.add_row(keys, "", words)
    return table
