"""What the full screen looks like in every phase and at every supported size, as text that reads in a diff.

`MOCKML_GOLDENS=write pytest tests/screen/test_goldens.py` writes the files anew.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mockml.interview.clock import ScriptedClock
from mockml.screen.full.app import Room
from tests.screen.test_full import REFERENCE, enter, sitting

GOLDENS = Path(__file__).parent / "goldens"
SIZES = [(120, 36), (100, 30), (80, 24), (60, 18)]
TESTS = """

def test_one_point():
    assert kmeans(np.array([[1.0, 2.0]]), 1)[1][0] == 0


if __name__ == "__main__":
    print("seen")
"""


def screen_text(room: Room) -> str:
    """The whole screen as text."""
    rows = room.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in rows) + "\n"


async def phases(pilot: Pilot[None], room: Room, clock: ScriptedClock) -> AsyncIterator[str]:
    """A session that stops once in every phase, with something going on in each."""

    async def after(seconds: float) -> None:
        clock.advance(seconds)
        room._tick()
        await pilot.pause()

    await after(20)
    await enter(pilot, room, "What should happen if a cluster loses all its points?")
    await after(25)
    await enter(pilot, room, "Will this run on a GPU?")
    yield "clarify"
    await enter(pilot, room, "/next", "Random rows as centroids, then assign and update; O(n k d) an iteration")
    await after(100)
    yield "outline"
    await enter(pilot, room, "/next")
    Path("kmeans.py").write_text(REFERENCE.read_text() + TESTS)
    await after(240)
    await enter(pilot, room, "It works but for the test of ties", "/run")
    await after(61)
    yield "code"
    await enter(pilot, room, "/next", "/try kmeans(np.zeros((3, 2)), 1)[1]")
    await after(1260)
    yield "test"
    await enter(pilot, room, "/submit", "It finds a local optimum, so I would start it several times.")
    yield "discuss"
    await enter(pilot, room, "/next")
    yield "ticking"
    await enter(pilot, room, "1 2", "y")
    yield "self-grade"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_every_phase_looks_as_it_should(size: tuple[int, int]) -> None:
    """In each phase the screen is what was looked at and found good."""
    differ = []
    async with sitting(size) as (pilot, room, clock):
        async for phase in phases(pilot, room, clock):
            text, path = screen_text(room), GOLDENS / f"{size[0]}x{size[1]}-{phase}.txt"
            if os.environ.get("MOCKML_GOLDENS") == "write":
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                differ.append(f"{path.name} differs; the screen is now:\n{text}")
    assert not differ, "\n".join(differ)
