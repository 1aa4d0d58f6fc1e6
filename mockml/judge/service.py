"""The judge for one problem, as the rooms above use it: started when first needed, kept warm, closed at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from mockml.errors import CannotJudge
from mockml.judge.outcomes import CaseResult, Layer, Verdict
from mockml.judge.process import Limits, WarmParent, start
from mockml.judge.sandbox import absent, switched_off
from mockml.judge.submission import Submission

# NumPy is imported where it is first needed, while the warm parent imports its own.
if TYPE_CHECKING:
    from mockml.judge.case import Case
    from mockml.judge.workbench import RunReport, Visible

MOST_READY = 24


class Judge:
    """Grades, runs and evaluates solutions of one problem. Calls from several threads take turns.

    `without` names mechanisms of the sandbox to leave out; None takes what the environment says.
    """

    def __init__(
        self,
        problem: str,
        folder: Path,
        *,
        requires: Sequence[str],
        forbids: Sequence[str] = (),
        limits: Limits | None = None,
        without: Sequence[str] | None = None,
    ) -> None:
        self.problem, self.folder, self._without = problem, folder, without
        self.requires, self.forbids = tuple(requires), tuple(forbids)
        self.limits = limits or Limits()
        self._lock = threading.RLock()
        self._parent: WarmParent | None = None
        self._cases: list[Case] | None = None

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self) -> WarmParent:
        """Starts the warm parent if it is not, without waiting for it."""
        with self._lock:
            if self._parent is None:
                without = switched_off() if self._without is None else self._without
                self._parent = start()
                self._parent.prepare(self.requires, self.forbids, hidden=[self.folder.parent], without=without)
            return self._parent

    def warm(self) -> WarmParent:
        """The warm parent, ready. Raises CannotJudge when it cannot be."""
        with self._lock:
            parent = self.begin()
            try:
                parent.ready()
            except BaseException:
                self._forget()
                raise
            return parent

    def make_ready(self) -> None:
        """Has a worker for each case waiting, so that the next verdict waits for none; for quiet moments."""
        with self._lock:
            self.warm().stock(self.limits, min(len(self.cases), MOST_READY))

    @property
    def cases(self) -> list[Case]:
        """The problem's cases. Raises BadSpec when cases.py cannot be run."""
        with self._lock:
            if self._cases is None:
                from mockml.judge.case import load_cases

                self._cases = load_cases(self.folder)
            return self._cases

    def grade(
        self, submission: Submission, seed: int, on_result: Callable[[CaseResult], None] | None = None
    ) -> Verdict:
        """The verdict of the hidden cases."""
        with self._lock:
            self.begin()
            from mockml.judge.grade import grade

            verdict = grade(
                self.problem,
                self.cases,
                submission,
                self.warm(),
                seed=seed,
                limits=self.limits,
                on_result=on_result,
            )
            if absent(verdict.isolation):
                self._forget()  # a solution may have reached the warm parent: the next one gets a new one
            return verdict

    def isolation(self) -> tuple[Layer, ...]:
        """The layers that stand between a solution and this machine, by attacks that were tried."""
        with self._lock:
            return self.warm().layers()

    def require_isolation(self) -> None:
        """Raises CannotJudge where a layer is absent; no solution has run then."""
        if missing := absent(self.isolation()):
            words = f"isolation is required, and this system lacks: {', '.join(missing)}"
            raise CannotJudge(words, "see: mockml doctor")

    def run(self, submission: Submission, examples: Sequence[Visible]) -> RunReport:
        """What the visible examples, the file's own tests and its `__main__` block do."""
        from mockml.judge.workbench import run_visible

        with self._lock:
            return run_visible(examples, submission, self.warm(), self.limits)

    def names_of_tests(self, submission: Submission) -> list[str]:
        """The names of the file's own tests."""
        from mockml.judge.workbench import names_of_tests

        with self._lock:
            return names_of_tests(submission, self.warm(), self.limits)

    def failing_test(self, submission: Submission, names: Sequence[str], seconds: float) -> tuple[str, str] | None:
        """The first of some tests that does not pass within `seconds` for all, and what it said."""
        from mockml.judge.workbench import failing_test

        with self._lock:
            limits = replace(self.limits, seconds=min(seconds, self.limits.seconds))
            return failing_test(submission, names, self.warm(), limits)

    def evaluate(self, expression: str, submission: Submission) -> tuple[str, bool]:
        """What a REPL would print for a line of Python, and whether it raised."""
        from mockml.judge.workbench import evaluate

        with self._lock:
            return evaluate(expression, submission, self.warm(), self.limits)

    def close(self) -> None:
        """Ends the warm parent and whatever runs in it."""
        self._forget()

    def _forget(self) -> None:
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()
