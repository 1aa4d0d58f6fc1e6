"""The themes of the full screen: dark, light, and the terminal's own palette."""

from __future__ import annotations

THEMES = {"dark": "textual-dark", "light": "textual-light", "terminal": "ansi-dark"}


def theme_after(name: str) -> str:
    """The theme that follows, in the order above."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)]
