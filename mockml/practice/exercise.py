"""What a drill or a hunt is made of: the task, where it stands, what the machine asks for, how it came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from mockml.bank.spec import Problem
from mockml.judge.outcomes import Verdict
from mockml.record.attempts import Exercise, Rating

SEEDS = 2**32
Reason = Literal["passed", "time", "skipped", "already"]


class Judged(Protocol):
    """What a kind of exercise has to say beyond the cases: of the file that passed, and at the end."""

    def look_at(self, text: str) -> Mapping[str, Any]:
        """Figures on the final file, for the record; `rewritten` caps the rating."""
        ...

    def afterwards(self, passed: bool, figures: Mapping[str, Any], notes: tuple[str, ...]) -> list[str]:
        """What is said when it is over, a paragraph each."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `starter` is what the file holds at first, which is not judged; `limit` is in seconds."""

    kind: Exercise
    item: str
    problem: Problem
    file: str
    seed: int
    limit: float
    opening: str
    starter: str
    hints: tuple[str, ...]
    further: Judged | None = None

    @property
    def second_seed(self) -> int:
        """The seed on which a solution that passed is confirmed."""
        return (self.seed + 1) % SEEDS


@dataclass(frozen=True, slots=True)
class State:
    """Where an exercise stands: what has to survive a crash. `used` is in seconds of its own clock.

    `given` is true where the file was there at the beginning, with something else than the starter in it;
    `best` is the most cases that ever passed, of a file that was `saved` so many times; `told` are the marks of time
    that were said; `notes` are what the candidate typed; `over` is why it ended.
    """

    used: float = 0.0
    given: bool = False
    saves: int = 0
    verdicts: int = 0
    hints: int = 0
    best: int | None = None
    told: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    over: Reason | None = None

    def as_data(self) -> dict[str, Any]:
        """The state as JSON-able data, without the time used, which is kept more often."""
        data = asdict(self)
        del data["used"]
        return data

    @classmethod
    def of(cls, used: float, data: Mapping[str, Any]) -> State:
        """A state from what `as_data` gave, of any version."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data and name != "used"}
        known |= {name: tuple(known[name]) for name in ("told", "notes") if name in known}
        return cls(used=used, **known)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it came out, with what the record keeps of it. `seconds` is up to the save that decided."""

    passed: bool
    reason: Reason
    seconds: float
    hints: int
    score: float
    rating: Rating
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """False where nothing was practised: the file passed as it was found."""
        return self.reason != "already"


# -- what the machine asks for, in the order in which it is to be done ------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """Show this; `urgent` where time runs out."""

    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """Run the hidden cases on this text, then call `judged`."""

    text: str
    seed: int


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Stop the cases that run, whose verdict nobody waits for any more; `judged` is called all the same."""


@dataclass(frozen=True, slots=True)
class RunVisible:
    """Run the visible examples and the file's own tests, and show what they did."""

    text: str


@dataclass(frozen=True, slots=True)
class Finish:
    """It is over: make it an attempt, show how it went; name the mistake behind `verdict` where something failed."""

    outcome: Outcome
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Leave:
    """The candidate leaves; what there is, is kept."""


Effect = Say | Grade | GiveUp | RunVisible | Finish | Leave
