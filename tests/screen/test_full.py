"""The full screen, through Textual's own pilot: it shows what happens, takes what is typed, and fits its terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mockml.bank.library import Bank, content_root
from mockml.host.seating import Wish, seat_new
from mockml.interview.clock import ScriptedClock
from mockml.interview.plan import make_plan
from mockml.record.database import Record
from mockml.record.places import data_dir
from mockml.screen.full.app import Room
from mockml.screen.full.bar import PhaseBar
from mockml.screen.full.talk import Talk

REFERENCE = content_root() / "problems" / "kmeans" / "reference.py"


@asynccontextmanager
async def sitting(size: tuple[int, int]) -> AsyncIterator[tuple[Pilot[None], Room, ScriptedClock]]:
    """A session on a screen of some size."""
    clock = ScriptedClock()
    wish = Wish("kmeans", make_plan(), Path("kmeans.py"), 7)
    with Record.open() as record, seat_new(wish, Bank(), record, clock, data_dir()) as seated:
        room = Room(seated)
        async with room.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, room, clock


async def enter(pilot: Pilot[None], room: Room, *lines: str) -> None:
    """Types lines and lets the judge finish."""
    for line in lines:
        room.query_one("#line", Input).value = line
        await pilot.press("enter")
        room._host.wait()
        room._host.tick()
        await pilot.pause()


def transcript(room: Room) -> str:
    """What the transcript shows."""
    return "\n".join(strip.text for strip in room.query_one(Talk).lines)


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (80, 24), (60, 18)])
async def test_the_room_shows_prompt_clock_and_transcript(size: tuple[int, int]) -> None:
    """At every supported size: the clock in the bar, the prompt, what was said, and a line to type in."""
    async with sitting(size) as (pilot, room, clock):
        await enter(pilot, room, "Which distance?")
        clock.advance(61)
        room._tick()
        await pilot.pause()
        bar = room.query_one(PhaseBar).render().plain
        assert "3:59" in bar
        assert "43:59" in bar
        assert "clarify" in bar
        assert len(bar) <= size[0]
        assert "Plain Euclidean" in transcript(room)
        panes = room.query_one("#prompt-pane").region, room.query_one("#transcript").region
        side_by_side = panes[0].y == panes[1].y
        assert side_by_side == (size[0] >= 110)
        assert all(pane.height >= 4 for pane in panes)


async def test_lines_are_wrapped_for_the_width_there_is() -> None:
    """A terminal that becomes narrower or wider shows all that was said, in lines of its new width."""
    async with sitting((100, 30)) as (pilot, room, _):
        await enter(pilot, room, "What about empty clusters?")
        said = transcript(room).split()
        for width, height in ((60, 20), (120, 30), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            talk = room.query_one(Talk)
            longest = max(strip.cell_length for strip in talk.lines)
            assert talk.scrollable_content_region.width - 12 < longest <= talk.scrollable_content_region.width
            assert transcript(room).split() == said


async def test_a_terminal_that_is_too_small_says_so() -> None:
    """Below 60x16 the room gives way to advice, and comes back when there is space."""
    async with sitting((50, 12)) as (pilot, room, _):
        assert room.screen.get_widget_at(5, 5)[0].id == "small"
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert room.screen.get_widget_at(5, 5)[0].id != "small"
        assert "CLARIFY" in transcript(room)


async def test_a_whole_interview_on_the_full_screen() -> None:
    """Questions, an outline, a saved file, /run by its key, handing in, a follow-up and grades finish a session."""
    async with sitting((100, 30)) as (pilot, room, _):
        await enter(pilot, room, "What about empty clusters?", "/next", "assign and update until stable, O(n k d)")
        await pilot.press("f8")
        Path("kmeans.py").write_text(REFERENCE.read_text())
        await pilot.press("f5")
        room._host.wait()
        await pilot.pause()
        assert "examples: 3 of 3 passed" in transcript(room)
        await enter(
            pilot, room, "/submit", "Restart it and keep the best of several.", "/next", "0", "2", "4", "4", "3", "2"
        )
        assert room._host.interview.state.finished
    assert room.return_code == 0


async def test_what_was_typed_can_be_called_back() -> None:
    """The arrow keys walk through the lines typed before; a key whose command needs words begins it."""
    async with sitting((80, 24)) as (pilot, room, _):
        await enter(pilot, room, "first question?", "second question?")
        line = room.query_one("#line", Input)
        await pilot.press("up", "up")
        assert line.value == "first question?"
        await pilot.press("down")
        assert line.value == "second question?"
        await pilot.press("f6")
        assert line.value == "/try "


async def test_ctrl_c_asks_once() -> None:
    """The first Ctrl-C says that all is saved; the second leaves with 130, the session kept."""
    async with sitting((80, 24)) as (pilot, room, _):
        await pilot.press("ctrl+c")
        assert "Ctrl-C again leaves" in transcript(room)
        assert room._host.left is None
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert room.return_code == 130
    with Record.open() as record:
        assert record.events(1)[-1].kind == "paused"


async def test_hostile_text_is_inert() -> None:
    """Markup and escape sequences in what is typed are shown as text."""
    async with sitting((80, 24)) as (pilot, room, _):
        await enter(pilot, room, "[bold red]what[/] is \x1b[31mthis?", "[/nothing]")
        assert "[bold red]what[/] is this?" in transcript(room)
        assert "[/nothing]" in transcript(room)
