"""`mockml drill`: a problem or a piece of one, short and timed, with the hidden cases shown as one goes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mockml.bank.library import Bank
from mockml.bank.needs import runnable
from mockml.cli import options
from mockml.cli.exercising import close_with, desk, opened, run_one
from mockml.cli.output import Result, emit
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.report.clean import clean

if TYPE_CHECKING:
    from mockml.host.training import Training
    from mockml.host.workout import Workout
    from mockml.practice.catalogue import Offer
    from mockml.screen.workout import WorkoutScreen

Item = Annotated[
    str | None, typer.Argument(help="A problem's or a part's id.", autocompletion=options.complete_exercise)
]
Minutes = Annotated[float | None, typer.Option(min=1, max=240, help="The minutes it may take [by difficulty].")]
For = Annotated[float, typer.Option("--for", min=1, max=600, help="With --due: the minutes you have.")]
Due = Annotated[bool, typer.Option("--due", help="What is due, one after the other.")]
Pattern = Annotated[str | None, typer.Option(help="One of this pattern: what is due first, then something new.")]
Once = Annotated[bool, typer.Option("--once", help="Judge the file once and exit with 0 or 1; nothing is recorded.")]


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: mockml drill kmeans-assign --minutes 8")(drill)


def drill(
    item: Item = None,
    minutes: Minutes = None,
    due: Due = False,
    for_minutes: For = 30,
    pattern: Pattern = None,
    resume: options.ResumeExercise = False,
    once: Once = False,
    file: options.WorkFile = None,
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
    with opened(timeout) as (training, screen):
        if resume:
            close_with(run_one(training.resume("drill", item), screen), "drill")
        elif due:
            _drill_due(training, screen, for_minutes)
        else:
            offer = _offer(training, item, pattern)
            limit = 60 * (minutes or offer.minutes)
            close_with(run_one(_new_drill(training, item or offer.item, file, seed, limit), screen), "drill")


def _new_drill(
    training: Training, item: str, file: Path | None, seed: int | None, limit: float
) -> AbstractContextManager[Workout]:
    from mockml.host.starter import starter_text
    from mockml.host.training import drill_task, free_file

    problem = runnable(training.bank, item)
    path = file or free_file(problem.id, starter_text(problem))
    return training.begin(drill_task(problem, str(path), seed, limit), path)


def _drill_due(training: Training, screen: WorkoutScreen, minutes: float) -> None:
    """Drills one after the other, until the minutes are spent, nothing more is there, or the candidate leaves."""
    from mockml.practice.next_exercise import next_of

    left, done = minutes, list[str]()
    while True:
        offers, cards, today = desk(training)
        offer = next_of("drill", offers, cards, today, minutes=left, without=done)
        if offer is None:
            break
        workout, code = run_one(_new_drill(training, offer.item, None, None, 60 * offer.minutes), screen)
        done.append(offer.item)
        left -= workout.drill.state.used / 60
        if workout.outcome is None or code:
            close_with((workout, code), "drill")
            return
        emit("drill", Result(None, f"\n{max(left, 0):.0f} of {minutes:g} minutes left.\n"), as_json=False)
    count = (
        f"{len(done)} drill{'' if len(done) == 1 else 's'} done" if done else f"No drill fits into {minutes:g} minutes"
    )
    emit("drill", Result(None, f"{count}. Next: mockml next --for {max(minutes, 10):g}"), as_json=False)


def _offer(training: Training, item: str | None, pattern: str | None) -> Offer:
    """The drill that is named, or the next one, of a pattern where that is named."""
    from mockml.practice.catalogue import drill_offer
    from mockml.practice.next_exercise import next_of

    offers, cards, today = desk(training)
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
    path = file or Path(f"{str(item).replace('-', '_')}.py")
    source = read_source(path)
    problem = runnable(Bank(), item or problem_named(source, path) or path.stem.replace("_", "-"))
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
