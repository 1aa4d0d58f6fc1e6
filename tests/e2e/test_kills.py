"""kill -9 at any moment: what the room has acknowledged is there on resume, and the clock is right."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mockml.bank.library import content_root
from mockml.interview.state import state_of
from mockml.record.database import Record

REFERENCE = (content_root() / "problems" / "kmeans" / "reference.py").read_text()
LINES = (
    "Which distance?",
    "What if a cluster is empty?",
    "/next",
    "rows as centroids, then assign and update",
    "/next",
    "/note writing the loop",
    "/try 1 + 1",
    "/run",
    "/hint",
    "/hint",
    "because the mean of no rows is NaN",
    "/more 1",
    "/next",
    "/submit",
    "I would start it several times",
)
SEED = 20260


def kill_one(number: int, folder: Path) -> str:
    """Kills a session at a random moment, resumes it, and says what does not hold; '' where all does."""
    rng = random.Random(SEED + number)
    folder.mkdir()
    env = {**os.environ, "MOCKML_HOME": str(folder / "home")}
    shown = folder / "shown.txt"
    killed = sit_and_die(rng, folder, env, shown)
    with Record.open(record_of(folder)) as record:
        before = record.events(1) if record.latest() is not None else []
        if not before:
            return "" if "CLARIFY" not in shown.read_text() else "what was shown is not in the record"
        resumed = mockml("resume", "1", folder=folder, env=env)
        after = record.events(1)
    said = [str(e.data.get("text")) for e in before]
    missing = [line for line in acknowledged(shown) if line not in said]
    clock = state_of(after[: len(before) + 1]).clock
    faults = {
        f"acknowledged and lost: {missing}": missing,
        "the events before are not those after": after[: len(before)] != before,
        f"resume ended with {resumed}": resumed != 0,
        f"clock {clock}, lived {killed - before[0].at}": abs(clock - (killed - before[0].at)) > 1.0,
    }
    return "; ".join(words for words, wrong in faults.items() if wrong)


def sit_and_die(rng: random.Random, folder: Path, env: dict[str, str], shown: Path) -> float:
    """A scripted candidate in a real room, until kill -9; when that was."""
    with shown.open("wb") as output:
        process = subprocess.Popen(
            command("start", "kmeans"), stdin=subprocess.PIPE, stdout=output, stderr=output, env=env, cwd=folder
        )
        assert process.stdin is not None
        end = time.monotonic() + rng.uniform(0.05, 4.0)
        for line in LINES:
            if time.monotonic() >= end:
                break
            time.sleep(min(rng.uniform(0.0, 0.5), max(end - time.monotonic(), 0.0)))
            if rng.random() < 0.2:
                (folder / "kmeans.py").write_text(REFERENCE + f"# {rng.random()}\n")
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
        time.sleep(max(end - time.monotonic(), 0.0))
        killed = time.time()
        process.kill()
        process.wait()
        process.stdin.close()
    return killed


def command(*words: str) -> list[str]:
    """The real command, on the plain screen."""
    return [sys.executable, "-m", "mockml", *words, "--plain"]


def mockml(*words: str, folder: Path, env: dict[str, str]) -> int:
    """Runs it without input; its exit code."""
    done = subprocess.run(
        command(*words), stdin=subprocess.DEVNULL, capture_output=True, env=env, cwd=folder, timeout=60, check=False
    )
    return done.returncode


def record_of(folder: Path) -> Path:
    """The record that belongs to a folder's session."""
    (folder / "home").mkdir(exist_ok=True)
    return folder / "home" / "record.sqlite3"


def acknowledged(shown: Path) -> list[str]:
    """The candidate's lines that were on the screen, whole."""
    rows = shown.read_text(errors="replace").splitlines()
    found = [row.split("you: ", 1)[1] for row in rows if row.startswith("[") and "] you: " in row]
    return [line for line in found if line in {*LINES, *(line.removeprefix("/note ") for line in LINES)}]


def test_a_killed_session_is_whole(tmp_path: Path) -> None:
    """After kill -9 at four random moments: every acknowledged line is there, and the clock is right to a second."""
    assert [kill_one(i, tmp_path / str(i)) for i in range(4)] == [""] * 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_killed_sessions_are_whole(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """The same at two hundred random moments."""
    faults = {i: words for i in range(200) if (words := kill_one(i, tmp_path / str(i)))}
    record_property("measured", f"kill -9: {200 - len(faults)} of 200 sessions were whole")
    assert not faults
