"""A quiz on a real terminal: its clock and prompt, and every way in which it can break off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.practice import Practice
from tests.e2e.test_pty import PATIENCE, Bare


def typed() -> list[str]:
    """The lines of the quiz under way."""
    with Record.open() as record:
        drafts = Drafts(record)
        return [line.text for draft in drafts.newest_first() for line in drafts.lines(draft)]


def clock() -> float:
    """How long the quiz under way has lived."""
    with Record.open() as record:
        return Drafts(record).newest_first()[0].clock


def attempts() -> list[Attempt]:
    """The questions that were rated."""
    with Record.open() as record:
        return Practice(record).attempts("quiz")


def wait_until_typed(text: str) -> None:
    """Waits until the record has a line."""
    deadline = time.monotonic() + PATIENCE
    while text not in typed():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_question_at_a_terminal() -> None:
    """At a terminal each line has a prompt, and the question is answered, marked and rated."""
    bare = Bare("quiz", "drift")
    bare.read_until("What kinds of drift", "> ")
    bare.type("The inputs change, covariate shift, and the relation changes, concept drift.\n\n")
    bare.read_until("first guess", "[ ]")
    bare.type("\n")
    seen = bare.rest()
    assert bare.process.wait(PATIENCE) == 0
    assert b"It comes back on" in seen
    assert seen.count(b"The inputs change, covariate shift") == 1
    (attempt,) = attempts()
    assert attempt.data["answer"].startswith("The inputs change")


def test_time_runs_at_a_terminal() -> None:
    """The remaining time is said below what is being typed, and rings; what was typed then counts."""
    bare = Bare("quiz", "drift", "--minutes", "0.1")
    bare.read_until("0:06)", "> ")
    bare.type("half a sen")
    bare.read_until("0:03 left.", "Time is up.")
    assert bare.bells == 2
    bare.type("tence\n")
    bare.read_until("Enter accepts")
    bare.type("\n")
    bare.rest()
    assert bare.process.wait(PATIENCE) == 0
    assert attempts()[0].data["answer"] == "half a sentence"
    assert 6.0 <= (attempts()[0].seconds or 0.0) < 26.0


def test_sixty_columns_are_enough() -> None:
    """At a width of 60 no line is longer, from the ask to the rating."""
    bare = Bare("quiz", "project-walk-through", columns=60)
    bare.read_until("Part 1 of", "> ")
    for _ in range(11):
        bare.type("\n")
    seen = bare.rest().decode()
    assert bare.process.wait(PATIENCE) == 0
    assert "It comes back on" in seen
    lines = [line.rstrip("\r") for line in seen.split("\n")]
    assert max(map(len, lines)) <= 60


def test_control_c_asks_once_and_keeps_the_line() -> None:
    """Ctrl-C says that all is saved; the line that is being typed survives it, and a second Ctrl-C leaves with 130."""
    bare = Bare("quiz", "drift")
    bare.read_until("> ")
    bare.type("a whole line\nhalf a li")
    wait_until_typed("a whole line")
    bare.type("\x03")
    bare.read_until("Ctrl-C again leaves")
    bare.type("ne")
    time.sleep(0.3)
    bare.type("\x03")
    seen = bare.rest()
    assert bare.process.wait(PATIENCE) == 130
    assert typed() == ["a whole line", "half a line"]
    assert b"mockml quiz --resume" in seen


def test_a_terminal_that_hangs_up_loses_nothing() -> None:
    """The window is closed in the middle: the process ends by itself, and the lines are there."""
    bare = Bare("quiz", "drift")
    bare.read_until("> ")
    bare.type("before the window was closed\n")
    wait_until_typed("before the window was closed")
    os.close(bare.master)
    assert bare.process.wait(PATIENCE) in (130, -1)
    assert typed() == ["before the window was closed"]
    assert "| before the window" in again().stdout


def test_it_is_told_to_end() -> None:
    """SIGTERM saves and leaves with 130."""
    bare = Bare("quiz", "drift")
    bare.read_until("> ")
    bare.type("one\n")
    wait_until_typed("one")
    bare.process.terminate()
    bare.rest()
    assert bare.process.wait(PATIENCE) == 130
    assert typed() == ["one"]


def again(script: str = "") -> subprocess.CompletedProcess[str]:
    """The quiz that was left, gone on with by a script."""
    words = [sys.executable, "-m", "mockml", "quiz", "--resume"]
    return subprocess.run(words, input=script, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("lines", [0, 1, 4])
def test_kill_nine_loses_no_line_and_no_time(lines: int) -> None:
    """After kill -9, in a first part or a later one, the quiz goes on with every line and the time used."""
    texts = ["one", "two", "", "three"][:lines]
    bare = Bare("quiz", "project-walk-through", "--minutes", "2")
    begun = time.monotonic()
    bare.read_until("Part 1 of", "> ")
    for text in texts:
        bare.type(text + "\n")
    deadline = time.monotonic() + PATIENCE
    while typed() != texts or clock() < 2.0:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(bare.process.pid, signal.SIGKILL)
    bare.process.wait(PATIENCE)
    lived = time.monotonic() - begun
    assert lived - 4.0 < clock() <= lived
    before = clock()
    done = again()
    assert f"0:0{round(before)} of 2:00 used" in done.stdout
    assert ("| three" in done.stdout) == (lines == 4)
    assert ("Part 2 of" in done.stdout) == (lines == 4)
    assert clock() >= before
    with Record.open() as record:
        stories = [story.text for story in Practice(record).stories()]
    assert stories == (["one\ntwo"] if lines == 4 else [])


def test_killed_at_the_end_is_rated_once() -> None:
    """Where the record has the attempt and the draft as well, going on neither rates it again nor asks it again."""
    with Record.open() as record:
        plan = {"questions": ["drift", "calibration"], "aloud": False, "minutes": None}
        Drafts(record).begin(plan, 1.0)
    assert "drift" in again("words\n\n\n").stdout
    assert len(attempts()) == 1
    done = again()
    assert "Enter for question 2 of 2" in done.stdout
    assert len(attempts()) == 1
    again("\nother\n\n\n")
    assert [one.item for one in attempts()] == ["drift", "calibration"]
    assert again().returncode == 3


def test_a_second_terminal() -> None:
    """While a quiz is open in one terminal, --resume in another is refused; plain `mockml quiz` begins one."""
    bare = Bare("quiz", "drift")
    bare.read_until("> ")
    done = again()
    assert (done.returncode, "quiz 1 is open in another terminal" in done.stderr) == (2, True)
    words = [sys.executable, "-m", "mockml", "quiz"]
    other = subprocess.run(words, input="/skip\n", capture_output=True, text=True, timeout=60, check=False)
    assert other.returncode == 0
    assert "Going on with" not in other.stdout
    bare.process.terminate()
    bare.rest()
    assert Path(os.environ["MOCKML_HOME"]).is_dir()


def test_a_reader_that_goes_away() -> None:
    """Where nobody reads the output any more, the quiz is saved and ends without a traceback."""
    command = f"yes words | {sys.executable} -m mockml quiz drift | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    assert len(attempts()) <= 1
