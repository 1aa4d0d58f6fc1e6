"""The solution file as it grew: each saved version, and what it changed of the one before."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mockml.interview.plan import clock_text
from mockml.record.events import Event
from mockml.report.clean import clean

CONTEXT = 3
MOST_ROWS = 20_000  # over all versions; beyond it, what did not change is folded, then the oldest changes are left out
MOST_COMPARED = 4_000  # changed lines of a version; beyond it, they count as replaced as a whole

Change = Literal["same", "added", "removed", "gap"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a version beside the one before; `old` and `new` are its numbers there. A gap stands for many."""

    change: Change
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """The file as it was saved once. `rows` is the whole file with what was removed; empty where there is too much."""

    number: int
    seconds: float
    clock: str
    text: str
    lines: int
    added: int
    removed: int
    handed_in: bool
    rows: tuple[Row, ...]


def versions_of(events: Sequence[Event]) -> tuple[Version, ...]:
    """Every version that the session's events hold, in order."""
    handed_in = next((str(e.data.get("sha")) for e in events if e.kind == "submitted"), "")
    saved = [e for e in events if e.kind == "saved"]
    last = max((i for i, e in enumerate(saved) if e.data.get("sha") == handed_in), default=None)
    found, before = [], ""
    for place, event in enumerate(saved):
        text = clean(str(event.data.get("text", "")))
        found.append(_version(place + 1, event.clock, before, text, place == last))
        before = text
    return _bounded(found)


def _version(number: int, clock: float, before: str, text: str, handed_in: bool) -> Version:
    rows = tuple(compare(before.splitlines(), text.splitlines()))
    added, removed = (sum(row.change == change for row in rows) for change in ("added", "removed"))
    return Version(
        number, clock, clock_text(clock), text, len(text.splitlines()), added, removed, handed_in and bool(text), rows
    )


def compare(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """The new lines in order, with the removed ones before what took their place."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    here, there = old[start : len(old) - end], new[start : len(new) - end]
    blocks = [("replace", 0, len(here), 0, len(there))]
    if len(here) + len(there) <= MOST_COMPARED:
        blocks = list(difflib.SequenceMatcher(None, here, there).get_opcodes())
    rows = [Row("same", i + 1, i + 1, new[i]) for i in range(start)]
    for tag, a, b, c, d in blocks:
        if tag == "equal":
            rows += [Row("same", start + a + i + 1, start + c + i + 1, there[c + i]) for i in range(d - c)]
        else:
            rows += [Row("removed", start + i + 1, None, here[i]) for i in range(a, b)]
            rows += [Row("added", None, start + i + 1, there[i]) for i in range(c, d)]
    tail = ((len(old) - end + i, len(new) - end + i) for i in range(end))
    return rows + [Row("same", i + 1, k + 1, new[k]) for i, k in tail]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def fold(rows: Sequence[Row]) -> list[Row]:
    """The changes with a few lines around them; a gap says how many lines are left out."""
    near = {k for i, row in enumerate(rows) if row.change != "same" for k in range(i - CONTEXT, i + CONTEXT + 1)}
    kept: list[Row] = []
    skipped = 0
    for place, row in enumerate(rows):
        if place in near:
            kept += [_gap(skipped)] if skipped else []
            kept.append(row)
            skipped = 0
        else:
            skipped += 1
    return kept + ([_gap(skipped)] if skipped else [])


def _gap(count: int) -> Row:
    return Row("gap", None, None, f"{count} unchanged line{'' if count == 1 else 's'}")


def _bounded(found: Sequence[Version]) -> tuple[Version, ...]:
    """The versions with no more rows in all than a page can bear; the last one stays whole."""
    if sum(len(version.rows) for version in found) <= MOST_ROWS:
        return tuple(found)
    left, kept = MOST_ROWS, [found[-1]]
    for version in reversed(found[:-1]):
        rows = tuple(fold(version.rows))
        left -= len(rows)
        kept.append(replace(version, rows=rows if left >= 0 else ()))
    return tuple(reversed(kept))


def unified(version: Version) -> str:
    """What a version changed, as a unified diff without its heads; '' where it is not kept."""
    signs = {"same": " ", "added": "+", "removed": "-"}
    return "\n".join(
        f"@@ {row.text} @@" if row.change == "gap" else signs[row.change] + row.text
        for row in (version.rows if any(r.change == "gap" for r in version.rows) else fold(version.rows))
    )
