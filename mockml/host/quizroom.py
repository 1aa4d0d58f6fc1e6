"""Runs a quiz: keeps each line before it counts, shows what the engine says, and brings a quiz back after a break."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from mockml.bank.library import Bank
from mockml.bank.question_index import QuestionCard
from mockml.bank.questions import Question
from mockml.errors import NotFound, RecordProblem
from mockml.interview.clock import Clock
from mockml.practice.asked import Asked, Said
from mockml.practice.quizzing import Quiz, Told
from mockml.practice.schedule import KEPT, fold
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.drafts import Draft, DraftLine, Drafts
from mockml.record.practice import Practice

BEAT_SECONDS = 2.0
Show = Callable[[Said], None]


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """What a quiz asks, and how: what a draft keeps of it."""

    questions: tuple[str, ...]
    aloud: bool = False
    minutes: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON-able data."""
        return {"questions": list(self.questions), "aloud": self.aloud, "minutes": self.minutes}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> QuizPlan:
        """The plan that a draft keeps."""
        return cls(tuple(data["questions"]), bool(data["aloud"]), data["minutes"])


class QuizRoom:
    """A quiz under way. What is shown is in the record; what the record refuses is kept here and tried again."""

    def __init__(self, draft: Draft, record: Record, bank: Bank, clock: Clock) -> None:
        self.draft, self.attempts = draft, list[Attempt]()
        self.show: Show = _unseen
        self._drafts, self._practice, self._clock = Drafts(record), Practice(record), clock
        self._waiting: list[Callable[[], None]] = []
        self._quiz = Quiz(
            _asked(QuizPlan.from_dict(draft.plan), bank, self._practice),
            draft.uuid,
            lambda question, answer: _guesser(bank)(question, answer),
            fold(self._practice.recent(KEPT)),
        )
        self._lived, self._last, self._beaten = draft.clock, clock.now(), draft.clock

    @property
    def over(self) -> bool:
        """Whether every question is rated or left out."""
        return self._quiz.stage == "over"

    @property
    def left(self) -> bool:
        """Whether the candidate asked to leave."""
        return self._quiz.left

    def begin(self) -> None:
        """Shows the first question; or, of a quiz that was left, where it is."""
        self._last = self._clock.now()
        lines = self._drafts.lines(self.draft)
        if not lines and not self.draft.clock:
            self._show(self._quiz.begin())
            return
        for line in lines:
            self._keep(self._quiz.line(line.text, line.at, line.clock).keeps)
        self._quiz.left = False
        if not self.over:
            self._show(self._quiz.again(self._lived))

    def line(self, text: str) -> None:
        """Takes a line that was typed."""
        clock, at = self._now(), self._clock.now()
        self._commit(lambda: self._drafts.add_line(self.draft, DraftLine(at, clock, text)))
        step = self._quiz.line(text, at, clock)
        self._keep(step.keeps)
        self._show(step.says)

    def tick(self) -> None:
        """Says the time where it is to be said, and notes that the quiz is alive."""
        clock = self._now()
        self._show(self._quiz.tick(clock))
        if self._waiting:
            self._try_again()
        elif clock - self._beaten >= BEAT_SECONDS:
            self._beaten = clock
            with suppress(RecordProblem):  # a lost sign of life costs two seconds of the clock
                self._drafts.beat(self.draft, clock)

    def leave(self) -> None:
        """Saves what is left to save. A quiz that is over needs no draft any more."""
        clock = self._now()
        if self.over:
            self._commit(lambda: self._drafts.drop(self.draft))
        else:
            self._commit(lambda: self._drafts.beat(self.draft, clock))
        for kept in self._waiting:
            kept()  # raises what is wrong: nothing more can be done here

    # -- parts -------------------------------------------------------------------------------------------------

    def _now(self) -> float:
        now = self._clock.now()
        if now - self._last < self._clock.stalled:  # beyond that, the machine stood still
            self._lived += max(now - self._last, 0.0)
        self._last = now
        return self._lived

    def _keep(self, things: Sequence[Attempt | Told]) -> None:
        for thing in things:
            if isinstance(thing, Attempt):
                self.attempts.append(thing)
                self._commit(lambda thing=thing: self._practice.add_attempt(thing))  # type: ignore[misc]
            else:
                row = (thing.question, thing.part, thing.text, thing.at, thing.uuid)
                self._commit(lambda row=row: self._practice.tell_story(*row))  # type: ignore[misc]

    def _commit(self, action: Callable[[], None]) -> None:
        self._waiting.append(action)
        if len(self._waiting) == 1:
            self._try_again(first=True)

    def _try_again(self, *, first: bool = False) -> None:
        try:
            while self._waiting:
                self._waiting[0]()
                self._waiting.pop(0)
        except RecordProblem as error:
            if first:
                words = f"{error.message}: what you type is not saved yet; it is tried again. {error.hint}"
                self.show(Said(words, urgent=True))

    def _show(self, says: Sequence[Said]) -> None:
        for said in says:
            self.show(said)


def missing(plan: QuizPlan, cards: Sequence[QuestionCard]) -> list[str]:
    """The questions of a plan that are no longer there."""
    known = {card.id for card in cards}
    return [name for name in plan.questions if name not in known]


def _asked(plan: QuizPlan, bank: Bank, practice: Practice) -> list[Asked]:
    kinds = {card.id: card.kind for card in bank.question_cards()}
    gone = [name for name in plan.questions if name not in kinds]
    if gone:
        raise NotFound(f"the question {gone[0]!r} is no longer there", "mockml quiz --count 1 asks another")
    found: dict[str, Question] = {}
    for kind in dict.fromkeys(kinds[name] for name in plan.questions):
        found |= {question.id: question for question in bank.questions_of(kind)}
    return [
        Asked(
            found[name], kinds[name], plan.aloud, plan.minutes, {one.part: one.text for one in practice.stories(name)}
        )
        for name in plan.questions
    ]


@cache
def _guesser(bank: Bank) -> Callable[[Question, str], frozenset[str]]:
    """Made when the first answer is there: it reads all questions, and nobody should wait for that before."""
    from mockml.practice.guessing import Guesser

    return Guesser(one for questions in bank.questions().values() for one in questions).guess


def _unseen(_said: Said) -> None:
    """Shows nothing: nobody looks."""
