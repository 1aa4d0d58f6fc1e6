"""What is written to a terminal: text in its encoding, and escape sequences for its title, a bell, a notification."""

from __future__ import annotations

from typing import TextIO

from mockml.report.clean import clean

BELL = "\a"
PUSH_TITLE, POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"


def put(stream: TextIO, text: str) -> None:
    """Writes a text at once; what the stream's encoding lacks becomes question marks."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()


def title(text: str) -> str:
    """Sets the title of the terminal's window."""
    return f"\x1b]2;{_flat(text)}\x1b\\"


def notification(text: str) -> str:
    """Has the desktop show a notification (OSC 9), where the terminal knows how."""
    return f"\x1b]9;{_flat(text)}\x1b\\"


def _flat(text: str) -> str:
    return " ".join(clean(text).split())
