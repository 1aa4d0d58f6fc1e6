"""All that can be said of a solution beyond its verdict, as data that a session's record keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from mockml.bank.spec import Problem
from mockml.diagnosis.naming import Mistake, name_mistake
from mockml.diagnosis.strength import Strength, own_test_strength
from mockml.judge.outcomes import Verdict

if TYPE_CHECKING:
    from mockml.judge.service import Judge
    from mockml.judge.submission import Submission


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The mistake by name, where one could be named, and the strength of the candidate's own tests."""

    strength: Strength
    mistake: Mistake | None

    def as_data(self) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """What the record keeps: ids; their words are the problem's."""
        mistake = None if self.mistake is None else {"bug": self.mistake.bug, "sure": self.mistake.sure}
        return asdict(self.strength), mistake


def diagnose(problem: Problem, judge: Judge, submission: Submission, verdict: Verdict) -> Diagnosis:
    """The diagnosis of a solution that was judged. Raises CannotJudge when the judge cannot run."""
    return Diagnosis(own_test_strength(problem, judge, submission), name_mistake(problem, judge, verdict))
