"""Four typical candidates, and their debriefs on paper: `python -m tests.scoring.candidates [RUBRIC] [WIDTH]`.

Each is a few facts about somebody, played as the events of a session through a real record.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.record.database import Record
from mockml.report.debrief import Debrief, build
from mockml.report.text import render_text
from tests.scoring.scripted import EPOCH, PLAN, Candidate, but, play, with_tag

BARE_CODE = """
import numpy as np

def kmeans(X, k, max_iters=100, tol=1e-4):
    X = np.array(X, dtype=float)
    res = X[np.random.permutation(len(X))[:k]]
    for it in range(max_iters):
        tmp = ((X[:, None] - res[None]) ** 2).sum(2).argmin(1)
        new = np.array([X[tmp == j].mean(0) if (tmp == j).any() else X[np.random.randint(len(X))] for j in range(k)])
        done = np.abs(new - res).max() < tol
        res = new
        if done:
            break
    return res, ((X[:, None] - res[None]) ** 2).sum(2).argmin(1)
"""
FAILING_CODE = '''
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Group the rows of X into k clusters, in max_iters rounds or until tol; returns the centroids and the labels."""
    centroids = X[:k]
    labels = np.zeros(len(X), dtype=int)
    for _ in range(max_iters):
        labels = np.abs(X[:, None] - centroids[None]).sum(axis=2).argmin(axis=1)
    return centroids, labels
'''


def silent(_problem: Problem) -> Candidate:
    """The silent coder who passes everything: asks a little, writes, runs, hands in, and never says a word about it."""
    return but(
        asks=("distance", "stopping"),
        outline="Random rows first, then assign and average until stable.",
        thinks=(),
        replies=0,
        follow_ups=("no idea",),
        source=BARE_CODE,
        tests=0,
        caught=0,
        runs=(30.0,),
        tries=(33.0, 36.0),
        speed=0.4,
    )


def talker(problem: Problem) -> Candidate:
    """The talker whose code fails: asks well, plans well, explains all the way, and does not get there."""
    failed = {**with_tag(problem, "core", "failed", 3), **with_tag(problem, "edge", "failed", 4)}
    return but(
        outcomes=failed,
        source=FAILING_CODE,
        tests=0,
        caught=0,
        runs=(34.0,),
        tries=(),
        handed_in="time",
        mistake={"bug": "assigns-once", "sure": False},
    )


def jumper(problem: Problem) -> Candidate:
    """The one who jumps in and asks nothing: fast, mostly right, and surprised by what was left open."""
    return but(
        asks=(),
        outline="",
        saves=(4.0, 12.0, 17.0),
        thinks=(14.0, 24.0),
        outcomes=with_tag(problem, "edge", "error", 3),
        source=BARE_CODE,
        tests=0,
        caught=0,
        runs=(13.0,),
        tries=(),
        follow_ups=("I would use a library for this in practice.",),
    )


def finisher(_problem: Problem) -> Candidate:
    """The one who asks, explains, verifies and finishes."""
    return but(speed=0.3)


CANDIDATES = {"silent": silent, "talker": talker, "jumper": jumper, "finisher": finisher}


def debriefed(folder: Path, problem: Problem, candidate: Candidate, rubric: str) -> Debrief:
    """The candidate's debrief, from events that were written to a record and read back."""
    with Record.open(folder / "record.sqlite3") as record:
        session = record.create_session(
            problem=problem.id, seed=7, rubric=rubric, file="/w/kmeans.py", plan=PLAN, at=EPOCH
        )
        record.append(session, play(problem, candidate))
        return build(record.session(session), problem, record.events(session), Bank().rubric(rubric))


def main(words: list[str]) -> None:
    """Prints the four debriefs."""
    rubric, width = (words + ["four-signal", "100"][len(words) :])[:2]
    problem = Bank().problem("kmeans")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in CANDIDATES.items():
            described = " ".join((make.__doc__ or name).split())
            debrief = debriefed(Path(folder), problem, make(problem), rubric)
            print(f"{'=' * int(width)}\n{described}\n\n{render_text(debrief, int(width))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
