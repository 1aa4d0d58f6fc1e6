"""`mockml drill` and `mockml hunt`: short and timed, with the hidden cases shown as one goes."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mockml.bank.library import Bank
from mockml.cli import options
from mockml.cli.output import Result, emit, text_width
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.report.clean import clean

if TYPE_CHECKING:
    from mockml.host.training import Training
    from mockml.host.workout import Workout
    from mockml.practice.catalogue import Offer
    from mockml.practice.schedule import Card, Key
    from mockml.record.attempts import Exercise
    from mockml.screen.workout import WorkoutScreen

HUNT_MINUTES = 10.0
Item = Annotated[
    str | None, typer.Argument(help="A problem's or a part's id.", autocompletion=options.complete_exercise)
]
FileOption = Annotated[Path | None, typer.Option("--file", help="The file to work in; else a new one is made.")]
Minutes = Annotated[float | None, typer.Option(min=1, max=240, help="The minutes it may take [by difficulty].")]
HuntTime = Annotated[float, typer.Option("--minutes", min=1, max=240, help="The minutes it may take.")]
For = Annotated[float, typer.Option("--for", min=1, max=600, help="With --due: the minutes you have.")]
Due = Annotated[bool, typer.Option("--due", help="What is due, one after the other.")]
DueHunt = Annotated[bool, typer.Option("--due", help="The hunt that is due the longest.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with one that was left or broke off.")]
Pattern = Annotated[str | None, typer.Option(help="One of this pattern: what is due first, then something new.")]
Once = Annotated[bool, typer.Option("--once", help="Judge the file once and exit with 0 or 1; nothing is recorded.")]
BugOption = Annotated[str | None, typer.Option("--bug", help="The bug's id; else one is chosen.", show_default=False)]
Hard = Annotated[bool, typer.Option("--hard", help="Two bugs at once.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: mockml drill kmeans-assign --minutes 8")(drill)
    app.command(epilog="Example: mockml hunt kmeans")(hunt)


def drill(
    item: Item = None,
    minutes: Minutes = None,
    due: Due = False,
    for_minutes: For = 30,
    pattern: Pattern = None,
    resume: Resume = False,
    once: Once = False,
    file: FileOption = None,
    seed: options.Seed = None,
    timeout: options.Timeout = None,
    as_json: options.Json = False,
) -> None:
    """Drill one problem or a piece of one: each save is judged at once."""
    if sum([item is not None and not resume, due, pattern is not None, resume]) > 1:
        raise UsageProblem("an id, --due, --pattern and --resume exclude each other", "leave one of them out")
    if as_json and not once:
        raise UsageProblem("--json goes with --once: a drill is a conversation", "mockml drill ID --once --json")
    if once:
        _judge_once(item, file, seed, timeout, as_json=as_json)
        return
    with _opened(timeout) as (training, screen):
        if resume:
            _finish(_run(training.resume("drill", item), screen), "drill")
        elif due:
            _drill_due(training, screen, for_minutes)
        else:
            offer = _offer(training, item, pattern)
            limit = 60 * (minutes or offer.minutes)
            _finish(_run(_new_drill(training, item or offer.item, file, seed, limit), screen), "drill")


def hunt(
    problem: Item = None,
    bug: BugOption = None,
    hard: Hard = False,
    due: DueHunt = False,
    resume: Resume = False,
    minutes: HuntTime = HUNT_MINUTES,
    file: FileOption = None,
    seed: options.Seed = None,
    timeout: options.Timeout = None,
) -> None:
    """Find the bug in a colleague's code, say what it is, and fix it."""
    if bug and (hard or due or resume or problem is None):
        raise UsageProblem("--bug goes with a problem's id, and with none of --hard, --due, --resume", "leave them out")
    if due and (problem or hard or resume):
        raise UsageProblem("--due chooses by itself", "leave the others out")
    with _opened(timeout) as (training, screen):
        if resume:
            _finish(_run(training.resume("hunt", problem), screen), "hunt")
            return
        made = _new_hunt(training, problem, bug, file, seed, 60 * minutes, hard=hard, due=due)
        _finish(_run(made, screen), "hunt")


@contextmanager
def _opened(timeout: float | None) -> Iterator[tuple[Training, WorkoutScreen]]:
    """The record, the clock, and a screen on this process's streams."""
    from mockml.host.training import Training
    from mockml.interview.clock import SystemClock
    from mockml.record.database import Record
    from mockml.record.places import data_dir
    from mockml.record.settings import load_settings
    from mockml.screen.workout import WorkoutScreen

    source = sys.stdin if sys.stdin is not None else open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    target = sys.stdout if sys.stdout is not None else open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    with Record.open() as record:
        screen = WorkoutScreen(source, target, bell=load_settings().bell, width=text_width())
        yield Training(Bank(), record, SystemClock(), data_dir(), timeout), screen


def _run(made: AbstractContextManager[Workout], screen: WorkoutScreen) -> tuple[Workout, int]:
    with made as workout:
        code = screen.run(workout)
    return workout, code


def _finish(done: tuple[Workout, int], kind: Exercise) -> None:
    """The next command, and the exit code."""
    from mockml.practice.exercise_words import next_command

    workout, code = done
    if workout.outcome is None:
        text = f"Saved. Next: mockml {kind} --resume"
    else:
        text = f"Next: {next_command(workout.drill.task, workout.outcome.passed)}"
    emit(kind, Result(None, f"\n{text}", code), as_json=False)


def _new_drill(
    training: Training, item: str, file: Path | None, seed: int | None, limit: float
) -> AbstractContextManager[Workout]:
    from mockml.host.starter import starter_text
    from mockml.host.training import drill_task, free_file

    problem = training.bank.problem(item)
    path = file or free_file(problem.id, starter_text(problem))
    return training.begin(drill_task(problem, str(path), seed, limit), path)


def _drill_due(training: Training, screen: WorkoutScreen, minutes: float) -> None:
    """Drills one after the other, until the minutes are spent, nothing more is there, or the candidate leaves."""
    from mockml.practice.choosing import next_of

    left, done = minutes, list[str]()
    while True:
        offers, cards, today = _desk(training)
        offer = next_of("drill", offers, cards, today, minutes=left, without=done)
        if offer is None:
            break
        workout, code = _run(_new_drill(training, offer.item, None, None, 60 * offer.minutes), screen)
        done.append(offer.item)
        left -= workout.drill.state.used / 60
        if workout.outcome is None or code:
            _finish((workout, code), "drill")
            return
        emit("drill", Result(None, f"\n{max(left, 0):.0f} of {minutes:g} minutes left.\n"), as_json=False)
    count = (
        f"{len(done)} drill{'' if len(done) == 1 else 's'} done" if done else f"No drill fits into {minutes:g} minutes"
    )
    emit("drill", Result(None, f"{count}. Next: mockml next --for {max(minutes, 10):g}"), as_json=False)


def _desk(training: Training) -> tuple[tuple[Offer, ...], dict[Key, Card], date]:
    """What can be practised, what has been, and today."""
    from mockml.practice.catalogue import catalogue
    from mockml.practice.schedule import KEPT, fold
    from mockml.record.practice import Practice, local_date

    cards = fold(Practice(training.record).recent(KEPT))
    return catalogue(training.bank), cards, local_date(time.time(), None)


def _offer(training: Training, item: str | None, pattern: str | None) -> Offer:
    """The drill that is named, or the next one, of a pattern where that is named."""
    from mockml.practice.catalogue import drill_offer
    from mockml.practice.choosing import next_of

    offers, cards, today = _desk(training)
    drills = [offer for offer in offers if offer.kind == "drill"]
    if item is not None:
        return drill_offer(training.bank.problem(item).card)
    if pattern is not None:
        known = {offer.pattern for offer in drills}
        drills = [offer for offer in drills if offer.pattern == pattern]
        if not drills:
            raise NotFound(f"no drill is of the pattern {pattern}", nearest(pattern, known))
    chosen = next_of("drill", drills, cards, today)
    if chosen is not None:
        return chosen
    lately = [offer for offer in drills if ("drill", offer.item) in cards]  # all of them in the last days
    return min(lately, key=lambda offer: cards["drill", offer.item].last.at)


def _new_hunt(
    training: Training,
    problem: str | None,
    bug: str | None,
    file: Path | None,
    seed: int | None,
    limit: float,
    *,
    hard: bool,
    due: bool,
) -> AbstractContextManager[Workout]:
    from mockml.host.training import free_file, hunt_task
    from mockml.practice.choosing import due_hunt, next_of
    from mockml.practice.hunts import choose_bugs

    offers, cards, today = _desk(training)
    rng = random.Random(seed)  # noqa: S311 - no secret
    if due:
        card = due_hunt(cards, today)
        if card is None:
            raise NotFound("no hunt is due", "mockml hunt chooses a new one")
        problem, names = card.problem, tuple(card.item.split("/")[1].split("+"))
    elif problem is None:
        offer = next_of("hunt", offers, cards, today)
        problem = offer.item if offer is not None else rng.choice(training.bank.problem_ids())
    found = training.bank.problem(problem)
    if not due:
        names = tuple(bug.split("+")) if bug else choose_bugs(found, cards, today, rng, hard=hard)
    path = file or free_file(f"{found.id}-hunt", None)
    return training.begin(hunt_task(found, names, str(path), seed, limit), path)


def _judge_once(item: str | None, file: Path | None, seed: int | None, timeout: float | None, *, as_json: bool) -> None:
    """One verdict, for scripts."""
    import secrets

    from mockml.bank.judging import open_judge
    from mockml.errors import CannotJudge
    from mockml.host.jobs import unjudged
    from mockml.judge.source import problem_named, read_source
    from mockml.judge.submission import Submission
    from mockml.practice.exercise_words import verdict_text

    if item is None and file is None:
        raise UsageProblem("--once needs an id or a --file", "mockml drill kmeans-assign --once")
    path = file or Path(f"{item}.py")
    source = read_source(path)
    problem = Bank().problem(item or problem_named(source, path) or path.stem)
    chosen = secrets.randbelow(2**32) if seed is None else seed
    with open_judge(problem, timeout) as judge:
        try:
            verdict = judge.grade(Submission(source, str(path)), chosen)
        except CannotJudge as error:
            verdict = unjudged(problem, chosen, error)
    cases = [{"id": c.id, "title": c.title, "outcome": c.outcome, "message": c.message} for c in verdict.cases]
    good = sum(case.good for case in verdict.cases)
    data = {"item": problem.id, "file": str(path), "seed": chosen, "verdict": verdict.verdict}
    data |= {"passed": good, "of": len(cases), "cases": cases}
    again = f"mockml drill {problem.id} --once --seed {chosen}" + (f" --file {path}" if file else "")
    to_type = "mockml next --for 30" if verdict.verdict == "passed" else again
    text = f"{clean(verdict_text(verdict, None))}\n\nNext: {to_type}"
    emit("drill", Result(data, text, {"passed": 0, "failed": 1}.get(verdict.verdict, 4)), as_json=as_json)
