"""The judge for one problem, as the rooms above use it: started when first needed, kept warm, closed at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from mockml.errors import CannotJudge
from mockml.judge.case import Case, load_cases
from mockml.judge.grade import grade
from mockml.judge.outcomes import CaseResult, Layer, Verdict
from mockml.judge.process import Limits, WarmParent
from mockml.judge.sandbox import absent, switched_off
from mockml.judge.submission import Submission
from mockml.judge.workbench import RunReport, Visible, evaluate, run_visible


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

    def warm(self) -> WarmParent:
        """The warm parent, started if it is not. Raises CannotJudge when it cannot be."""
        with self._lock:
            if self._parent is None:
                without = switched_off() if self._without is None else self._without
                hidden = [self.folder.parent]
                self._parent = WarmParent().prepare(self.requires, self.forbids, hidden=hidden, without=without)
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
        with self._lock:
            return run_visible(examples, submission, self.warm(), self.limits)

    def evaluate(self, expression: str, submission: Submission) -> tuple[str, bool]:
        """What a REPL would print for a line of Python, and whether it raised."""
        with self._lock:
            return evaluate(expression, submission, self.warm(), self.limits)

    def close(self) -> None:
        """Ends the warm parent and whatever runs in it."""
        self._forget()

    def _forget(self) -> None:
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()
