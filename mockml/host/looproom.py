"""Runs an interview loop: where each round stands, and the seat for the next one, new or to go on with."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mockml.bank.library import Bank
from mockml.bank.loops import RUBRIC, TALKED, Round
from mockml.errors import NotFound, RecordProblem
from mockml.host.loopchoice import Chooser
from mockml.host.quizroom import QuizPlan, QuizRoom
from mockml.host.seating import Seated, Wish, seat_again, seat_new
from mockml.host.starter import starter_text
from mockml.interview.clock import Clock
from mockml.interview.plan import make_plan
from mockml.practice.schedule import KEPT, fold
from mockml.record.attempts import Attempt, Exercise, new_uuid
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.locks import claim
from mockml.record.loops import LoopRow, Loops, RoundRow
from mockml.record.practice import Practice, local_date

State = Literal["open", "begun", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one round stands; `number` counts from 1."""

    number: int
    round: Round
    state: State
    row: RoundRow | None

    @property
    def over(self) -> bool:
        """Whether there is nothing left to do in it."""
        return self.state in ("done", "skipped")


def standings(record: Record, loop: LoopRow) -> list[Standing]:
    """Every round with where it stands. All of it follows from the record, so it is right after any break."""
    rows = [(number, one, loop.rounds.get(number)) for number, one in enumerate(loop.spec.rounds, 1)]
    return [Standing(number, one, _state(record, one, row), row) for number, one, row in rows]


def _state(record: Record, one: Round, row: RoundRow | None) -> State:
    if row is None:
        return "open"
    if row.tick is not None:
        return "skipped" if row.tick == "skip" else "done"
    name = row.uuid or ""
    if one.kind == "interview":
        session = record.named(name)
        # Without a session it was killed before that was made, or the session is deleted: it can be sat anew.
        return "open" if session is None else "done" if session.finished else "begun"
    if one.kind in TALKED:
        return "done" if Drafts(record).named(name) is None else "begun"
    return "begun" if exercise_of(record, one, row) is None else "done"


def exercise_of(record: Record, one: Round, row: RoundRow) -> Attempt | None:
    """The attempt that a round's drill or hunt came to: the first at its item since the round began; None so far."""
    kind: Exercise = "hunt" if one.kind == "hunt" else "drill"
    found = [a for a in Practice(record).attempts(kind) if a.item.split("/")[0] in row.items and a.at >= row.at]
    return found[0] if found else None


def upcoming(found: Sequence[Standing]) -> Standing | None:
    """The round to sit next: one that was begun before any other; None where all are over."""
    begun = [one for one in found if one.state == "begun"]
    return next((one for one in (*begun, *found) if not one.over), None)


def current(record: Record) -> LoopRow:
    """The loop that is going on, the newest one first; where none is, the newest. Raises NotFound."""
    rows = Loops(record).newest_first()
    if not rows:
        raise NotFound("there is no loop yet", "mockml loop start new-grad begins one")
    return next((row for row in rows if upcoming(standings(record, row)) is not None), rows[0])


class LoopRoom:
    """One loop in an open record, with a clock and the folder of the locks. Gives the seat for a round."""

    def __init__(self, loop: LoopRow, bank: Bank, record: Record, clock: Clock, locks: Path) -> None:
        self.loop, self._bank, self._record, self._clock, self._locks = loop, bank, record, clock, locks

    @contextmanager
    def interview(self, at: Standing, file: Path | None = None) -> Iterator[Seated]:
        """The seat for a round of code."""
        with claim(self.loop.id, self._locks, "loop"):
            session = self._record.named(at.row.uuid or "") if at.row is not None else None
            if session is not None:
                with seat_again(session.id, self._bank, self._record, self._clock, self._locks) as seated:
                    yield seated
                return
            wish = self._wish(at, file)
            # What stands for the round comes first: killed in between, the round is simply not begun.
            Loops(self._record).set_round(self.loop.id, RoundRow(at.number, self._clock.now(), wish.uuid))
            with seat_new(wish, self._bank, self._record, self._clock, self._locks) as seated:
                yield seated

    @contextmanager
    def quiz(self, at: Standing, *, aloud: bool = False) -> Iterator[QuizRoom]:
        """The room for a round of questions."""
        with claim(self.loop.id, self._locks, "loop"):
            draft = Drafts(self._record).named(at.row.uuid or "") if at.row is not None else None
            if draft is None:
                names = self._chooser(at).questions(at.round, self._had())
                plan = QuizPlan(tuple(names), aloud, at.round.minutes / len(names))
                now = self._clock.now()
                draft = Loops(self._record).begin_quiz(self.loop.id, at.number, names, plan.as_dict(), now)
            with claim(draft.id, self._locks, "quiz"):
                again = Drafts(self._record).named(draft.uuid)
                if again is None:  # another terminal has just ended it
                    raise RecordProblem(f"round {at.number} is over", "mockml loop")
                yield QuizRoom(again, self._record, self._bank, self._clock)

    @contextmanager
    def exercise(self, at: Standing) -> Iterator[str]:
        """The problem or part of a drill or a hunt, which from now on is the round's."""
        with claim(self.loop.id, self._locks, "loop"):
            if at.row is None or not at.row.items:
                item = self._chooser(at).problem(at.round, self._had())
                Loops(self._record).set_round(self.loop.id, RoundRow(at.number, self._clock.now(), items=(item,)))
            else:
                (item,) = at.row.items
            yield item

    # -- parts -------------------------------------------------------------------------------------------------

    def _wish(self, at: Standing, file: Path | None) -> Wish:
        name = self._chooser(at).problem(at.round, self._had())
        plan, rubric = make_plan(at.round.minutes), at.round.rubric or RUBRIC
        return Wish(name, plan, file or self._free_file(name), rubric=rubric, uuid=new_uuid())

    def _chooser(self, at: Standing) -> Chooser:
        """The same choice each time a round is begun, and another in each loop."""
        rng = random.Random(f"{self.loop.uuid} {at.number}")  # noqa: S311 - no secret
        cards, today = fold(Practice(self._record).recent(KEPT)), local_date(self._clock.now(), None)
        return Chooser(self._bank, cards, today, rng)

    def _had(self) -> set[str]:
        """The problems, parts and questions that this loop has had."""
        rows = self.loop.rounds.values()
        sessions = [self._record.named(row.uuid) for row in rows if row.uuid is not None]
        return {one.problem for one in sessions if one is not None} | {name for row in rows for name in row.items}

    def _free_file(self, name: str) -> Path:
        """The usual file; beside one with somebody's solution in it, one that is named for the loop."""
        stem = name.replace("-", "_")
        path = Path(f"{stem}.py")
        try:
            free = path.read_text(encoding="utf-8") == starter_text(self._bank.problem(name))
        except FileNotFoundError:
            free = True
        except (OSError, ValueError):
            free = False
        return path if free else Path(f"{stem}_loop{self.loop.id}.py")
