"""The judge for one problem, as the rooms above use it: started when first needed, kept warm, closed at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from mockml.judge.case import Case, load_cases
from mockml.judge.grade import Submission, grade
from mockml.judge.outcomes import CaseResult, Verdict
from mockml.judge.process import Limits, WarmParent
from mockml.judge.workbench import RunReport, Visible, evaluate, run_visible


class Judge:
    """Grades, runs and evaluates solutions of one problem. Calls from several threads take turns."""

    def __init__(
        self,
        problem: str,
        folder: Path,
        *,
        requires: Sequence[str],
        forbids: Sequence[str] = (),
        limits: Limits | None = None,
    ) -> None:
        self.problem, self.folder = problem, folder
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

    def warm(self) -> WarmParent:
        """The warm parent, started if it is not. Raises CannotJudge when it cannot be."""
        with self._lock:
            if self._parent is None:
                self._parent = WarmParent(self.requires, self.forbids)
            return self._parent

    @property
    def cases(self) -> list[Case]:
        """The problem's cases. Raises BadSpec when cases.py cannot be run."""
        with self._lock:
            if self._cases is None:
                self._cases = load_cases(self.folder)
            return self._cases

    def grade(
        self, submission: Submission, seed: int, on_result: Callable[[CaseResult], None] | None = None
    ) -> Verdict:
        """The verdict of the hidden cases."""
        with self._lock:
            return grade(
                self.problem,
                self.cases,
                submission,
                self.warm(),
                seed=seed,
                limits=self.limits,
                on_result=on_result,
            )

    def run(self, submission: Submission, examples: Sequence[Visible]) -> RunReport:
        """What the visible examples, the file's own tests and its `__main__` block do."""
        with self._lock:
            return run_visible(examples, submission, self.warm(), self.limits)

    def evaluate(self, expression: str, submission: Submission) -> tuple[str, bool]:
        """What a REPL would print for a line of Python, and whether it raised."""
        with self._lock:
            return evaluate(expression, submission, self.warm(), self.limits)

    def close(self) -> None:
        """Ends the warm parent and whatever runs in it."""
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()
