"""The full screen: phase bar, prompt, transcript and input, over the same host as the plain one."""

from __future__ import annotations

from mockml.host.seating import Seated
from mockml.record.settings import Settings


def run_full(seated: Seated, settings: Settings) -> int:
    """Runs a session on the full screen; the exit code. Textual is imported here and not before."""
    from mockml.screen.full.app import Room

    room = Room(seated, settings)
    room.run()
    return room.return_code or 0
