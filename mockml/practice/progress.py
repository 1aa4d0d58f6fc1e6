"""How practice has gone: figures over time, and one's own view against the evidence, from aggregates alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from mockml.practice.catalogue import Offer
from mockml.record.database import Record
from mockml.record.practice import Best, local_date

WEEKS = 8
SESSIONS = 20  # of which the signals are read
ENOUGH = 3  # sessions without which nothing is said of a habit
WEEK_SECONDS = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class Week:
    """The interviews of one week, and the mean share of cases that passed."""

    monday: date
    interviews: int
    passed: float


@dataclass(frozen=True, slots=True)
class Habit:
    """One signal over the last sessions, the oldest first: one's own levels, those suggested, and what it comes to.

    `above`, `below` and `fits` count the sessions of which both are known.
    """

    signal: str
    title: str
    own: tuple[str | None, ...]
    suggested: tuple[str | None, ...]
    above: int
    below: int
    fits: int
    words: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a kind of problem goes: attempts with a score, and their mean."""

    pattern: str
    attempts: int
    mean: float


def weeks(record: Record, now: float, zone: tzinfo | None = None) -> list[Week]:
    """The last weeks with interviews, the oldest first."""
    query = "SELECT at, score FROM attempts WHERE kind = 'interview' AND score IS NOT NULL AND at > ? ORDER BY at"
    found: dict[date, list[float]] = defaultdict(list)
    for row in record.rows(query, (now - WEEKS * WEEK_SECONDS,)):
        day = local_date(row["at"], zone)
        found[day - timedelta(day.weekday())].append(row["score"])
    return [Week(monday, len(scores), sum(scores) / len(scores)) for monday, scores in found.items()][-WEEKS:]


def habits(record: Record) -> list[Habit]:
    """What one thinks of oneself against what was measured, by signal."""
    query = (
        "SELECT signal, title, suggested, own, ahead FROM grades "
        "WHERE session IN (SELECT DISTINCT session FROM grades ORDER BY session DESC LIMIT ?) ORDER BY session"
    )
    rows = record.rows(query, (SESSIONS,))
    found = []
    for signal in dict.fromkeys(row["signal"] for row in rows):
        mine = [row for row in rows if row["signal"] == signal]
        gaps = [row["ahead"] for row in mine if row["ahead"] is not None]
        above, below = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
        title = mine[-1]["title"]
        own, suggested = (tuple(row[name] for row in mine) for name in ("own", "suggested"))
        found.append(Habit(signal, title, own, suggested, above, below, len(gaps) - above - below, _words(title, gaps)))
    return found


def _words(title: str, gaps: Sequence[int]) -> str:
    name, count = title.lower(), len(gaps)
    if count < ENOUGH:
        return f"Too few sessions to say how you judge your {name}."
    for side, word in ((1, "above"), (-1, "below")):
        off = [gap * side for gap in gaps if gap * side > 0]
        if 2 * len(off) > count:
            far = "a level" if max(off) == 1 else "a level or more"
            return f"You rate your {name} {far} {word} the evidence in {len(off)} of {count} sessions."
    fits, above, below = gaps.count(0), sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    if 2 * fits > count:
        return f"Your view of your {name} fits the evidence in {fits} of {count} sessions."
    return f"Your view of your {name} is above the evidence in {above} of {count} sessions, below it in {below}."


def patterns(offers: Iterable[Offer], bests: Iterable[Best]) -> list[Pattern]:
    """How each pattern goes, the weakest first, over all that has a score."""
    known: Mapping[tuple[str, str], str] = {(offer.kind, offer.item): offer.pattern for offer in offers}
    scores: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for best in bests:
        pattern = known.get((best.kind, best.item.split("/")[0]))
        if pattern is not None and best.mean is not None:
            scores[pattern].append((best.count, best.mean))
    found = [
        Pattern(pattern, total, sum(count * mean for count, mean in rows) / total)
        for pattern, rows in scores.items()
        if (total := sum(count for count, _ in rows))
    ]
    return sorted(found, key=lambda one: (one.mean, one.pattern))


def counts(record: Record) -> dict[str, int]:
    """How many sessions there are, and how many of them are finished."""
    row = record.rows("SELECT count(*) AS sessions, coalesce(sum(finished), 0) AS finished FROM sessions", ())[0]
    return {"sessions": row["sessions"], "finished": row["finished"]}


def spent(bests: Iterable[Best]) -> dict[str, tuple[int, float]]:
    """By kind of exercise: how many attempts, and how many seconds in all."""
    found: dict[str, tuple[int, float]] = {}
    for best in bests:
        count, seconds = found.get(best.kind, (0, 0.0))
        found[best.kind] = (count + best.count, seconds + best.spent)
    return found
