"""Runs a problem's proof on several processes at once, and adds up what they found."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockml.bank.judging import open_judge
from mockml.bank.library import load_problem
from mockml.bank.proof import Count, Counts, Subject, examine, try_examples

if TYPE_CHECKING:
    from mockml.bank.spec import Problem
    from mockml.judge.service import Judge

CHUNK = 10
MUTANT_SEEDS = 2
CASE_SECONDS = 20.0
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """A subject of the problem in a folder, on some of the seeds; `number` is the subject's place."""

    folder: Path
    number: int
    subject: Subject
    seeds: tuple[int, ...]


def tasks(folder: Path, subjects: Sequence[Subject], seeds: int, first: int) -> list[Task]:
    """The tasks that run each subject on each seed: one seed for what needs no more, two for mutants."""
    found = []
    for number, subject in enumerate(subjects):
        most = {"rest": 1, "examples": 1, "mutant": MUTANT_SEEDS}.get(subject.kind, seeds)
        runs = range(first, first + min(most, seeds))
        step = len(runs) if subject.kind in ("rest", "mutant") else CHUNK
        found += [Task(folder, number, subject, tuple(runs[i : i + step])) for i in range(0, len(runs), step)]
    return found


def carry_out(work: Sequence[Task], jobs: int, heard: Callable[[int, int], None]) -> dict[tuple[Path, int], Counts]:
    """What every subject came to, by folder and number; `heard` is told how many tasks are done, of how many."""
    found: dict[tuple[Path, int], Counts] = {}
    for done, (task, counts) in enumerate(_answers(work, jobs), 1):
        heard(done, len(work))
        total = found.setdefault((task.folder, task.number), {})
        for name, count in counts.items():
            total.setdefault(name, Count()).merge(count)
    return found


def _answers(work: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Counts]]:
    # Processes of their own, not forks: a judge starts threads and holds sockets.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(os.getpid(),)) as pool:
        waiting = {pool.submit(_run, task): task for task in work}
        try:
            while waiting:
                ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield waiting.pop(future), future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_judges: dict[Path, tuple[Problem, Judge]] = {}


def _begin(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process is the one that was asked to stop
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Ends this process when its parent is gone, killed for example: nobody would hear what it finds."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def _run(task: Task) -> Counts:
    if task.folder not in _judges:
        for _, old in _judges.values():
            old.close()
        _judges.clear()
        loaded = load_problem(task.folder)
        _judges[task.folder] = loaded, open_judge(loaded, CASE_SECONDS)
    problem, judge = _judges[task.folder]
    if task.subject.kind == "examples":
        return try_examples(judge, problem)
    return examine(judge, task.subject, task.seeds)
