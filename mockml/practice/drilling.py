"""A timed exercise with the hidden cases shown as one goes: a state machine that is told what happens, and when.

It knows no terminal, no disk and no judge. Each method takes the time and returns what is to be done, in order; its
`state` is what the record has to keep before that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mockml.judge.outcomes import Verdict
from mockml.practice.exercise import (
    Effect,
    Finish,
    GiveUp,
    Grade,
    Leave,
    Outcome,
    Reason,
    RunVisible,
    Say,
    State,
    Task,
)
from mockml.practice.exercise_words import COMMANDS, HELP, minutes_left, verdict_text
from mockml.practice.rating import rate_code

STALLED = 20.0  # seconds without a sign of life: the machine was suspended, and the clock stood still
SLOW = 3.0  # seconds after which it is said that the judge is still at it, and a newer save is judged in its place
NOTHING = "Nothing is saved yet."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the judge has in hand: a version of the file, when it was saved, and whether it is the confirmation."""

    text: str
    at: float
    confirms: bool = False
    since: float = 0.0


class Drill:
    """One exercise being done, from `state` on where it broke off before.

    `begin` and `found` come first; then `saved`, `line`, `judged` and `tick` as things happen.
    """

    def __init__(self, task: Task, state: State | None = None) -> None:
        self.task, self.state, self._resumed = task, state or State(), state is not None
        self._now: float | None = None
        self._text: str | None = None
        self._next: _Asked | None = None  # saved while the judge was busy
        self._asked: _Asked | None = None
        self._slow_said = self._given_up = False
        self._last: Verdict | None = None

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(self.task.limit - self.state.used, 0.0)

    @property
    def over(self) -> bool:
        """True once nothing can change the outcome any more."""
        return self.state.over is not None

    def begin(self, now: float) -> list[Effect]:
        """The first words, of a new exercise or of one that is gone on with."""
        self._now = now
        if not self._resumed:
            return [Say(self.task.opening)]
        return [Say(self.task.opening), Say(f"Going on where you left it, with {minutes_left(self.left)} left.")]

    def found(self, text: str, now: float) -> list[Effect]:
        """What the file holds at the beginning: judged unless it is the starter."""
        self._move(now)
        self._text = text
        if text == self.task.starter:
            return []
        if not self._resumed:
            self.state = replace(self.state, given=True)
        return self._ask(_Asked(text, self.state.used))

    def saved(self, text: str, now: float) -> list[Effect]:
        """The file was saved. What is saved after the end is not looked at."""
        effects = self.tick(now)
        if self.over or self.left == 0 or text == self._text:
            return effects
        self._text = text
        self.state = replace(self.state, saves=self.state.saves + 1)
        return effects + self._ask(_Asked(text, self.state.used))

    def judged(self, verdict: Verdict, now: float) -> list[Effect]:
        """The judge's answer to the last `Grade`."""
        effects = self._move(now)
        asked, self._asked = self._asked, None
        if asked is None or self.over:
            return effects
        if not self._given_up:
            self._last = verdict
            effects += self._confirmed(verdict, asked) if asked.confirms else self._first(verdict, asked)
        if self.over or self._asked is not None:
            return effects
        if self._next is not None:
            asked, self._next = self._next, None
            return effects + self._ask(asked)
        return effects + (self._end("time") if self.left == 0 else [])

    def tick(self, now: float) -> list[Effect]:
        """Time has gone by."""
        effects = self._move(now)
        if self.over:
            return effects
        if self._asked is not None and not self._slow_said and now - self._asked.since > SLOW:
            self._slow_said = True
            effects.append(Say("Still judging: something in it takes long."))
        if self._slow_said and self._next is not None and not self._given_up:
            self._given_up = True
            effects += [Say("It is left there; what you saved since is judged instead."), GiveUp()]
        due = [mark for mark in self._marks() if self.left <= mark and mark not in self.state.told]
        if due:
            self.state = replace(self.state, told=(*self.state.told, *due))
            if self.left > 0:
                effects.append(Say(f"{minutes_left(self.left).capitalize()} left.", urgent=True))
        if self.left == 0 and self._asked is None:
            effects += self._end("time")
        return effects

    def line(self, text: str, now: float) -> list[Effect]:
        """A line that was typed: a command, with or without a slash; in a hunt, anything else is a note."""
        effects = self.tick(now)
        words = text.strip()
        if self.over or not words:
            return effects
        name = words.removeprefix("/").lower()
        if name in COMMANDS:
            return effects + self._command(name)
        if self.task.kind == "hunt" and not words.startswith("/"):
            self.state = replace(self.state, notes=(*self.state.notes, words))
            return [*effects, Say("Noted.")]
        return [*effects, Say(f"There is no {words.split()[0]!r} here. {HELP}")]

    # -- parts -----------------------------------------------------------------------------------------------

    def _command(self, name: str) -> list[Effect]:
        match name:
            case "hint":
                return [self._hint()]
            case "run":
                return [RunVisible(self._text)] if self._text is not None else [Say(NOTHING)]
            case "again":
                unsaved = self.task.kind == "drill" and self._text == self.task.starter
                if self._text is None or unsaved:
                    return [Say(NOTHING)]
                return self._ask(_Asked(self._text, self.state.used))
            case "prompt":
                return [Say(self.task.opening)]
            case "time":
                return [Say(f"{minutes_left(self.left).capitalize()} left.")]
            case "skip":
                return self._end("skipped")
            case "quit":
                return [Leave()]
        return [Say(HELP)]

    def _hint(self) -> Say:
        number = self.state.hints
        if number >= len(self.task.hints):
            return Say("There are no more hints.")
        self.state = replace(self.state, hints=number + 1)
        return Say(f"Hint {number + 1} of {len(self.task.hints)}: {self.task.hints[number].strip()}")

    def _move(self, now: float) -> list[Effect]:
        """Lets the exercise's own clock go on; it stands still while nobody was there to see it."""
        before, self._now = self._now, now
        if before is None or self.over:
            return []
        passed = max(now - before, 0.0)
        if passed > STALLED:
            return [Say("The clock stood still here: this machine, or the program, was suspended.")]
        self.state = replace(self.state, used=min(self.state.used + passed, self.task.limit))
        return []

    def _marks(self) -> list[float]:
        return [mark for mark in (self.task.limit / 2, 300.0, 60.0) if mark < self.task.limit]

    def _ask(self, asked: _Asked) -> list[Effect]:
        if self._asked is not None:
            self._next = asked
            return []
        self._asked, self._slow_said, self._given_up = replace(asked, since=self._now or 0.0), False, False
        seed = self.task.second_seed if asked.confirms else self.task.seed
        return [Grade(asked.text, seed)]

    def _first(self, verdict: Verdict, asked: _Asked) -> list[Effect]:
        """A verdict on the exercise's own seed."""
        if verdict.verdict == "unjudged":
            return [Say(verdict_text(verdict, None))]
        good, before = sum(case.good for case in verdict.cases), self.state.best
        best = max(good, before or 0)
        self.state = replace(self.state, verdicts=self.state.verdicts + 1, best=best)
        said: list[Effect] = [Say(verdict_text(verdict, before))]
        if verdict.verdict == "passed" and self._next is None:
            said += self._ask(replace(asked, confirms=True))
        return said

    def _confirmed(self, verdict: Verdict, asked: _Asked) -> list[Effect]:
        """A verdict on other data than before: what passes here as well is done."""
        if verdict.verdict == "passed":
            return self._end("already" if self.state.given and not self.state.saves else "passed", asked)
        where = f"On other data (seed {verdict.seed}) it does not hold yet."
        return [Say(f"{where} {verdict_text(verdict, None)}")]

    def _end(self, reason: Reason, asked: _Asked | None = None) -> list[Effect]:
        self.state = replace(self.state, over=reason)
        outcome = self._outcome(reason, asked)
        return [Finish(outcome, None if outcome.passed else self._last)]

    def _outcome(self, reason: Reason, asked: _Asked | None) -> Outcome:
        passed, state, verdict = asked is not None, self.state, self._last
        seconds = asked.at if asked is not None else state.used
        data: dict[str, Any] = {"cases": len(self.task.problem.cases), "failed": self._failed(), "seed": self.task.seed}
        further: Mapping[str, Any] = {}
        if self.task.further is not None:
            further = self.task.further.look_at(asked.text if asked is not None else self._text or "")
            data |= {**further, "notes": list(state.notes)}
        rating = rate_code(passed, seconds, self.task.limit, state.hints)
        if rating in ("good", "easy") and further.get("rewritten"):
            rating = "hard"
        score = round(verdict.score, 4) if verdict is not None and verdict.verdict != "unjudged" else 0.0
        return Outcome(passed, reason, round(seconds, 1), state.hints, score, rating, data)

    def _failed(self) -> int:
        if self._last is None or self._last.verdict == "unjudged":
            return len(self.task.problem.cases)
        return sum(not case.good for case in self._last.cases)
