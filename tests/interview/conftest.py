"""An interview with a clock that moves when it is told to, and a candidate who types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.interview.clock import ScriptedClock
from mockml.interview.engine import Interview
from mockml.interview.plan import make_plan
from mockml.interview.state import Manners
from mockml.interview.step import Effect, Step
from mockml.judge.outcomes import CaseResult, Verdict


class Room:
    """Drives an engine as a host would, without a disk or a judge."""

    def __init__(self, problem: Problem, minutes: float | None = None, manners: Manners | None = None) -> None:
        self.clock = ScriptedClock()
        rubric = Bank().rubric("four-signal")
        self.interview = Interview(problem, rubric, make_plan(minutes), "kmeans.py", 7, manners=manners)
        self.said: list[str] = []
        self.effects: list[Effect] = []
        self._take(self.interview.start(self.clock.now()))

    def _take(self, step: Step) -> list[str]:
        self.interview.apply(step)
        self.effects += step.effects
        lines = [line.text for line in step.lines]
        self.said += lines
        return lines

    def type(self, *lines: str) -> list[str]:
        """What is said after lines were typed."""
        return [said for line in lines for said in self._take(self.interview.line(line, self.clock.now()))]

    def wait(self, minutes: float, *, typing: bool = False) -> list[str]:
        """Lets time pass, a tick every five seconds; what was said meanwhile."""
        said = []
        for _ in range(round(minutes * 12)):
            self.clock.advance(5.0)
            said += self._take(self.interview.tick(self.clock.now(), typing=typing))
        return said

    def save(self, text: str = "x = 1\n") -> None:
        """The candidate saves the file."""
        self._take(self.interview.saved(str(hash(text)), text, self.clock.now()))

    def grade(self, passed: bool = True) -> list[str]:
        """The judge is done."""
        outcome = "passed" if passed else "failed"
        cases = tuple(
            CaseResult(case.id, case.title, case.tag, outcome, "", 0.0, case.clarifies)  # type: ignore[arg-type]
            for case in self.interview.problem.cases
        )
        said = self._take(self.interview.graded(Verdict("kmeans", 7, cases), self.clock.now()))
        return said + self._take(self.interview.diagnosed(None, None, self.clock.now()))

    @property
    def kinds(self) -> list[str]:
        """The kinds of all events so far."""
        return [event.kind for event in self.interview.events]

    @property
    def phase(self) -> str | None:
        return self.interview.state.phase


@pytest.fixture
def room(kmeans: Problem) -> Room:
    """A new interview on k-means."""
    return Room(kmeans)


@pytest.fixture
def make_room(kmeans: Problem) -> Callable[[float], Room]:
    """Interviews of other lengths."""
    return lambda minutes: Room(kmeans, minutes)


@pytest.fixture
def mannered(kmeans: Problem) -> Callable[[Manners], Room]:
    """Interviews that are held in another way."""
    return lambda manners: Room(kmeans, manners=manners)
