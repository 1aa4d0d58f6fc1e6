"""What each round of a loop came to, read from its debrief, its answers, its attempt or its tick, with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mockml.bank.library import Bank
from mockml.bank.loops import LEVELS, TALKED
from mockml.bank.questions import Question
from mockml.errors import MockmlError
from mockml.host.looproom import Standing, State, exercise_of
from mockml.practice.quizzing import attempt_uuids
from mockml.record.attempts import Attempt, Rating
from mockml.record.database import Record, SessionRow
from mockml.record.loops import LoopRow, RoundRow
from mockml.record.practice import Practice
from mockml.report.debrief import Debrief, build
from mockml.scoring.assess import SignalResult
from mockml.scoring.combine import level_of

GOOD = 0.6  # the strength from which evidence speaks for somebody
WORTH: dict[Rating, float] = {"easy": 1.0, "good": 0.85, "hard": 0.5, "again": 0.0}
HOW: dict[Rating, str] = {
    "easy": "solved in half of the time",
    "good": "solved in time",
    "hard": "solved with a hint, or over time",
    "again": "not solved",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: how strong it is, from 0 to 1, and what it says."""

    strength: float
    round: str
    text: str


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round came to. `level` is None where it was not assessed; `said` is how it came about."""

    number: int
    id: str
    title: str
    kind: str
    minutes: float
    weight: int
    state: State
    level: str | None
    said: str
    command: str
    evidence: tuple[Piece, ...] = ()


def results_of(record: Record, bank: Bank, loop: LoopRow, found: Sequence[Standing]) -> list[RoundResult]:
    """What each round came to so far."""
    return [_Reader(record, bank, loop, at).result() for at in found]


class _Reader:
    """Reads from the record what one round came to."""

    def __init__(self, record: Record, bank: Bank, loop: LoopRow, at: Standing) -> None:
        self._record, self._bank, self._at = record, bank, at
        self._loop, self._spec = loop.id, loop.spec

    def result(self) -> RoundResult:
        at, row = self._at, self._at.row
        if at.state == "done" and row is not None:
            try:
                return self._done(row)
            except MockmlError as error:  # its problem or question is no longer there
                return self._result(None, f"cannot be read any more: {error.message}")
        outside = at.round.kind == "outside"
        said = {"open": "to be held elsewhere, then ticked" if outside else "not sat yet"}
        said |= {"begun": "begun, and not over", "skipped": "left out"}
        return self._result(
            None, said[at.state], command="" if at.over else f"mockml loop next --loop {self._loop} --round {at.number}"
        )

    def _done(self, row: RoundRow) -> RoundResult:
        if row.tick is not None:
            return self._result(row.tick, "by your own tick; it was held outside this tool")
        if self._at.round.kind == "interview":
            session = self._record.named(row.uuid or "")
            assert session is not None  # a round without one is not done
            return self._interview(session)
        if self._at.round.kind in TALKED:
            return self._quiz(row)
        attempt = exercise_of(self._record, self._at.round, row)
        assert attempt is not None  # nor is one without an attempt
        return self._exercise(attempt)

    def _result(
        self, level: str | None, said: str, evidence: Sequence[Piece] = (), *, command: str = ""
    ) -> RoundResult:
        at, one = self._at, self._at.round
        figures = (at.number, one.id, one.title, one.kind, one.minutes, one.weight, at.state)
        return RoundResult(*figures, level, said, command, tuple(evidence))

    # -- the kinds of rounds -----------------------------------------------------------------------------------

    def _interview(self, session: SessionRow) -> RoundResult:
        rubric = self._bank.rubric(session.rubric)
        problem = self._bank.problem(session.problem)
        debrief = build(session, problem, self._record.events(session.id), rubric)
        needs = {
            (signal.id, level.level): [need.evidence for need in level.needs]
            for signal in rubric.signals
            for level in signal.levels
        }
        signals = debrief.assessment.signals
        pieces = [self._signal(one, needs[one.id, one.suggested]) for one in signals if one.suggested in LEVELS]
        level = debrief.assessment.level if debrief.assessment.level in LEVELS else None
        said = f"{debrief.decision}; {_code(debrief)}"
        return self._result(level, said, pieces, command=f"mockml report {session.id}")

    def _signal(self, signal: SignalResult, names: Sequence[str]) -> Piece:
        """A signal in a line: what carried it where it is strong, what it lacked where it is not."""
        strength = LEVELS.index(str(signal.suggested)) / (len(LEVELS) - 1)
        met = [item.sentence for item in signal.evidence if item.id in names]
        words = "; ".join(met if strength >= GOOD else [f"what it lacked: {one}" for one in signal.to_improve[:1]])
        head = f"{signal.title.lower()} {signal.suggested}"
        return Piece(strength, self._at.round.title, f"{head}: {words}" if words else head)

    def _quiz(self, row: RoundRow) -> RoundResult:
        uuids = attempt_uuids(row.uuid or "", len(row.items))
        found = Practice(self._record).named(uuids)
        answers = [found.get(uuid) for uuid in uuids]
        if not found:
            return self._result(None, "every question was left out")
        share = sum((one.score or 0.0) if one is not None else 0.0 for one in answers) / len(answers)
        pieces = [self._answer(name, one) for name, one in zip(row.items, answers, strict=True)]
        out = sum(one is None for one in answers)
        said = f"{share:.0%} of the points of {_questions(len(answers))}" + (f", {out} left out" if out else "")
        worst = min(zip(row.items, pieces, strict=True), key=lambda pair: pair[1].strength)[0]
        return self._result(level_of(share, self._bands), said, pieces, command=f"mockml quiz {worst}")

    def _answer(self, name: str, attempt: Attempt | None) -> Piece:
        question = self._question(name)
        title = question.title if question is not None else name
        if attempt is None:
            return Piece(0.0, self._at.round.title, f"{title}: left out")
        text = f"{title}: {attempt.data.get('made')} of {attempt.data.get('points')} points"
        ticked = attempt.data.get("ticked", ())
        missed = [point.says.rstrip(".") for point in question.points if point.id not in ticked] if question else []
        strength = attempt.score or 0.0
        text += f"; not said: {missed[0]}" if missed and strength < GOOD else ""
        return Piece(strength, self._at.round.title, text)

    def _question(self, name: str) -> Question | None:
        kind = next((card.kind for card in self._bank.question_cards() if card.id == name), "")
        return next((one for one in self._bank.questions_of(kind) if one.id == name), None)

    def _exercise(self, attempt: Attempt) -> RoundResult:
        share = WORTH[attempt.rating]
        said = f"{attempt.item.split('/')[0]}: {HOW[attempt.rating]}"
        pieces = [Piece(share, self._at.round.title, said)]
        return self._result(level_of(share, self._bands), said, pieces, command="mockml stats")

    @property
    def _bands(self) -> dict[str, float]:
        return self._spec.bands(self._at.round)


def _code(debrief: Debrief) -> str:
    cases = next((one.sentence for one in debrief.evidence if one.id == "all_passed" and one.value is not None), "")
    return f"{debrief.title}, {cases or 'no verdict'}"


def _questions(count: int) -> str:
    return "one question" if count == 1 else f"{count} questions"
