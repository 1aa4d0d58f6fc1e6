"""Chooses a screen and runs a session on it."""

from __future__ import annotations

import os
import sys

from mockml.host.seating import Seated
from mockml.record.settings import Settings
from mockml.screen.plain import PlainScreen, can_draw


def run_session(seated: Seated, *, plain: bool, width: int, settings: Settings) -> int:
    """Runs a session to its end or until it is left; the exit code. Plain where there is nothing to draw on."""
    if plain or settings.screen == "plain" or not can_draw():
        source = sys.stdin if sys.stdin is not None else open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
        target = sys.stdout if sys.stdout is not None else open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        screen = PlainScreen(seated.host, source, target, settings=settings, width=width)
        return screen.run(seated.begin)
    from mockml.screen.full import run_full

    return run_full(seated, settings)
