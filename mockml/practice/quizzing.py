"""A quiz as a state machine: lines in, paragraphs and things to keep out; time is an argument.

What was typed is all that decides, so a quiz that broke off is brought back by giving it the same lines again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Literal

from mockml.bank.questions import Question
from mockml.practice.asked import Asked, Part, Said, clock_text, put, put_model, put_part, put_points, quoted
from mockml.practice.rating import rate_answer
from mockml.practice.schedule import Card, Key, after
from mockml.record.attempts import Attempt
from mockml.record.practice import local_date

GRACE = 20.0  # seconds to finish the sentence in
LAST = 30.0  # seconds before the end that are said
HELP = (
    "An empty line, or a dot alone, ends an answer. /skip leaves the question out, /quit saves and leaves; "
    "mockml quiz goes on later."
)

Guess = Callable[[Question, str], frozenset[str]]
Stage = Literal["answer", "mark", "between", "over"]


@dataclass(frozen=True, slots=True)
class Told:
    """A new version of a part of a story."""

    question: str
    part: str
    text: str
    at: float
    uuid: str


@dataclass(slots=True)
class Step:
    """What a line brought: paragraphs to show, and what to keep."""

    says: list[Said] = field(default_factory=list)
    keeps: list[Attempt | Told] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What there is of the answer to one question."""

    begun: float
    index: int = 0
    lines: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    seconds: float | None = None  # of the answer, once its time is over
    warned: bool = False
    guessed: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    told: set[float] = field(default_factory=set)  # the times left that were said


class Quiz:
    """Some questions, one after the other. `name` is a uuid, from which what it keeps has its own.

    The same quiz, brought back after a break, therefore keeps nothing twice.
    """

    def __init__(
        self,
        asked: Sequence[Asked],
        name: str,
        guess: Guess,
        cards: Mapping[Key, Card] | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self._asked, self._name, self._guess, self._zone = asked, uuid.UUID(name), guess, zone
        self._cards = dict(cards or {})
        self.number = 0
        self.stage: Stage = "answer"
        self.left = False  # the candidate wants to go
        self._sheet = _Sheet(0.0)

    @property
    def asked(self) -> Asked:
        """The question that it is at."""
        return self._asked[self.number]

    @property
    def part(self) -> Part:
        """What is being answered."""
        return self.asked.parts[self._sheet.index]

    def begin(self) -> list[Said]:
        """The first question. Its time begins at second 0."""
        return self._put()

    def again(self, clock: float) -> list[Said]:
        """Where a quiz is that goes on after a break."""
        if self.stage == "between":
            return [self._waiting()]
        if self.stage == "mark":
            return [Said(f"Going on with: {self.asked.question.title}"), *self._points()]
        used = f"{clock_text(self._used(clock))} of {clock_text(self.asked.limit)} used"
        timed = self.part.timed
        says = [Said(f"Going on with: {self.asked.question.title}" + (f" ({used})" if timed else ""))]
        says += [Said(), Said(self.asked.question.ask), *put_part(self.asked, self._sheet.index)]
        if self._sheet.lines:
            says += [Said("So far:"), *quoted("\n".join(self._sheet.lines))]
        self._sheet.told.update(left for left in self._times() if self._left(clock) <= left)
        if timed and self._left(clock) <= 0:
            says += [Said("Its time is up. What you typed counts.")]
        return says

    def tick(self, clock: float) -> list[Said]:
        """The time left, where it is to be said now."""
        if self.stage != "answer" or not self.part.timed:
            return []
        due = [left for left in self._times() if self._left(clock) <= left and left not in self._sheet.told]
        if not due:
            return []
        self._sheet.told.update(due)
        if min(due) > 0:
            return [Said(f"{clock_text(min(due))} left.", urgent=True)]
        if self.asked.aloud:
            return [Said("Time is up. Finish your sentence, then Enter.", urgent=True)]
        rest = "it goes on, but over time" if self.part.name else "what you typed counts, the next line is the last"
        return [Said(f"Time is up. Finish your sentence: {rest}.", urgent=True)]

    def line(self, text: str, at: float, clock: float) -> Step:
        """Takes a line, typed at `at` (epoch seconds), which is second `clock` of the quiz."""
        step = Step()
        if text.strip() in ("/help", "/quit", "/skip"):
            self._command(text.strip(), step, clock)
        elif self.stage == "answer":
            self._answer(text, step, at, clock)
        elif self.stage == "mark":
            self._mark(text.strip(), step, at)
        elif self.stage == "between":
            self._next(step, clock)
        return step

    # -- what a line does --------------------------------------------------------------------------------------

    def _command(self, command: str, step: Step, clock: float) -> None:
        if command == "/help":
            step.says += [Said(HELP)]
        elif command == "/quit":
            self.left = True
        elif self.stage == "between":
            self._next(step, clock)
        elif self.stage != "over":
            step.says += [Said("Left out; it is not rated.")]
            self._next(step, clock)

    def _answer(self, text: str, step: Step, at: float, clock: float) -> None:
        sheet, ends = self._sheet, text.strip() in ("", ".")
        late = self.part.timed and self._left(clock) <= 0
        if not ends:
            sheet.lines.append(text.rstrip())
            sheet.warned = False
            # A story goes on: what it is like matters more than its minutes.
            if late and not self.part.name and not self.asked.aloud:
                self._end_part(step, at, clock)
        elif self._hasty(text) and not late:
            sheet.warned = True
            step.says += [Said("Nothing is typed yet. Another Enter ends the answer, as one you do not know.")]
        else:
            self._end_part(step, at, clock)

    def _hasty(self, text: str) -> bool:
        """Whether an empty line comes before anything else where that would throw the answer away."""
        sheet = self._sheet
        return not (sheet.lines or sheet.warned or text.strip() or self.part.name or self.asked.aloud)

    def _end_part(self, step: Step, at: float, clock: float) -> None:
        sheet, part, parts = self._sheet, self.part, self.asked.parts
        text = "\n".join(sheet.lines)
        if text and part.name:
            step.keeps.append(Told(self.asked.question.id, part.name, text, at, self._uuid(f"story {sheet.index}")))
        sheet.answers.append(text or self.asked.told.get(part.name, ""))
        sheet.lines, sheet.warned = [], False
        if part.timed and (sheet.index + 1 == len(parts) or not parts[sheet.index + 1].timed):
            sheet.seconds = self._used(clock)
        if sheet.index + 1 < len(parts):
            sheet.index += 1
            step.says += put_part(self.asked, sheet.index)
            return
        if any(sheet.answers) and not self.asked.aloud:
            sheet.guessed = sheet.ticked = self._guess(self.asked.question, "\n".join(sheet.answers))
        self.stage = "mark"
        step.says += self._points()

    def _mark(self, text: str, step: Step, at: float) -> None:
        points = self.asked.question.points
        words = text.replace(",", " ").split()
        chosen = {int(word) for word in words if word.isdecimal() and len(word) < 4}
        if text in ("", "."):
            self._rate(step, at)
        elif len(chosen) == len(set(words)) and chosen <= set(range(1, len(points) + 1)):
            self._sheet.ticked ^= {points[number - 1].id for number in chosen}
            step.says += self._points()
        else:
            step.says += [Said(f"Enter accepts the ticks; numbers from 1 to {len(points)} change them.")]

    def _rate(self, step: Step, at: float) -> None:
        asked, attempt = self.asked, self._attempt(at)
        key, day = (attempt.kind, attempt.item), local_date(at, self._zone)
        card = self._cards[key] = after(self._cards.get(key), attempt, day)
        step.keeps.append(attempt)
        days = (card.due - day).days
        back = f"{card.due:%a %b} {card.due.day}, " + ("tomorrow" if days == 1 else f"in {days} days")
        made = f"{attempt.data['made']} of {attempt.data['points']} points"
        time = f"{clock_text(attempt.seconds or 0.0)} of {clock_text(asked.limit)}"
        step.says += [*put_model(asked.question), Said(f"{made} in {time}: {attempt.rating}. It comes back on {back}.")]
        if self.number + 1 == len(self._asked):
            self.stage = "over"
        else:
            self.stage = "between"
            step.says += [Said(), self._waiting()]

    def _next(self, step: Step, clock: float) -> None:
        if self.number + 1 == len(self._asked):
            self.stage = "over"
            return
        self.number, self.stage, self._sheet = self.number + 1, "answer", _Sheet(clock)
        step.says += [Said(), *self._put()]

    # -- parts -------------------------------------------------------------------------------------------------

    def _put(self) -> list[Said]:
        return [*put(self.asked, self.number + 1, len(self._asked)), *put_part(self.asked, 0)]

    def _points(self) -> list[Said]:
        guessed = not self.asked.aloud and self._sheet.ticked == self._sheet.guessed != frozenset()
        return put_points(self.asked.question, self._sheet.ticked, guessed=guessed)

    def _waiting(self) -> Said:
        return Said(f"Enter for question {self.number + 2} of {len(self._asked)}; its time begins then.")

    def _attempt(self, at: float) -> Attempt:
        question, sheet = self.asked.question, self._sheet
        points, made, seconds = len(question.points), len(sheet.ticked), sheet.seconds or 0.0
        data: dict[str, Any] = {"points": points, "made": made, "aloud": self.asked.aloud}
        data |= {"ticked": [point.id for point in question.points if point.id in sheet.ticked]}
        data |= {"guessed": [point.id for point in question.points if point.id in sheet.guessed]}
        if sheet.answers[0] and not self.asked.parts[0].name:  # a story is kept as a story
            data["answer"] = sheet.answers[0]
        rating = rate_answer(made, points, seconds, self.asked.limit + GRACE)
        score = round(made / points, 4)
        name = self._uuid("attempt")
        return Attempt("quiz", question.id, at, rating, seconds, 0, score, data, name)

    def _uuid(self, what: str) -> str:
        return str(uuid.uuid5(self._name, f"{self.number} {what}"))

    def _used(self, clock: float) -> float:
        return clock - self._sheet.begun

    def _left(self, clock: float) -> float:
        return self.asked.limit - self._used(clock)

    def _times(self) -> tuple[float, ...]:
        """The times left that are said: half of it, the last half minute, none."""
        half = self.asked.limit / 2
        return (half, LAST, 0.0) if half > LAST else (half, 0.0)
