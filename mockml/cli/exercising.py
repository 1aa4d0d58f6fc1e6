"""What `mockml drill` and `mockml hunt` share: the record, a clock, a screen on this process's streams, the end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from mockml.bank.library import Bank
from mockml.cli.output import Result, emit, text_width

if TYPE_CHECKING:
    from mockml.host.training import Training
    from mockml.host.workout import Workout
    from mockml.practice.catalogue import Offer
    from mockml.practice.schedule import Card, Key
    from mockml.record.attempts import Exercise
    from mockml.screen.workout import WorkoutScreen


@contextmanager
def opened(timeout: float | None) -> Iterator[tuple[Training, WorkoutScreen]]:
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


def run_one(made: AbstractContextManager[Workout], screen: WorkoutScreen) -> tuple[Workout, int]:
    """Runs one exercise; with the exit code."""
    with made as workout:
        code = screen.run(workout)
    return workout, code


def close_with(done: tuple[Workout, int], kind: Exercise) -> None:
    """The next command, and the exit code."""
    from mockml.practice.exercise_words import next_command

    workout, code = done
    if workout.outcome is None:
        text = f"Saved. Next: mockml {kind} --resume"
    else:
        text = f"Next: {next_command(workout.drill.task, workout.outcome.passed)}"
    emit(kind, Result(None, f"\n{text}", code), as_json=False)


def desk(training: Training) -> tuple[tuple[Offer, ...], dict[Key, Card], date]:
    """What can be practised, what has been, and today."""
    from mockml.practice.catalogue import catalogue
    from mockml.practice.schedule import KEPT, fold
    from mockml.record.practice import Practice, local_date

    cards = fold(Practice(training.record).recent(KEPT))
    return catalogue(training.bank), cards, local_date(time.time(), None)
