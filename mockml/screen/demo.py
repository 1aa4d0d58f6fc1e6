"""The demo: a scripted candidate with a fast clock, through the real engine, judge, scoring and record."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from mockml.bank.library import Bank
from mockml.host.seating import Seated, Wish, seat_new
from mockml.interview.clock import ScriptedClock
from mockml.interview.plan import make_plan
from mockml.interview.script import Line
from mockml.record.database import Record
from mockml.report.debrief import Debrief, build
from mockml.report.keeping import keep_result
from mockml.report.text import render_text
from mockml.screen import signals
from mockml.screen.plain import format_line, is_terminal

PROBLEM = "kmeans"
SEED = 2026
TICK_SECONDS = 5.0
PACE_SECONDS = 0.25

DRAFT = '''\
# mockml: kmeans
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Lloyd's algorithm; returns (centroids, labels)."""
    X = np.asarray(X, dtype=float)
    centroids = X[np.random.choice(len(X), k, replace=False)]
    for _ in range(max_iters):
        distances = ((X[:, None] - centroids[None]) ** 2).sum(2)
        labels = distances.argmin(1)
        centroids = np.array([X[labels == j].mean(0) for j in range(k)])
    return centroids, labels
'''

FINAL = '''\
# mockml: kmeans
import numpy as np


def assign(X, centroids):
    """The nearest centroid of each row of X (n, d): labels (n,)."""
    distances = ((X[:, None] - centroids[None]) ** 2).sum(2)  # (n, k)
    return distances.argmin(1)


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Lloyd's algorithm; returns centroids (k, d) and labels (n,)."""
    X = np.asarray(X, dtype=float)
    centroids = X[np.random.choice(len(X), k, replace=False)]
    for _ in range(max_iters):
        labels = assign(X, centroids)
        moved = centroids.copy()
        for j in range(k):
            members = X[labels == j]
            # a cluster that lost its points starts again from a data point
            moved[j] = members.mean(0) if len(members) else X[np.random.randint(len(X))]
        shift = np.linalg.norm(moved - centroids)
        centroids = moved
        if shift < tol:
            break
    return centroids, assign(X, centroids)


def test_two_pairs():
    X = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 9.0], [9.0, 11.0]])
    centroids, labels = kmeans(X, 2)
    assert np.allclose(sorted(centroids.tolist()), [[0, 1], [9, 10]])
    assert labels[0] == labels[1] != labels[2]


def test_more_clusters_than_distinct_points():
    centroids, _ = kmeans(np.ones((4, 2)), 3)
    assert np.isfinite(centroids).all() and centroids.shape == (3, 2)
'''


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the scripted candidate, after `wait` seconds: a line typed, a file saved, or a word to the reader."""

    kind: Literal["type", "save", "tell"]
    text: str
    wait: float = 20.0


SCRIPT = (
    Act("tell", "The prompt leaves things open on purpose. The candidate asks before writing anything.", 0),
    Act("type", "What happens when a cluster ends up empty?"),
    Act("type", "How should the centroids be initialized?", 35),
    Act("type", "Which distance do you want?", 30),
    Act("type", "When should it stop iterating?", 25),
    Act("type", "Will this run on a GPU?", 25),
    Act("tell", "Not everything has an answer; an interviewer says so. On to the outline.", 0),
    Act("type", "/next", 10),
    Act("type", "Start from k different rows of X, chosen at random; X is (n, d), centroids (k, d)."),
    Act("type", "Loop: distances (n, k) by broadcasting, argmin gives labels, cluster means the centroids.", 60),
    Act("type", "Re-seed an empty cluster from a data point; stop when the centroids move less than tol.", 50),
    Act("type", "Cost is O(n k d) an iteration, with an (n, k, d) temporary that I could avoid.", 40),
    Act("type", "/next", 30),
    Act("tell", "The candidate writes in an editor of their own; each save is noticed and kept.", 0),
    Act("save", DRAFT, 240),
    Act("type", "First version: it runs, but an empty cluster would give NaN. I will guard that next.", 30),
    Act("type", "/run", 20),
    Act("save", FINAL, 260),
    Act("type", "Split out assign() so that the labels agree with the centroids I return.", 30),
    Act("type", "Because the mean of no rows is NaN, an empty cluster now takes a random row instead.", 60),
    Act("type", "/next", 30),
    Act("tell", "Verifying: the visible examples, tests of one's own, and single lines of Python.", 0),
    Act("type", "/run", 20),
    Act("type", "/try kmeans(np.array([[0., 0.], [9., 9.]]), 2)[0].shape", 30),
    Act("type", "/submit", 40),
    Act("tell", "The hidden cases run now. Meanwhile the interviewer asks about the work.", 0),
    Act("type", "It only finds a local optimum, so I would run it from several starts and keep the best.", 45),
    Act("type", "Each iteration is O(n k d); for millions of rows I would use mini-batches of the data instead.", 45),
    Act("type", "/next", 30),
    Act("tell", "First one looks back: what was said, beside what a strong answer says.", 0),
    Act("type", "1 2 4", 20),
    Act("type", "y", 20),
    Act("type", "1 3", 20),
    Act("tell", "Grading oneself comes before the tool's own view.", 0),
    Act("type", "4", 15),
    Act("type", "4", 15),
    Act("type", "3", 15),
    Act("type", "3", 15),
)  # fmt: skip


def play(bank: Bank, width: int, stream: TextIO | None, keep: Path | None = None) -> Debrief:
    """Plays the interview on `stream` and returns its debrief. Nothing of it stays, unless in the folder `keep`."""
    stream = stream if stream is not None else sys.__stderr__
    pace = PACE_SECONDS if is_terminal(stream) else 0.0
    with tempfile.TemporaryDirectory(prefix="mockml-demo-") if keep is None else nullcontext(str(keep)) as name:
        folder = Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        clock = ScriptedClock(time.time())
        wish = Wish(PROBLEM, make_plan(), folder / f"{PROBLEM}.py", SEED)
        with Record.open(folder / "record.sqlite3") as record:
            with seat_new(wish, bank, record, clock, folder) as seated:
                _perform(seated, clock, _Printer(stream, width, pace))
            debrief = _debrief(bank, record, seated.session)
        _print(stream, "\n" + render_text(debrief, width))
    return debrief


class _Printer:
    def __init__(self, stream: TextIO | None, width: int, pace: float) -> None:
        self._stream, self._width, self._pace = stream, width, pace

    def line(self, line: Line) -> None:
        _print(self._stream, format_line(line, self._width))
        time.sleep(self._pace)

    def tell(self, text: str) -> None:
        _print(self._stream, f"\n    ({text})\n")
        time.sleep(4 * self._pace)


def _print(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        signals.put(stream, f"{text}\n")


def _perform(seated: Seated, clock: ScriptedClock, printer: _Printer) -> None:
    host = seated.host
    host.show = printer.line
    printer.tell("A demo: the candidate is a script and the clock is fast; the rest is real.")
    seated.begin()
    for act in SCRIPT:
        _let_pass(seated, clock, act.wait)
        if act.kind == "tell":
            printer.tell(act.text)
        elif act.kind == "save":
            host.seat.path.write_text(act.text, encoding="utf-8")
            host.tick()
        else:
            host.line(act.text)
            host.wait()


def _let_pass(seated: Seated, clock: ScriptedClock, seconds: float) -> None:
    while seconds > 0:
        clock.advance(min(TICK_SECONDS, seconds))
        seconds -= TICK_SECONDS
        seated.host.tick()


def _debrief(bank: Bank, record: Record, session: int) -> Debrief:
    row = record.session(session)
    rubric = bank.rubric(row.rubric)
    debrief = build(row, bank.problem(row.problem), record.events(session), rubric)
    keep_result(record, debrief, rubric.levels)
    return debrief
