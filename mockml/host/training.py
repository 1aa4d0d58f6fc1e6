"""Sets up a drill or a hunt, new or to go on with: its task, its file, its place in the record, its judge."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mockml.bank.library import Bank
from mockml.bank.needs import runnable
from mockml.bank.spec import Problem
from mockml.errors import BadFile, NotFound
from mockml.host.seating import short
from mockml.host.starter import starter_text, write_new
from mockml.host.workout import Workout
from mockml.interview.clock import Clock
from mockml.interview.script import prompt_text, unwrap
from mockml.practice.drilling import Drill
from mockml.practice.exercise import SEEDS, State, Task
from mockml.practice.exercise_words import HELP, minutes_left
from mockml.practice.hunts import make_hunt
from mockml.record.attempts import Exercise
from mockml.record.database import Record
from mockml.record.locks import claim
from mockml.record.unfinished import Bench, Unfinished

MOST_FILES = 1000


@dataclass(frozen=True, slots=True)
class Training:
    """Where exercises are done: the bank, an open record, the clock, the folder of the locks, a case's seconds."""

    bank: Bank
    record: Record
    clock: Clock
    locks: Path
    timeout: float | None = None

    @contextmanager
    def begin(self, task: Task, path: Path) -> Iterator[Workout]:
        """A new exercise. Its file is written where there is none; one that is there is left as it is."""
        written = write_new(path, task.starter)
        file, now = path.resolve(), self.clock.now()
        row = Bench(self.record).begin(task.kind, task.item, task.seed, file, task.limit, now)
        with claim(row.id, self.locks / "exercises", row.kind):
            opening = self._opened(task, path, task.limit, written=written)
            yield from self._run(Drill(replace(task, opening=opening)), row)

    @contextmanager
    def resume(self, kind: Exercise, item: str | None) -> Iterator[Workout]:
        """The exercise that was seen last, to go on with. Raises NotFound where there is none."""
        row = Bench(self.record).latest(kind, item)
        if row is None:
            of = f" of {item}" if item else ""
            raise NotFound(f"there is no {kind}{of} to go on with", f"mockml {kind} {item or ''}".strip())
        with claim(row.id, self.locks / "exercises", row.kind):
            row = Bench(self.record).get(row.id)
            path = Path(row.file)
            task = self._task_of(row, short(path))
            opening = self._opened(task, path, task.limit - row.used, written=False)
            yield from self._run(Drill(replace(task, opening=opening), State.of(row.used, row.data)), row)

    def _run(self, drill: Drill, row: Unfinished) -> Iterator[Workout]:
        workout = Workout(drill, self.record, row, self.clock, self.timeout)
        try:
            yield workout
        finally:
            workout.close()

    def _task_of(self, row: Unfinished, file: str) -> Task:
        if row.kind == "hunt":
            name, _, bugs = row.item.partition("/")
            return hunt_task(runnable(self.bank, name), bugs.split("+"), file, row.seed, row.allowed)
        return drill_task(runnable(self.bank, row.item), file, row.seed, row.allowed)

    def _opened(self, task: Task, path: Path, left: float, *, written: bool) -> str:
        end = clock_time(self.clock.now() + left)
        file = f"Your file is {short(path)}" if written else f"Going on with {short(path)}, as it is"
        return f"{task.opening}\n\n{file}. Seed {task.seed}. {minutes_left(left).capitalize()}, until {end}. {HELP}"


def drill_task(problem: Problem, file: str, seed: int | None, limit: float) -> Task:
    """A drill of a problem or a part. What an interviewer would only say when asked is said at once."""
    opening = "\n\n".join([problem.title, prompt_text(problem), *_settled(problem)])
    hints = tuple(problem.body.hints)
    return Task("drill", problem.id, problem, file, _seed(seed), limit, opening, starter_text(problem), hints)


def hunt_task(problem: Problem, bugs: Sequence[str], file: str, seed: int | None, limit: float) -> Task:
    """A hunt for some bugs of a problem, in code that is styled by the seed."""
    chosen = _seed(seed)
    hunt = make_hunt(problem, bugs, chosen)
    number = len(hunt.bugs)
    count, them, they = ("is a bug", "it", "it is") if number == 1 else (f"are {number} bugs", "them", "they are")
    told = "\n".join(f'A colleague says: "{symptom}"' for symptom in hunt.symptoms)
    todo = f"There {count} in {file}. Find {them}, type what {they}, and fix {them} with as small a change as will do."
    wanted = f"What was asked for:\n{unwrap(problem.body.prompt)}"
    parts = [f"{problem.title}: a bug hunt", wanted, *_settled(problem), told, todo]
    item, starter = f"{problem.id}/{'+'.join(bugs)}", f"# mockml: {problem.id}\n{hunt.broken}"
    return Task("hunt", item, problem, file, chosen, limit, "\n\n".join(parts), starter, hunt.hints(), hunt)


def _settled(problem: Problem) -> list[str]:
    answers = [f"- {one.topic}: {' '.join(one.answer.split())}" for one in problem.body.clarifications]
    return ["Settled, since there is nobody to ask:\n" + "\n".join(answers)] if answers else []


def _seed(seed: int | None) -> int:
    return secrets.randbelow(SEEDS) if seed is None else seed


def free_file(stem: str, starter: str | None) -> Path:
    """`stem.py`, or `stem_2.py` and so on where that is there with anything else than `starter` in it."""
    stem = stem.replace("-", "_")  # so that a test of one's own can import it
    for number in range(1, MOST_FILES):
        path = Path(f"{stem}.py" if number == 1 else f"{stem}_{number}.py")
        try:
            if path.read_text(encoding="utf-8") == starter:
                return path
        except FileNotFoundError:
            return path
        except (OSError, ValueError):
            continue
    raise BadFile(f"{stem}.py: there, as are {MOST_FILES} more of its name", "name another one with --file")


def clock_time(at: float) -> str:
    """An epoch second as the time on the wall."""
    return f"{datetime.fromtimestamp(at):%H:%M}"
