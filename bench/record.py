"""How a long record is felt: `python bench/record.py [--rounds N] [--sessions N]`.

`history`, `stats` and `next` as they are typed, whole processes, on a record of 5,000 finished sessions with their
events and grades, against the same on 50. Figures are medians of rounds in which each command runs on both, in turn.
The goal is a ratio of 1.5 at most.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mockml.bank.library import Bank
from mockml.record.attempts import RATINGS, Attempt
from mockml.record.database import Record, SignalGrade
from mockml.record.events import Event
from mockml.record.practice import Practice

FEW = 50
GOAL = 1.5
COMMANDS = (["history"], ["stats"], ["next"])
SIGNALS = ("problem-understanding", "technical-skills", "rationale", "communication")
PLAN = [("clarify", 300.0), ("outline", 300.0), ("code", 1500.0), ("test", 300.0), ("discuss", 300.0)]
EVENTS = 40  # of a session, with the text of the file in every fourth
CODE = "def kmeans(X, k):\n" + "    X = X - X.mean(axis=0)  # as a solution has lines\n" * 30
HOURS = 11  # between one session and the next


def fill(home: Path, sessions: int) -> None:
    """Makes a record of so many finished sessions, and a drill after each."""
    rng = random.Random(sessions)
    with Record.open(home / "record.sqlite3") as record:
        problems, now = Bank().problem_ids(), time.time()
        record._connection.execute("PRAGMA synchronous = OFF")  # it is made once and read afterwards
        for number in range(sessions):
            at = now - 3600.0 * HOURS * (sessions - number)
            _sit(record, rng, rng.choice(problems), at)
            item, rating = rng.choice(problems), rng.choice(RATINGS)
            Practice(record).add_attempt(Attempt("drill", item, at + 7200, rating, 600.0, 0, rng.random()))


def _sit(record: Record, rng: random.Random, problem: str, at: float) -> None:
    session = record.create_session(
        problem=problem, seed=rng.randrange(9), rubric="four-signal", file="/w/solution.py", plan=PLAN, at=at
    )
    events = [_event(number, at + 60 * number) for number in range(EVENTS)]
    record.append(session, [*events, _graded(rng, problem, at + 2700), Event("finished", at + 2760, 2760.0)])
    grades = [SignalGrade(name, name.capitalize(), "weak", "strong", rng.randint(-1, 1)) for name in SIGNALS]
    record.set_result(session, "no hire", rng.random(), grades)


def _event(number: int, at: float) -> Event:
    if number % 4 == 0:
        return Event("saved", at, 60.0 * number, {"sha": str(number), "text": CODE, "lines": 31, "size": len(CODE)})
    return Event("noted", at, 60.0 * number, {"text": "Now the distances, by broadcasting.", "phase": "code"})


def _graded(rng: random.Random, problem: str, at: float) -> Event:
    outcomes = [rng.choice(["passed", "passed", "passed", "failed"]) for _ in range(15)]
    cases = [
        {"id": f"c{n}", "title": "A case", "tag": "core", "outcome": outcome, "message": "", "seconds": 0.01}
        for n, outcome in enumerate(outcomes)
    ]
    return Event("graded", at, 2700.0, {"verdict": {"problem": problem, "seed": 1, "cases": cases, "isolation": []}})


def timed(words: list[str], home: Path) -> tuple[float, float]:
    """Milliseconds of a command as it is typed: by the clock, and of the processor."""
    environment = {**os.environ, "MOCKML_HOME": str(home)}
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-m", "mockml", *words], env=environment, stdout=subprocess.DEVNULL, check=True)
    spent, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * spent, 1000 * processor


def main() -> None:
    """Fills two records, runs the commands on both in turn, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sessions", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        homes = {count: Path(folder) / str(count) for count in (FEW, options.sessions)}
        for count, home in homes.items():
            home.mkdir()
            fill(home, count)
            size = sum(path.stat().st_size for path in home.iterdir()) / 2**20
            print(f"{count} sessions: {size:.1f} MiB")
        spent: dict[tuple[str, int], list[tuple[float, float]]] = {
            (w[0], count): [] for w in COMMANDS for count in homes
        }
        for number in range(options.rounds + 1):
            for words in COMMANDS:
                for count, home in homes.items():
                    took = timed(words, home)
                    if number:  # the first round warms the disk
                        spent[words[0], count].append(took)
    print(f"medians of {options.rounds} rounds in ms; goal: {GOAL} x by the clock")
    for words in COMMANDS:
        for place, clock in enumerate(("clock", "processor")):
            few, many = (statistics.median(row[place] for row in spent[words[0], count]) for count in homes)
            print(
                f"  {words[0]:<8} {clock:<10} {FEW}: {few:5.0f}   {options.sessions}: {many:5.0f}   {many / few:.2f} x"
            )


if __name__ == "__main__":
    main()
