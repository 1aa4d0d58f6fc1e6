"""What the judge says: one result for each case, and the verdict they add up to. Light: no NumPy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Outcome = Literal["passed", "slow", "failed", "error", "timeout", "memory", "crashed", "missing", "invalid", "unjudged"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
GOOD: tuple[Outcome, ...] = ("passed", "slow")


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case ended. `data` is the last call in words, for `--reveal`; `output` is what it printed.

    `speed` is given where CPU time was measured, as a share of the mark: beyond 1 a solution is slow.
    """

    id: str
    title: str
    tag: str
    outcome: Outcome
    message: str
    seconds: float
    clarifies: str | None = None
    data: str = ""
    output: str = ""
    speed: float | None = None

    @property
    def good(self) -> bool:
        """True where the case says nothing against the solution."""
        return self.outcome in GOOD


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of isolation, and whether it was there; `detail` says what its absence leaves open."""

    layer: str
    active: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one solution file."""

    problem: str
    seed: int
    cases: tuple[CaseResult, ...]
    isolation: tuple[Layer, ...] = ()

    @property
    def verdict(self) -> Literal["passed", "failed", "unjudged"]:
        """Passed when every case is good; unjudged when one could not be judged; failed otherwise."""
        if not self.cases or any(case.outcome == "unjudged" for case in self.cases):
            return "unjudged"
        return "passed" if all(case.good for case in self.cases) else "failed"

    @property
    def score(self) -> float:
        """The share of cases that are good, from 0 to 1."""
        return sum(case.good for case in self.cases) / len(self.cases) if self.cases else 0.0

    def as_dict(self) -> dict[str, Any]:
        """The verdict as JSON-able data; `from_dict` reads it back."""
        return {
            "problem": self.problem,
            "seed": self.seed,
            "verdict": self.verdict,
            "score": round(self.score, 4),
            "cases": [asdict(case) for case in self.cases],
            "isolation": [asdict(layer) for layer in self.isolation],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Verdict:
        """A verdict from what `as_dict` gave."""
        return cls(
            problem=data["problem"],
            seed=data["seed"],
            cases=tuple(CaseResult(**case) for case in data["cases"]),
            isolation=tuple(Layer(**layer) for layer in data["isolation"]),
        )
