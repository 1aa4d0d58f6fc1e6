"""`mockml quiz`: questions with a timer, answered in words, and one's own stories."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from mockml.bank.library import Bank
from mockml.bank.question_index import QuestionCard
from mockml.cli import options
from mockml.cli.output import Result, emit, narrate, text_width
from mockml.cli.quiz_tables import listed, told
from mockml.errors import NotFound, SessionBusy, UsageProblem
from mockml.host.quizroom import QuizPlan, QuizRoom, missing
from mockml.interview.clock import SystemClock
from mockml.practice.choosing import due_first, due_now, find, fitting, within
from mockml.practice.schedule import KEPT, fold
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.drafts import Draft, Drafts
from mockml.record.locks import claim
from mockml.record.places import data_dir
from mockml.record.practice import Practice, local_date
from mockml.record.settings import load_settings
from mockml.screen.quiz import QuizScreen


def _complete_question(incomplete: str) -> list[str]:
    return [card.id for card in Bank().question_cards() if card.id.startswith(incomplete)]


def _complete_topic(incomplete: str) -> list[str]:
    topics = {topic for card in Bank().question_cards() for topic in card.topics}
    return sorted(topic for topic in topics if topic.startswith(incomplete))


Which = Annotated[
    str | None,
    typer.Argument(
        metavar="[QUESTION]", help="A question's id; else one is chosen.", autocompletion=_complete_question
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", help="Only of this topic; may be repeated.", autocompletion=_complete_topic),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only fundamentals, depth, system-design, project or behavioural; may be repeated."),
]
Due = Annotated[bool, typer.Option("--due", help="Only what is due.")]
Count = Annotated[int | None, typer.Option(min=1, max=100, help="How many questions [1].")]
For = Annotated[float | None, typer.Option("--for", min=1, max=600, help="As many as fit into these minutes.")]
Minutes = Annotated[float | None, typer.Option(min=0.1, max=120, help="The time for each, instead of its own.")]
Aloud = Annotated[bool, typer.Option("--aloud", help="Answer aloud, and mark it yourself.")]
Again = Annotated[bool, typer.Option("--resume", help="Go on with the quiz that was left or broke off.")]
List = Annotated[bool, typer.Option("--list", help="List the questions.")]
Stories = Annotated[bool, typer.Option("--stories", help="Show your own stories; of one question where it is named.")]


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: mockml quiz --topic calibration")(quiz)


def quiz(
    question: Which = None,
    topic: Topics = None,
    kind: Kinds = None,
    due: Due = False,
    count: Count = None,
    for_: For = None,
    minutes: Minutes = None,
    aloud: Aloud = False,
    resume: Again = False,
    list_: List = False,
    stories: Stories = False,
    as_json: options.Json = False,
) -> None:
    """Answer interview questions in words. A timer, key points to tick, a model answer."""
    wish = _Wish(question, topic or [], kind or [], due, count, for_, minutes, aloud)
    _check(wish, [resume, list_, stories])
    bank = Bank()
    cards = bank.question_cards()
    found = [find(cards, question)] if question is not None else fitting(cards, wish.topics, wish.kinds)
    with Record.open() as record:
        if list_:
            result = listed(found, fold(Practice(record).recent(KEPT)), local_date(time.time(), None))
        elif stories:
            result = told(bank, cards, Practice(record), question)
        else:
            gone_on = _go_on(record, bank, as_json, waiting=resume) if resume or wish.open else None
            if gone_on is None and resume:
                raise NotFound("there is no quiz to go on with", "mockml quiz begins one")
            result = gone_on or _begin(record, bank, found, wish, as_json)
    emit("quiz", result, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be asked, as it was typed."""

    question: str | None
    topics: Sequence[str]
    kinds: Sequence[str]
    due: bool
    count: int | None
    minutes: float | None
    each: float | None
    aloud: bool

    @property
    def choosing(self) -> bool:
        """Whether anything says which questions to choose."""
        return bool(self.topics or self.kinds or self.due or self.count or self.minutes)

    @property
    def open(self) -> bool:
        """Whether nothing is said at all, so that a quiz that was left goes on."""
        return not (self.question or self.choosing or self.each or self.aloud)


def _check(wish: _Wish, modes: Sequence[bool]) -> None:
    if sum(modes) > 1:
        raise UsageProblem("--resume, --list and --stories exclude each other", "leave all but one of them out")
    if wish.count and wish.minutes:
        raise UsageProblem("--count and --for exclude each other", "leave one of them out")
    if wish.question is not None and wish.choosing:
        raise UsageProblem("a question is named, and options choose one", "leave one or the other out")
    if modes[0] and not wish.open:
        raise UsageProblem("--resume goes on as the quiz began", "leave the other options out")


def _begin(record: Record, bank: Bank, found: Sequence[QuestionCard], wish: _Wish, as_json: bool) -> Result:
    """A new quiz."""
    chosen = _choose(found, record, wish)
    if not chosen:
        none = "No question is due" if wish.due else f"No question fits into {wish.minutes:g} minutes"
        return Result(_summary([], over=True), f"{none}. Next: mockml quiz --count 1")
    plan = QuizPlan(tuple(card.id for card in chosen), wish.aloud, wish.each)
    if Drafts(record).newest_first():
        narrate("mockml: a quiz that you left waits, too: mockml quiz --resume")
    draft = Drafts(record).begin(plan.as_dict(), time.time())
    with claim(draft.id, data_dir(), "quiz"):
        return _sit(draft, record, bank, as_json)


def _choose(found: Sequence[QuestionCard], record: Record, wish: _Wish) -> Sequence[QuestionCard]:
    if wish.question is not None:
        return found
    practised, today = fold(Practice(record).recent(KEPT)), local_date(time.time(), None)
    rng = random.Random()  # noqa: S311 - no secret
    ordered = due_now(found, practised, today) if wish.due else due_first(found, practised, today, rng)
    return within(ordered, wish.minutes, wish.each) if wish.minutes else ordered[: wish.count or 1]


def _go_on(record: Record, bank: Bank, as_json: bool, *, waiting: bool) -> Result | None:
    """The newest quiz that was left, where no other terminal has it and its questions are still there."""
    drafts, cards = Drafts(record), bank.question_cards()
    for draft in drafts.newest_first():
        if missing(QuizPlan.from_dict(draft.plan), cards):
            continue
        try:
            with claim(draft.id, data_dir(), "quiz"):
                now = next((one for one in drafts.newest_first() if one.id == draft.id), None)
                if now is not None:  # else another terminal has just ended it
                    narrate("mockml: you left a quiz; it goes on here (/skip leaves a question out)")
                    return _sit(now, record, bank, as_json)
        except SessionBusy:
            if waiting:
                raise
    return None


def _sit(draft: Draft, record: Record, bank: Bank, as_json: bool) -> Result:
    """Runs a quiz on the standard streams. With JSON, what is said goes to stderr."""
    room = QuizRoom(draft, record, bank, SystemClock())
    source = sys.stdin if sys.stdin is not None else open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    target = sys.stderr if as_json else sys.stdout
    target = target if target is not None else open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    code = QuizScreen(room, source, target, width=text_width(), bell=load_settings().bell).run()
    return Result(_summary(room.attempts, over=room.over), _end(room), code)


def _end(room: QuizRoom) -> str:
    if not room.over:
        return "\nAll is saved. Next: mockml quiz --resume"
    return "\nNext: mockml next"


def _summary(attempts: Sequence[Attempt], *, over: bool) -> dict[str, Any]:
    return {"over": over, "answers": [_answer(one) for one in attempts]}


def _answer(attempt: Attempt) -> dict[str, Any]:
    data = {name: attempt.data[name] for name in ("points", "made", "ticked", "guessed", "aloud")}
    return {"question": attempt.item, "rating": attempt.rating, "seconds": attempt.seconds, **data}
