"""Text from outside made safe to show: no control characters, escape sequences or direction marks."""

from __future__ import annotations

import re

ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor moves
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC and other strings: titles, links, clipboard
    r"|\x1b[ -/]*[0-~]"  # the rest, and the opening of a string that never ends: what follows it is kept
)
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029"  # direction marks, line separators
    r"\ud800-\udfff]"  # lone surrogates
)


def clean(text: str) -> str:
    """`text` with newlines and tabs kept and everything else that a terminal would obey taken out."""
    return CONTROLS.sub("", ESCAPES.sub("", text.replace("\r\n", "\n"))).expandtabs(4)
