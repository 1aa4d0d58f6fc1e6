"""Seats a candidate: a new session, or one to go on with, from the bank, the record and the solution file."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mockml.bank.library import Bank
from mockml.bank.needs import runnable
from mockml.errors import MockmlError, RecordProblem
from mockml.host.host import Host, Seat
from mockml.host.starter import write_starter
from mockml.interview.clock import Clock
from mockml.interview.engine import Interview
from mockml.interview.plan import Plan
from mockml.interview.state import Manners
from mockml.record.database import Record
from mockml.record.locks import claim


@dataclass(frozen=True, slots=True)
class Wish:
    """What a candidate asked for: all that `mockml start` can be told about the session itself."""

    problem: str
    plan: Plan
    file: Path | None = None
    seed: int | None = None
    rubric: str = "four-signal"
    timeout: float | None = None
    manners: Manners | None = None
    uuid: str | None = None  # what the record is to call it, where that is settled before


@dataclass(frozen=True, slots=True)
class Seated:
    """A session ready to run: its host, and what begins it."""

    session: int
    host: Host
    begin: Callable[[], None]


@contextmanager
def seat_new(wish: Wish, bank: Bank, record: Record, clock: Clock, locks: Path) -> Iterator[Seated]:
    """A new session, with its starter file written where there was none. Closed on the way out."""
    problem, rubric = runnable(bank, wish.problem), bank.rubric(wish.rubric)
    path = wish.file or Path(f"{problem.id.replace('-', '_')}.py")
    written = write_starter(problem, path)
    seed = secrets.randbelow(2**32) if wish.seed is None else wish.seed
    session = record.create_session(
        problem=problem.id,
        seed=seed,
        rubric=wish.rubric,
        file=str(path.resolve()),
        plan=list(wish.plan.seconds),
        at=clock.now(),
        name=wish.uuid,
    )
    interview = Interview(problem, rubric, wish.plan, str(path), seed, manners=wish.manners)
    with claim(session, locks):
        host = Host(interview, record, Seat(session, path, wish.timeout), clock)
        yield from _seated(Seated(session, host, lambda: host.start(continuing=not written)))


@contextmanager
def seat_again(session: int, bank: Bank, record: Record, clock: Clock, locks: Path) -> Iterator[Seated]:
    """A session that was left or broke off, to go on with."""
    row = record.session(session)
    if row.finished:
        raise RecordProblem(f"session {session} is finished", f"mockml report {session}")
    problem, rubric = runnable(bank, row.problem), bank.rubric(row.rubric)
    path = Path(row.file)
    with claim(session, locks):
        row = record.session(session)
        interview = Interview(problem, rubric, Plan.of(row.plan), short(path), row.seed, record.events(session))
        host = Host(interview, record, Seat(session, path), clock)
        if interview.events:
            begin: Callable[[], None] = lambda: host.resume(row.last_seen)  # noqa: E731
        else:  # killed between its creation and its first event
            begin = lambda: host.start(continuing=True)  # noqa: E731
        yield from _seated(Seated(session, host, begin))


def _seated(seated: Seated) -> Iterator[Seated]:
    try:
        yield seated
    except BaseException:
        try:
            seated.host.leave()
        except MockmlError as error:
            raise error from None
        raise
    finally:
        seated.host.close()


def short(path: Path) -> str:
    """A path as one would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
