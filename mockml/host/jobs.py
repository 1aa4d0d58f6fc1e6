"""What the judge is asked to do for a session: in a thread of its own, so that the room never blocks."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockml.bank.judging import open_judge
from mockml.bank.spec import Problem
from mockml.errors import MockmlError
from mockml.judge.outcomes import CaseResult, Verdict

if TYPE_CHECKING:
    from mockml.judge.service import Judge

Done = Callable[[Any], None]


class Jobs:
    """Runs one job after the other; what they answer is handed over by `collect`, in the caller's thread."""

    def __init__(self, problem: Problem, timeout: float | None = None) -> None:
        self._problem, self._timeout = problem, timeout
        self._judge: Judge | None = None
        self._todo: queue.SimpleQueue[tuple[Callable[[Judge], Any], Done] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Done, Any]] = queue.SimpleQueue()
        self.answered: Callable[[], None] = lambda: None  # called in the judge's thread when an answer is there
        self._open = 0
        self._closed = False
        self._wanted, self._given_up = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="judge", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """True while an answer is still to come."""
        return self._open > 0

    def warm(self) -> None:
        """Lets the judge get ready. Before this it leaves the machine to the first screen."""
        self._wanted.set()

    def ask(self, job: Callable[[Judge], Any], done: Done) -> None:
        """Has `job` run; `done` gets its answer, or the MockmlError that it raised."""
        self._open += 1
        self._wanted.set()
        self._todo.put((job, done))

    def collect(self, *, wait: float = 0.0) -> None:
        """Hands over the answers there are; waits up to `wait` seconds for the first."""
        block = wait > 0
        while self._open:
            try:
                done, answer = self._done.get(block, wait if block else None)
            except queue.Empty:
                return
            block = False
            self._open -= 1
            done(answer)

    def give_up(self) -> None:
        """Ends the judge's processes, so that the job that runs is over at once; the next has new ones."""
        self._given_up.set()  # for one that is yet to begin
        if self._judge is not None:
            self._judge.close()

    def close(self) -> None:
        """Ends the judge. A job that still runs ends with it."""
        self._todo.put(None)
        self._closed = True
        self._wanted.set()
        if self._judge is not None:
            self._judge.close()
        self._thread.join(5.0)

    def _work(self) -> None:
        self._wanted.wait()
        if self._closed:
            return
        judge = self._judge = open_judge(self._problem, self._timeout)
        while True:
            with contextlib.suppress(MockmlError):  # said when a job needs it
                judge.make_ready()
            if (item := self._todo.get()) is None:
                return
            job, done = item
            try:
                answer: Any = MockmlError("it was given up") if self._given_up.is_set() else job(judge)
            except MockmlError as error:
                answer = error
            except Exception as error:
                answer = MockmlError(f"the judge failed: {type(error).__name__}: {error}")
            self._given_up.clear()
            self._done.put((done, answer))
            self.answered()


def unjudged(problem: Problem, seed: int, error: MockmlError) -> Verdict:
    """The verdict when the judge could not judge: every case says why, and none says a thing of the solution."""
    cases = [
        CaseResult(case.id, case.title, case.tag, "unjudged", error.message, 0.0, case.clarifies)
        for case in problem.cases
    ]
    return Verdict(problem.id, seed, tuple(cases))
