"""The typed shape of an interview loop: its rounds, and the rules by which their results become one decision."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import msgspec

RoundKind = Literal["interview", "quiz", "system-design", "project", "behavioural", "drill", "hunt", "outside"]
ROUND_KINDS: tuple[RoundKind, ...] = get_args(RoundKind)
CODED: tuple[RoundKind, ...] = ("interview", "drill", "hunt")  # a problem, and cases that it has to pass
TALKED: tuple[RoundKind, ...] = ("quiz", "system-design", "project", "behavioural")  # questions, and their points
LEVELS = ("very weak", "weak", "strong", "very strong")  # what every round comes to, the lowest first
RUBRIC = "four-signal"
QUESTIONS = {"quiz": 3}  # how many are asked where a round does not say; one in the other kinds


class Round(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One round. Which of the later keys it has depends on its kind; `minutes` are for the whole of it.

    `bands` are its own rubric where it is marked in points: the least share of them for each level but the lowest.
    """

    id: str
    title: str
    kind: RoundKind
    minutes: float
    about: str = ""
    weight: int = 1
    bands: dict[str, float] = {}
    problem: str | None = None
    pattern: str | None = None
    rubric: str | None = None
    questions: list[str] = []
    kinds: list[str] = []
    topics: list[str] = []
    count: int | None = None
    advice: str = ""

    @property
    def asked(self) -> int:
        """How many questions there are in it."""
        return len(self.questions) or self.count or QUESTIONS.get(self.kind, 1)

    @property
    def of_kinds(self) -> tuple[str, ...]:
        """The kinds of its questions; none where any will do."""
        return tuple(self.kinds) if self.kind == "quiz" else (self.kind,)


class LoopCap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bound on the whole: where a round (by its id, or `any`), or one of a kind, is at `at` or below, `cap` is."""

    at: str
    cap: str
    round: str | None = None
    kind: RoundKind | None = None


class LoopDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How rounds make one decision: the middle of their levels, each as often as its weight, and then the caps.

    `bands` are for rounds marked in points that have none of their own; with fewer than `enough` rounds assessed, there
    is no decision.
    """

    bands: dict[str, float]
    caps: list[LoopCap]
    enough: int
    outcomes: dict[str, str]
    explained: str


class Loop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole interview loop."""

    id: str
    title: str
    about: str
    rounds: list[Round]
    decision: LoopDecision

    @property
    def minutes(self) -> float:
        """How long all rounds take together."""
        return sum(one.minutes for one in self.rounds)

    def bands(self, one: Round) -> dict[str, float]:
        """The least shares of points for the levels of one round."""
        return one.bands or self.decision.bands


def with_rubrics_from(folder: Path, loop: Loop) -> Loop:
    """The loop with the paths of its own rubrics, which are told from its folder, made whole."""

    def whole(one: Round) -> Round:
        own = one.rubric is not None and one.rubric.endswith((".yaml", ".yml"))
        return msgspec.structs.replace(one, rubric=str((folder / str(one.rubric)).resolve())) if own else one

    return msgspec.structs.replace(loop, rounds=[whole(one) for one in loop.rounds])
