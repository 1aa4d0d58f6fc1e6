"""Text of any kind survives the record, and so does any sequence of calls."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mockml.record.database import Record
from mockml.record.events import KINDS, Event
from tests.record.helping import new_session


def _joined(text: str) -> str:
    # Two surrogates that make a pair are one character to JSON.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _whole(text: str) -> str:
    try:
        return _joined(text)
    except UnicodeDecodeError:
        return text


TEXT = st.text(st.characters(exclude_categories=())).map(_whole)
NUMBER = st.integers() | st.floats(allow_nan=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
TIME = st.floats(min_value=0, max_value=4e9)
EVENT = st.builds(Event, st.sampled_from(KINDS), TIME, TIME, st.dictionaries(TEXT, DATA, max_size=4))


def test_events_come_back_as_they_went_in(tmp_path: Path) -> None:
    """Whatever JSON can say in an event is there again, character by character."""
    with Record.open(tmp_path / "record.sqlite3") as record:

        @settings(max_examples=100)
        @given(st.lists(EVENT, max_size=5))
        def check(events: list[Event]) -> None:
            session = new_session(record)
            record.append(session, events)
            assert record.events(session) == events

        check()


@pytest.mark.parametrize(
    "text",
    ["a\x00b\x00", "\ud83d alone", "\udcff", "x" * 5_000_000, "\r\n\t\x1b[31m", "é 漢 \U0001f600", ""],
    ids=["nul", "high surrogate", "low surrogate", "five megabytes", "controls", "beyond ascii", "empty"],
)
def test_odd_text_is_kept_everywhere(tmp_path: Path, text: str) -> None:
    """Text from odd terminals and file systems comes back unchanged, from events and from the session itself."""
    path = tmp_path / "record.sqlite3"
    with Record.open(path) as record:
        session = record.create_session(problem=text, seed=0, rubric=text, file=text, plan=[(text, 1.0)], at=1.0)
        record.append(session, [Event("noted", 1.0, 1.0, {"text": text, text: 1})])
        record.set_result(session, text, None)
    with Record.open(path) as record:
        row = record.session(session)
        assert (row.problem, row.rubric, row.file, row.decision, row.plan[0][0]) == (text,) * 5
        assert record.events(session)[0].data == {"text": text, text: 1}
        assert [found.id for found in record.sessions(problem=text)] == [session]


class Calls(RuleBasedStateMachine):
    """Any order of calls against a plain model in memory, with the record closed and opened at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "record.sqlite3"
        self.record = Record.open(self.path)
        self.events: list[list[Event]] = []
        self.seen: list[float] = []
        self.done: list[bool] = []

    def teardown(self) -> None:
        self.record.close()
        self.folder.cleanup()

    @rule(at=TIME)
    def create(self, at: float) -> None:
        assert new_session(self.record, at=at) == len(self.events) + 1
        self.events.append([])
        self.seen.append(at)
        self.done.append(False)

    @precondition(lambda self: not all(self.done))
    @rule(data=st.data(), events=st.lists(EVENT, max_size=3), seen=st.none() | TIME)
    def append(self, data: st.DataObject, events: list[Event], seen: float | None) -> None:
        place = data.draw(st.sampled_from([i for i, done in enumerate(self.done) if not done]))
        self.record.append(place + 1, events, seen)
        self.events[place] += events
        self.seen[place] = max([self.seen[place], seen or 0.0, *(event.at for event in events)])
        self.done[place] = any(event.kind == "finished" for event in events)

    @precondition(lambda self: self.events)
    @rule(data=st.data(), at=TIME)
    def heartbeat(self, data: st.DataObject, at: float) -> None:
        place = data.draw(st.integers(0, len(self.events) - 1))
        self.record.heartbeat(place + 1, at)
        self.seen[place] = max(self.seen[place], at)

    @rule()
    def reopen(self) -> None:
        self.record.close()
        self.record = Record.open(self.path)

    @invariant()
    def agrees(self) -> None:
        rows: list[Any] = self.record.sessions()[::-1]
        assert [(row.last_seen, row.finished) for row in rows] == list(zip(self.seen, self.done, strict=True))
        assert [self.record.events(row.id) for row in rows] == self.events


TestCalls = Calls.TestCase
TestCalls.settings = settings(max_examples=15, stateful_step_count=15)
