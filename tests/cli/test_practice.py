"""The commands around practice: what they print, in words and in JSON, and what they leave alone."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from mockml.bank.spec import Problem
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice
from tests.cli.test_cli import envelope, modules_of
from tests.conftest import Command
from tests.scoring.scripted import EPOCH, PLAN, but, play, with_tag

DAY = 86400.0


@pytest.fixture
def practised(kmeans: Problem) -> list[int]:
    """A record with three interviews, some of them finished, a drill that failed, a hunt, and a story."""
    candidates = [but(), but(outcomes=with_tag(kmeans, "core", "failed", 2)), but(until="code")]
    sessions = []
    with Record.open() as record:
        for candidate in candidates:
            session = record.create_session(
                problem="kmeans", seed=7, rubric="four-signal", file="/w/kmeans.py", plan=PLAN, at=EPOCH
            )
            record.append(session, play(kmeans, candidate))
            sessions.append(session)
        record.set_result(1, "strong hire", 1.0)
        practice = Practice(record)
        data = {"cases": 15, "failed": 3}
        practice.add_attempt(Attempt("drill", "kmeans-assign", time.time() - 2 * DAY, "again", 400.0, data=data))
        practice.add_attempt(Attempt("hunt", "kmeans/manhattan-distance", time.time() - DAY, "good", 200.0, score=1.0))
        practice.tell_story("walk-through", "why", "to learn", 1.0)
    return sessions


def test_next_says_what_and_why(mockml: Command, practised: list[int]) -> None:
    """The failed drill comes first, with its figures and its command, which is also the next one to type."""
    done = mockml("next", "--for", "10")
    lines = done.stdout.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("MIN")) + 1
    assert lines[first].split()[:4] == ["8", "mockml", "drill", "kmeans-assign"]
    assert "you failed 3 of 15 cases on" in lines[first]
    assert lines[-1] == "8 of 10 minutes. Next: mockml drill kmeans-assign"
    data = envelope(mockml("next", "--for", "10", "--json"))["data"]
    assert list(data) == ["minutes", "todo", "waiting"]
    assert list(data["todo"][0]) == ["kind", "item", "title", "minutes", "why", "reason", "command"]
    assert data["todo"][0]["why"] == "failed"


def test_next_says_what_was_left(mockml: Command) -> None:
    """What was begun is named with the command that goes on with it; what is a round of a loop, as the loop."""
    assert "TO GO ON WITH" not in mockml("next").stdout
    mockml("start", "kmeans", "--plain", stdin="Which distance?\n")
    mockml("drill", "softmax-stable", stdin="hint\n")
    mockml("hunt", "tfidf", stdin="a thought\n")
    mockml("quiz", "--for", "5", stdin="half an answer\n")
    mockml("loop", "start", "new-grad")
    mockml("loop", "next", "--round", "2", stdin="Which loss?\n")
    mockml("loop", "next", "--round", "3", stdin="half an answer\n")
    assert mockml("export", "-").stderr.startswith(
        "mockml: not part of it, since they are not over: mockml drill --resume, mockml hunt --resume, mockml quiz"
    )
    left = envelope(mockml("next", "--json"))["data"]["waiting"]
    commands = ["loop next", "resume 1", "drill --resume", "hunt --resume", "quiz --resume"]
    assert [one["command"] for one in left] == [f"mockml {command}" for command in commands]
    text = mockml("next").stdout
    assert text.startswith("TO GO ON WITH")
    for one in left:
        assert one["command"] in text
        assert one["what"] in text


def test_next_in_no_time(mockml: Command) -> None:
    """Where nothing fits, that is said with a command that helps."""
    assert mockml("next", "--for", "1").stdout.startswith("Nothing fits into 1 minutes. Next: mockml next --for ")
    assert mockml("next", "--for", "0").returncode == 2


def test_a_plan_has_every_day(mockml: Command, practised: list[int]) -> None:
    """A plan goes from today to the interview; its text names each day and its JSON each exercise."""
    until = date.today() + timedelta(12)
    data = envelope(mockml("plan", "--until", until.isoformat(), "--json"))["data"]
    assert [row["day"] for row in data["days"]] == [str(date.today() + timedelta(number)) for number in range(12)]
    assert any(one["kind"] == "interview" for row in data["days"] for one in row["todo"])
    text = mockml("plan", "--until", until.isoformat()).stdout
    assert all(row["day"] in text for row in data["days"])
    assert f"{until.isoformat()}  the interview" in text
    assert text.splitlines()[-1].startswith("Next: mockml ")
    assert "no room for an interview" in mockml("plan", "--until", until.isoformat(), "--minutes", "20").stdout


@pytest.mark.parametrize(
    ("until", "said"),
    [("soon", "no such date"), ("2026-02-30", "no such date"), ("2001-01-01", "is over"), ("9999-01-01", "a year")],
)
def test_a_day_that_cannot_be_planned_for(mockml: Command, until: str, said: str) -> None:
    """A date that is none, is past or is too far is one clear line."""
    done = mockml("plan", "--until", until)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_the_interview_is_today(mockml: Command) -> None:
    """On the day itself nothing is laid out any more."""
    assert "The interview is today" in mockml("plan", "--until", date.today().isoformat()).stdout


def test_stats_are_the_records(mockml: Command, practised: list[int]) -> None:
    """Sessions, kinds, minutes, bests and patterns are shown, and the JSON has them all; an empty record says so."""
    data = envelope(mockml("stats", "--json"))["data"]
    assert (data["sessions"], data["finished"]) == (3, 2)
    assert data["attempts"] == {"interview": 2, "drill": 1, "hunt": 1, "quiz": 0}
    assert data["minutes"] == round((2400 * 2 + 600) / 60, 1)
    assert data["streak"]["days"] == 2
    assert [row["pattern"] for row in data["patterns"]] == ["clustering"]
    text = mockml("stats").stdout
    assert "3 sessions, 2 finished; 1 drill, 1 hunt, 0 questions; 1 h 30 min in all." in text
    assert "2 days in a row, today is still to come" in text
    assert text.splitlines()[-1] == "Next: mockml next --for 30"


def test_stats_of_nothing(mockml: Command) -> None:
    """A record with nothing in it says what to do."""
    assert mockml("stats").stdout == "Nothing practised yet.\n\nNext: mockml next --for 30\n"


def test_a_session_that_is_finished_is_in_the_stats(mockml: Command, tmp_path: Path) -> None:
    """A whole interview is an attempt, and its signals are kept beside one's own grades when its debrief is shown."""
    folder = tmp_path / "demo"
    assert mockml("demo", "--keep", str(folder)).returncode == 0
    data = envelope(mockml("stats", "--json", env={"MOCKML_HOME": str(folder)}))["data"]
    assert (data["finished"], data["attempts"]["interview"]) == (1, 1)
    assert data["signals"]
    assert all(signal["suggested"][0] and signal["own"][0] for signal in data["signals"])


def test_exported_and_taken_in_every_report_is_the_same(mockml: Command, practised: list[int], tmp_path: Path) -> None:
    """A record on another machine prints the same reports, history and stats as the one it was exported from."""
    assert mockml("export", "record.jsonl").stdout.startswith("record.jsonl: 8 entries. Only you can read it.")
    other = {"MOCKML_HOME": str(tmp_path / "other")}
    done = mockml("import", "record.jsonl", env=other)
    assert "New: 3 sessions, 4 attempts, 1 parts of stories." in done.stdout
    for session in practised:
        words = ("report", str(session), "--json")
        assert mockml(*words, env=other).stdout == mockml(*words).stdout
    for name in ("history", "stats", "next"):
        assert mockml(name, "--json", env=other).stdout == mockml(name, "--json").stdout
    again = envelope(mockml("import", "record.jsonl", "--json", env=other))["data"]
    assert again == {"sessions": 0, "attempts": 0, "stories": 0, "loops": 0, "known": 8}


def test_a_pipe_from_record_to_record(mockml: Command, practised: list[int], tmp_path: Path) -> None:
    """`mockml export - | mockml import -` moves a record; stdout holds nothing but its lines."""
    lines = mockml("export", "-").stdout
    assert [next(iter(json.loads(line))) for line in lines.splitlines()][:2] == ["mockml_record", "session"]
    other = {"MOCKML_HOME": str(tmp_path / "other")}
    assert mockml("import", "-", stdin=lines, env=other).returncode == 0
    assert mockml("export", "-", env=other).stdout == lines


def test_a_bad_line_is_named(mockml: Command, practised: list[int], tmp_path: Path) -> None:
    """A fault in an export is said with file and line, exit code 2, and leaves the record as it was."""
    mockml("export", "record.jsonl")
    lines = Path("record.jsonl").read_text().splitlines()
    Path("bad.jsonl").write_text("\n".join([*lines[:2], "{", *lines[3:]]) + "\n")
    other = {"MOCKML_HOME": str(tmp_path / "other")}
    done = mockml("import", "bad.jsonl", env=other)
    assert done.returncode == 2
    assert done.stderr.startswith("bad.jsonl:3: not JSON")
    assert envelope(mockml("history", "--json", env=other))["data"] == []
    assert envelope(mockml("import", "bad.jsonl", "--json", env=other))["errors"][0]["code"] == "bad_export"
    assert mockml("import", "no.jsonl").stderr.startswith("mockml: no.jsonl: No such file")
    assert mockml("export", "bad.jsonl").returncode == 0
    Path("kmeans.py").write_text("x = 1\n")
    assert "no exported record" in mockml("export", "kmeans.py").stderr


@pytest.mark.parametrize("name", ["next", "plan", "stats", "export", "import"])
def test_help_has_an_example(mockml: Command, name: str) -> None:
    """--help of each command ends with an example of it."""
    assert mockml(name, "--help").stdout.splitlines()[-1].strip().startswith(f"Example: mockml {name}")


@pytest.mark.parametrize("words", [["next"], ["plan", "--until", "2099-01-01"], ["stats"], ["export", "-"]])
def test_these_commands_are_light(words: list[str]) -> None:
    """None of them imports NumPy, a screen or what draws tables."""
    heavy = {"numpy", "textual", "rich.markdown", "rich.console", "mockml.judge.grade", "mockml.screen.full.app"}
    assert modules_of(*words) & heavy == set()
