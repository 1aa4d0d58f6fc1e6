"""A loop on a real terminal: its rounds in their rooms, 60 columns, and kill -9 between rounds and inside them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.host.looproom import standings
from mockml.practice.hunts import make_hunt
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.loops import Loops
from mockml.record.unfinished import Bench
from tests.bank.test_loops import LOOP
from tests.e2e.test_pty import PATIENCE, Bare, events, wait_for_event
from tests.report.sessions import too_long


def run(*words: str, script: str = "") -> subprocess.CompletedProcess[str]:
    """The real command, by script."""
    command = [sys.executable, "-m", "mockml", "loop", *words]
    return subprocess.run(command, input=script, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(autouse=True)
def _begun() -> None:
    Path("mine.yaml").write_text(LOOP)
    assert run("start", "mine.yaml").returncode == 0


def states() -> list[str]:
    """Where the rounds of loop 1 stand."""
    with Record.open() as record:
        return [one.state for one in standings(record, Loops(record).get(1))]


def typed() -> list[str]:
    """The lines of the quiz under way."""
    with Record.open() as record:
        drafts = Drafts(record)
        return [line.text for draft in drafts.newest_first() for line in drafts.lines(draft)]


def wait_until(holds: Callable[[], bool]) -> None:
    """Waits until something is in the record."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def kill(bare: Bare) -> None:
    """Ends a command as a power cut does."""
    os.kill(bare.process.pid, signal.SIGKILL)
    bare.process.wait(PATIENCE)


def test_a_round_of_code_has_the_full_screen() -> None:
    """At a terminal, the round opens the room that mockml start has; F10 leaves it, and the loop says how to go on."""
    bare = Bare("loop", "next", "--round", "2")
    bare.read_until("CLARIFY", "\x1b]2;clarify - kmeans - mockml\x1b\\")
    bare.type("\x1b[21~")
    seen = bare.rest().decode()
    assert bare.process.wait(PATIENCE) == 0
    assert "Next: mockml loop next" in seen
    assert states() == ["open", "begun", "open", "open"]


def test_killed_in_an_interview() -> None:
    """After kill -9 in the middle of a round of code, `loop next` goes on in it with every word."""
    bare = Bare("loop", "next", "--round", "2", "--plain")
    bare.read_until("CLARIFY")
    bare.type("Which distance?\n")
    wait_for_event("asked", "Which distance?")
    kill(bare)
    assert states()[1] == "begun"
    done = run("next", script="And when does it stop?\n")
    assert "round 2 of 4" in done.stderr
    assert done.stdout.index("you: Which distance?") < done.stdout.index("you: And when does it stop?")
    assert events("asked") == ["Which distance?", "And when does it stop?"]


def test_killed_in_a_quiz() -> None:
    """After kill -9 in the middle of an answer, `loop next` goes on with it; nothing is asked or rated twice."""
    bare = Bare("loop", "next", "--round", "3")
    bare.read_until("Question 1 of 2", "> ")
    bare.type("one line of it\n")
    wait_until(lambda: typed() == ["one line of it"])
    kill(bare)
    done = run("next", script="\n\n\nother\n\n\n\n")
    assert "| one line of it" in done.stdout
    assert "Round 3 of 4, Words:" in done.stdout
    assert states()[2] == "done"


def test_killed_between_rounds() -> None:
    """Whatever a killed terminal leaves behind, the rounds that were over are over, and the next is the next."""
    run("tick", "1", "weak")
    run("next", "--round", "3", script="/skip\n/skip\n")
    bare = Bare("loop", "next", "--plain")
    bare.read_until("round 2 of 4")
    kill(bare)
    assert (states()[0], states()[2:]) == ("done", ["done", "open"])
    assert "round 2 of 4" in run("next").stderr


def test_a_drill_is_a_round() -> None:
    """A drill is begun by its own command, goes on after it was left, and what it takes is the round's level."""
    run("start", "ml-engineer-switch")
    assert "All is saved. Next: mockml loop next" in run("next", "--round", "2").stdout
    (path,) = Path().glob("*.py")
    item = path.read_text().split("\n")[0].removeprefix("# mockml: ")
    path.write_text((Bank().problem(item).folder / "reference.py").read_text())
    done = run("next", "--loop", "2")
    assert "Going on with" in done.stdout
    assert "Round 2 of 6, Data handling: very strong" in done.stdout


def test_a_hunt_is_a_round() -> None:
    """A bug hunt is begun, left and gone on with as a round, and a small fix in time makes it a strong one."""
    run("start", "research-engineer")
    done = run("next", "--round", "3", script="it stops too soon\n")
    assert "Noted." in done.stdout
    assert "All is saved. Next: mockml loop next" in done.stdout
    with Record.open() as record:
        row = Bench(record).latest("hunt")
    assert row is not None
    problem, _, bugs = row.item.partition("/")
    hunt = make_hunt(Bank().problem(problem), bugs.split("+"), row.seed)
    Path(row.file).write_text(f"# mockml: {problem}\n{hunt.right}")
    done = run("next", "--loop", "2")
    assert "You said: it stops too soon" in " ".join(done.stdout.split())
    assert "Round 3 of 6, Debugging: very strong" in done.stdout


def test_sixty_columns_are_enough() -> None:
    """At a width of 60 no line of what the loop says is longer."""
    run("tick", "1", "strong")
    for words in (["loop"], ["loop", "next", "--round", "1"], ["loop", "report"], ["loop", "start"]):
        bare = Bare(*words, columns=60)
        text = bare.rest().decode().replace("\r", "")
        assert bare.process.wait(PATIENCE) == 0
        assert "Next: mockml " in text
        assert too_long(text, 60) == []


def test_a_second_terminal() -> None:
    """While a round is open in one terminal, another one is told so, and can look where the loop stands."""
    bare = Bare("loop", "next", "--round", "3")
    bare.read_until("> ")
    done = run("next")
    assert (done.returncode, "loop 1 is open in another terminal" in done.stderr) == (2, True)
    assert "begun, and not over" in run().stdout
    bare.process.terminate()
    bare.rest()
    assert bare.process.wait(PATIENCE) == 130
