"""A record out to a file and in again: nothing lost, nothing twice, and all or nothing."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.errors import BadExport, BadFile
from mockml.record.attempts import EXERCISES, RATINGS, Attempt
from mockml.record.database import Record, SignalGrade
from mockml.record.events import KINDS, Event
from mockml.record.loops import Loops, RoundRow
from mockml.record.moving import Taken, export_lines, import_lines, lines_of, write_export
from mockml.record.practice import Practice
from tests.record.helping import another_process, new_session, said, tell

TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates included
TIME = st.floats(0, 4e9)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT, st.lists, max_leaves=5
)
DATA = st.dictionaries(TEXT, VALUE, max_size=3)
EVENT = st.builds(Event, st.sampled_from([kind for kind in KINDS if kind != "finished"]), TIME, TIME, DATA)
ATTEMPT = st.builds(
    Attempt,
    st.sampled_from(EXERCISES),
    TEXT.filter(bool),
    TIME,
    st.sampled_from(RATINGS),
    st.none() | TIME,
    st.integers(0, 9),
    st.none() | st.floats(0, 1),
    DATA,
)
WRITES = """
import sys
from pathlib import Path
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice

with Record.open(Path(sys.argv[1])) as record:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(60):
        Practice(record).add_attempt(Attempt("drill", "a", float(number), "good"))
        print(number, flush=True)
"""


def exported(record: Record) -> list[bytes]:
    """A record as the lines of a file."""
    return [line.encode() + b"\n" for line in export_lines(record)]


def contents(record: Record) -> list[Any]:
    """All that is in a record, to compare."""
    practice = Practice(record)
    grades = [tuple(row) for row in record.rows("SELECT * FROM grades ORDER BY session, signal", ())]
    sessions = [(row, record.events(row.id)) for row in record.sessions()]
    stories = [[tuple(row) for row in record.rows("SELECT uuid, question, part, text FROM stories ORDER BY id", ())]]
    return [sessions, practice.attempts(), grades, stories, Loops(record).newest_first()]


@pytest.fixture
def full(tmp_path: Path) -> Iterable[Record]:
    """A record with two sessions, attempts, a story in two versions, and a loop."""
    with Record.open(tmp_path / "full.sqlite3") as record:
        new_session(record)
        session = new_session(record, problem="tfidf")
        record.append(session, [Event("asked", 1.0, 1.0, {"text": "why?"}), Event("finished", 2.0, 2.0)])
        record.set_result(session, "hire", 0.9, [SignalGrade("talk", "Talk", "weak", "strong", 1)])
        practice = Practice(record)
        practice.add_attempt(Attempt("hunt", "kmeans/x", 5.0, "again", 60.0, 1, 0.5, {"cases": 3}))
        for text in ("first", "second"):
            practice.tell_story("walk", "why", text, 6.0)
        loops = Loops(record)
        loop = loops.begin(Bank().loop("new-grad"), 7.0).id
        loops.set_round(loop, RoundRow(1, 8.0, None, "strong"))
        loops.set_round(loop, RoundRow(2, 9.0, record.session(session).uuid))
        loops.begin_quiz(loop, 3, ["drift", "pca"], {"questions": ["drift", "pca"]}, 10.0)
        yield record


@pytest.fixture
def empty(tmp_path: Path) -> Iterable[Record]:
    """A record with nothing in it."""
    with Record.open(tmp_path / "empty.sqlite3") as record:
        yield record


def test_out_and_in_is_the_same_record(full: Record, empty: Record) -> None:
    """An empty record that takes in an export is the record that was exported, numbers of sessions included."""
    assert import_lines(empty, exported(full), "x") == Taken(2, 1, 2, 0, 1)
    assert contents(empty) == contents(full)
    assert exported(empty) == exported(full)


def test_taken_in_twice_is_there_once(full: Record, empty: Record) -> None:
    """Importing again, or importing one's own export, changes nothing and says so."""
    for record in (empty, empty, full):
        taken = import_lines(record, exported(full), "x")
    assert taken == Taken(0, 0, 0, 6)
    assert contents(empty) == contents(full)


def test_two_machines_become_one(full: Record, empty: Record) -> None:
    """Sessions of another machine get the next numbers where theirs are taken; one's own stay what they are."""
    new_session(empty, problem="attention")
    new_session(empty, problem="batch-norm")
    before = empty.sessions()
    import_lines(empty, exported(full), "x")
    after = empty.sessions()
    assert after[2:] == before
    assert [(row.id, row.problem) for row in after[:2]] == [(4, "tfidf"), (3, "kmeans")]
    assert [event.data for event in empty.events(4)] == [event.data for event in full.events(2)]
    assert new_session(empty) == 5


@settings(max_examples=40)
@given(events=st.lists(EVENT, max_size=4), attempts=st.lists(ATTEMPT, max_size=4), file=TEXT, story=TEXT)
def test_whatever_was_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], attempts: list[Attempt], file: str, story: str
) -> None:
    """Any text, any number and any data that the record holds survives the way out and in."""
    folder = tmp_path_factory.mktemp("moving")
    with Record.open(folder / "a.sqlite3") as one, Record.open(folder / "b.sqlite3") as other:
        session = one.create_session(problem="kmeans", seed=-5, rubric="r", file=file, plan=[("code", 1.5)], at=3.0)
        one.append(session, events)
        for attempt in attempts:
            Practice(one).add_attempt(attempt)
        Practice(one).tell_story("q", "p", story, 1.0)
        import_lines(other, exported(one), "x")
        assert contents(other) == contents(one)


def _broken(lines: list[bytes], number: int, line: bytes) -> list[bytes]:
    return [*lines[: number - 1], line + b"\n", *lines[number:]]


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "Expected `object`"),
        (b"{}", "expected one of session, attempt, story, loop"),
        (b'{"attempt": {}}', "missing required field `uuid`"),
        (b'{"visit": {}}', "unknown field `visit`"),
        (b"[" * 100000, "nested too deep"),
        (
            b'{"attempt": {"uuid": "u", "kind": "drill", "item": "a", "at": 1e300, "rating": "good", '
            b'"seconds": null, "hints": 0, "score": null, "data": {}}}',
            "`$.attempt.at`",
        ),
        (
            b'{"attempt": {"uuid": "u", "kind": "drill", "item": "a", "at": 1, "rating": "good", '
            b'"seconds": NaN, "hints": 0, "score": null, "data": {}}}',
            "a number that is none",
        ),
        (
            b'{"attempt": {"uuid": "\\udc00", "kind": "drill", "item": "a", "at": 1, "rating": "good", '
            b'"seconds": 1, "hints": 0, "score": null, "data": {}}}',
            "a name that cannot be shown",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken_in(full: Record, empty: Record, line: bytes, said_of_it: str) -> None:
    """A fault is said with file and line, and what came before and after it stays out as well."""
    with pytest.raises(BadExport, match=r"^old\.jsonl:4: ") as caught:
        import_lines(empty, _broken(exported(full), 4, line), "old.jsonl")
    assert said_of_it in caught.value.message
    assert caught.value.exit_code == 2
    assert contents(empty) == [[], [], [], [[]], []]


@pytest.mark.parametrize(
    ("name", "value", "said_of_it"),
    [
        ("problem", "../../elsewhere", "`$.session.problem`"),
        ("problem", "/tmp/problem", "`$.session.problem`"),
        ("decision", "\x1b[2Jhire", "a name that cannot be shown"),
        ("number", 0, "`$.session.number`"),
        ("seed", 2**70, "`$.session.seed`"),
        ("events", [{"at": 1, "clock": 1, "kind": "danced", "data": {}}], "`$.session.events[0].kind`"),
    ],
)
def test_a_session_that_could_do_harm_stays_out(
    full: Record, empty: Record, name: str, value: object, said_of_it: str
) -> None:
    """Paths where ids belong, text that takes over a terminal, and numbers beyond all bounds are refused."""
    lines = exported(full)
    session = json.loads(lines[1])
    session["session"][name] = value
    with pytest.raises(BadExport, match=r"^f:2: ") as caught:
        import_lines(empty, _broken(lines, 2, json.dumps(session).encode()), "f")
    assert said_of_it in caught.value.message
    assert empty.sessions() == []


@pytest.mark.parametrize(
    ("path", "value", "said_of_it"),
    [
        (("rounds", 0, "tick"), "superb", "`$.loop.rounds[0].tick`"),
        (("rounds", 2, "items"), ["../drift"], "`$.loop.rounds[2].items[0]`"),
        (("spec", "rounds", 1, "kind"), "poem", "`$.loop.spec.rounds[1].kind`"),
        (("spec", "decision", "outcomes"), {}, "decision.outcomes: expected words for each"),
        (("spec", "rounds"), [], "rounds: expected 2 to 8 rounds, got 0"),
        (("uuid",), "a\x1b[2J", "a name that cannot be shown"),
    ],
)
def test_a_loop_that_cannot_be_stays_out(
    full: Record, empty: Record, path: tuple[Any, ...], value: object, said_of_it: str
) -> None:
    """A loop whose rules could not be applied, or that names what is no name, is refused at its line."""
    lines = exported(full)
    entry = json.loads(lines[-1])
    part = entry["loop"]
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(BadExport, match=rf"^f:{len(lines)}: ") as caught:
        import_lines(empty, _broken(lines, len(lines), json.dumps(entry).encode()), "f")
    assert said_of_it in caught.value.message
    assert contents(empty) == [[], [], [], [[]], []]


def test_several_faults_are_said_at_once(full: Record, empty: Record) -> None:
    """All bad lines are named together, up to twenty."""
    lines = exported(full)
    with pytest.raises(BadExport) as caught:
        import_lines(empty, [lines[0], b"x\n", lines[1], b"y\n"], "f")
    assert [finding.split(" ")[0] for finding in caught.value.findings] == ["f:2:", "f:4:"]
    with pytest.raises(BadExport) as caught:
        import_lines(empty, [lines[0], *[b"x\n"] * 100], "f")
    assert len(caught.value.findings) == 20


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (b'{"session": 1}\n', "not the first line"),
        (b"# notes\n", "not the first line"),
        (b'{"mockml_record": 2}\n', "upgrade mockml"),
        (None, "empty"),
    ],
)
def test_something_else_is_no_export(empty: Record, first: bytes | None, words: str) -> None:
    """Another file, an empty one, and an export of a newer mockml are refused in a line."""
    with pytest.raises(BadExport, match=words) as caught:
        import_lines(empty, [] if first is None else [first], "f")
    assert len(caught.value.findings) == 1


def test_the_file_is_private_and_only_an_older_export_is_replaced(full: Record, tmp_path: Path) -> None:
    """An export can be written again over itself, never over anything else, and nobody else can read it."""
    path = tmp_path / "out" / "record.jsonl"
    path.parent.mkdir()
    for _ in range(2):
        assert write_export(full, path) == 7
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [name.name for name in path.parent.iterdir()] == ["record.jsonl"]
    assert [json.loads(line) for line in lines_of(path)] == [json.loads(line) for line in exported(full)]
    solution = tmp_path / "kmeans.py"
    solution.write_text("x = 1\n")
    for other in (solution, tmp_path, tmp_path / "no" / "where.jsonl"):
        with pytest.raises(BadFile):
            write_export(full, other)
    assert solution.read_text() == "x = 1\n"


def test_an_export_while_another_process_writes(tmp_path: Path) -> None:
    """An export shows one moment of the record: what is written meanwhile is in it from some point on not at all."""
    path = tmp_path / "record.sqlite3"
    with Record.open(path) as record:
        writer = another_process(WRITES, path)
        assert said(writer) == "ready"
        lines = export_lines(record)
        next(lines)
        tell(writer)
        for number in range(10):
            assert said(writer) == str(number)
        seen = [json.loads(line)["attempt"]["at"] for line in lines]
        assert writer.communicate(timeout=60)[1] == ""
        assert seen == [float(n) for n in range(len(seen))]
        assert len(Practice(record).attempts()) == 60
