"""A scripted candidate: a few facts about somebody, and the events and the verdict that they would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mockml.bank.spec import Problem
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.record.events import Event, Kind
from mockml.record.phases import PHASES

EPOCH = 1_700_000_000.0
STARTS = {"clarify": 0, "outline": 5, "code": 10, "test": 35, "discuss": 40, "self-grade": 45}
GOOD_CODE = '''
import numpy as np


def kmeans(X, k, max_iters=100, tol=1e-4):
    """Group the rows of X into k clusters, in at most max_iters rounds; returns the centroids and the labels.

    It stops when no centroid moves by tol or more.
    """
    X = np.array(X, dtype=float)  # a copy, because the caller's data has to stay as it is
    rng = np.random.default_rng()
    centroids = X[rng.choice(len(X), size=k, replace=False)]
    for _ in range(max_iters):
        moved = _means(X, _nearest(X, centroids), centroids, rng)
        shift = np.linalg.norm(moved - centroids, axis=1).max()
        centroids = moved
        if shift < tol:
            break
    return centroids, _nearest(X, centroids)


def _nearest(X, centroids):
    return np.linalg.norm(X[:, None] - centroids[None], axis=2).argmin(axis=1)


def _means(X, labels, centroids, rng):
    moved = centroids.copy()
    for cluster in range(len(centroids)):
        members = X[labels == cluster]
        # A cluster that lost its points starts again, since the mean of nothing is NaN.
        moved[cluster] = members.mean(axis=0) if len(members) else X[rng.integers(len(X))]
    return moved


def test_one_cluster():
    centroids, labels = kmeans([[1.0], [3.0]], 1)
    assert centroids.tolist() == [[2.0]]
    np.testing.assert_array_equal(labels, [0, 0])
'''
PLAN = tuple((phase, 1500.0 if phase == "code" else 300.0) for phase in PHASES)


def event(kind: Kind, minute: float, /, **data: Any) -> Event:
    """An event at a minute of the session."""
    return Event(kind, EPOCH + 60 * minute, 60 * minute, data)


@dataclass(frozen=True)
class Candidate:
    """What somebody did. Minutes are minutes of the session; the code phase is from 10 to 35.

    `until` is the last phase that was entered, `source` the file as it was last saved. `caught` of `bugs` typical bugs
    were caught by the candidate's own tests, and `wrong` tests fail on a right solution; None where that was not tried.
    """

    asks: tuple[str, ...] = ()
    asked_late: tuple[str, ...] = ()
    shrugs: int = 0
    outline: str = ""
    thinks: tuple[float, ...] = ()
    saves: tuple[float, ...] = (20.0,)
    runs: tuple[float, ...] = ()
    tries: tuple[float, ...] = ()
    tests: int = 0
    hints: int = 0
    interjections: int = 1
    replies: int = 0
    follow_ups: tuple[str, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    speed: float | None = None
    source: str = GOOD_CODE
    caught: int | None = None
    wrong: tuple[str, ...] = ()
    bugs: int = 15
    mistake: Mapping[str, Any] | None = None
    handed_in: str = "asked"
    until: str = "self-grade"


THE_BEST = Candidate(
    asks=("distance", "initialization", "stopping", "empty-cluster"),
    outline="Random rows as the start, then assign and average until nothing moves; O(n k d) an iteration.",
    thinks=(12.0, 18.0, 24.0, 31.0),
    saves=(15.0, 30.0),
    runs=(32.0, 36.0),
    tries=(37.0,),
    tests=2,
    replies=1,
    caught=4,
    follow_ups=(
        "It is a local optimum, so I would start it several times.",
        "Memory is the (n, k, d) temporary, which I would avoid.",
    ),
)


def but(**changes: Any) -> Candidate:
    """The best candidate with some facts changed."""
    return replace(THE_BEST, **changes)


def verdict_of(problem: Problem, outcomes: Mapping[str, Outcome], speed: float | None = None) -> Verdict:
    """A verdict in which every case passed but those named; `speed` is what its speed cases measured."""
    cases = (
        CaseResult(c.id, c.title, c.tag, outcomes.get(c.id, "passed"), "", 0.01, c.clarifies) for c in problem.cases
    )
    return Verdict(problem.id, 7, tuple(replace(c, speed=speed) if c.tag == "speed" else c for c in cases))


def with_tag(problem: Problem, tag: str, outcome: Outcome, count: int) -> dict[str, Outcome]:
    """Outcomes in which `count` cases of a tag end otherwise."""
    named = [case.id for case in problem.cases if case.tag == tag]
    assert len(named) >= count
    return dict.fromkeys(named[:count], outcome)


def verdict(problem: Problem, candidate: Candidate) -> Verdict | None:
    """What the hidden cases said of the candidate; None before the file was handed in."""
    return verdict_of(problem, candidate.outcomes, candidate.speed) if _reached(candidate, "discuss") else None


def play(problem: Problem, candidate: Candidate) -> list[Event]:
    """The events of the candidate's session, in order."""
    entered = [p for p in STARTS if _reached(candidate, p)]
    events = [event("started", 0, problem=problem.id, seed=7, rubric="four-signal", plan=PLAN, file="kmeans.py")]
    events += [event("phase_entered", STARTS[phase], phase=phase, reason="time") for phase in entered]
    for words in (_asking, _coding, _talking):
        events += words(problem, candidate)
    judged = verdict(problem, candidate)
    if judged is not None:
        events.append(event("submitted", 40, sha="last", reason=candidate.handed_in))
        events.append(event("graded", 40.1, verdict=judged.as_dict()))
        events.append(event("diagnosed", 40.2, strength=strength(candidate), mistake=candidate.mistake))
    if _reached(candidate, "self-grade"):
        events.append(event("finished", 46, reason="complete"))
    end = STARTS[list(STARTS)[list(STARTS).index(candidate.until) + 1]] if candidate.until != "self-grade" else 99
    return sorted((e for e in events if e.clock < 60 * end), key=lambda e: e.clock)


def strength(candidate: Candidate) -> dict[str, Any] | None:
    """What the candidate's own tests were worth, as the record keeps it."""
    if candidate.caught is None:
        return None
    tests = [f"test_{number}" for number in range(max(candidate.tests - len(candidate.wrong), 0))]
    caught = [f"bug-{number}" for number in range(candidate.caught)]
    return {"tests": tests, "wrong": list(candidate.wrong), "caught": caught, "bugs": candidate.bugs}


def _reached(candidate: Candidate, phase: str) -> bool:
    names = list(STARTS)
    return names.index(phase) <= names.index(candidate.until)


def _asking(_problem: Problem, candidate: Candidate) -> list[Event]:
    events = []
    asked = [*((1.0, a) for a in candidate.asks), *((1.5, None) for _ in range(candidate.shrugs))]
    asked += [(25.0, a) for a in candidate.asked_late]
    for number, (minute, name) in enumerate(asked):
        at = minute + number / 10
        how = "answer" if name else "your-call"
        events.append(event("asked", at, text=f"what about {name}?"))
        events.append(event("answered", at, text="so it is", clarification=name, how=how))
    if candidate.outline:
        events.append(event("noted", 7, text=candidate.outline, phase="outline", about=None))
    return events


def _coding(_problem: Problem, candidate: Candidate) -> list[Event]:
    text = candidate.source
    events = [
        event("saved", at, sha=f"sha{at}", lines=9, size=99, text=text, phase=_phase(at)) for at in candidate.saves
    ]
    counts = {"examples": 2, "examples_passed": 2, "tests": candidate.tests, "tests_passed": candidate.tests}
    events += [event("ran", at, **counts, output="", phase=_phase(at), sha="") for at in candidate.runs]
    events += [
        event("tried", at, expr="1", output="1", error=False, phase=_phase(at), sha="") for at in candidate.tries
    ]
    return events + [event("hinted", 28, number=i + 1, text="think") for i in range(candidate.hints)]


def _talking(problem: Problem, candidate: Candidate) -> list[Event]:
    events = [event("noted", at, text="now this", phase=_phase(at), about=None) for at in candidate.thinks]
    for number, item in enumerate(problem.body.interjections[: candidate.interjections]):
        at = 21 + number / 10
        events.append(event("interjected", at, id=item.id, text=item.ask, kind="interjection"))
        if number < candidate.replies:
            about = f"interjection:{item.id}"
            events.append(event("noted", at + 0.4, text="because of this", phase="code", about=about))
    put = problem.body.follow_ups[: len(candidate.follow_ups) + 1]
    for number, asked in enumerate(put):
        at = 41 + number / 2
        events.append(event("interjected", at, id=asked.id, text=asked.ask, kind="follow-up"))
        if number < len(candidate.follow_ups):
            about = f"follow-up:{asked.id}"
            text = candidate.follow_ups[number]
            events.append(event("noted", at + 0.4, text=text, phase="discuss", about=about))
    return events


def _phase(minute: float) -> str:
    return [phase for phase, start in STARTS.items() if start <= minute][-1]
