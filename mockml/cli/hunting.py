"""`mockml hunt`: a bug in a colleague's code."""

from __future__ import annotations

import random
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mockml.bank.needs import runnable
from mockml.cli import options
from mockml.cli.exercising import close_with, desk, opened, run_one
from mockml.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from mockml.host.training import Training
    from mockml.host.workout import Workout

HUNT_MINUTES = 10.0
Item = Annotated[
    str | None, typer.Argument(help="A problem's or a part's id.", autocompletion=options.complete_exercise)
]
Minutes = Annotated[float, typer.Option("--minutes", min=1, max=240, help="The minutes it may take.")]
Due = Annotated[bool, typer.Option("--due", help="The hunt that is due the longest.")]
BugOption = Annotated[str | None, typer.Option("--bug", help="The bug's id; else one is chosen.", show_default=False)]
Hard = Annotated[bool, typer.Option("--hard", help="Two bugs at once.")]


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: mockml hunt kmeans")(hunt)


def hunt(
    problem: Item = None,
    bug: BugOption = None,
    hard: Hard = False,
    due: Due = False,
    resume: options.ResumeExercise = False,
    minutes: Minutes = HUNT_MINUTES,
    file: options.WorkFile = None,
    seed: options.Seed = None,
    timeout: options.Timeout = None,
) -> None:
    """Find the bug in a colleague's code, say what it is, and fix it."""
    if bug and (hard or due or resume or problem is None):
        raise UsageProblem("--bug goes with a problem's id, and with none of --hard, --due, --resume", "leave them out")
    if due and (problem or hard or resume):
        raise UsageProblem("--due chooses by itself", "leave the others out")
    with opened(timeout) as (training, screen):
        if resume:
            close_with(run_one(training.resume("hunt", problem), screen), "hunt")
            return
        made = _new_hunt(training, problem, bug, file, seed, 60 * minutes, hard=hard, due=due)
        close_with(run_one(made, screen), "hunt")


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
    from mockml.practice.hunts import choose_bugs
    from mockml.practice.next_exercise import due_hunt, next_of

    offers, cards, today = desk(training)
    rng = random.Random(seed)  # noqa: S311 - no secret
    if due:
        card = due_hunt(cards, today)
        if card is None:
            raise NotFound("no hunt is due", "mockml hunt chooses a new one")
        problem, names = card.problem, tuple(card.item.split("/")[1].split("+"))
    elif problem is None:
        offer = next_of("hunt", offers, cards, today)
        problem = offer.item if offer is not None else rng.choice([one.item for one in offers if one.kind == "hunt"])
    found = runnable(training.bank, problem)
    if not due:
        names = tuple(bug.split("+")) if bug else choose_bugs(found, cards, today, rng, hard=hard)
    path = file or free_file(f"{found.id}-hunt", None)
    return training.begin(hunt_task(found, names, str(path), seed, limit), path)
