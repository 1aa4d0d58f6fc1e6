"""Exercises that are not over: kept until they are attempts, and found again by what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.errors import RecordProblem
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice
from mockml.record.unfinished import Bench

FILE = Path("/w/kmeans_assign.py")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """An empty record."""
    return Record.open(tmp_path / "record.sqlite3")


def test_what_is_kept_is_found_again(record: Record, tmp_path: Path) -> None:
    """Time used, state, seed and file are there for the next process, however the first one ended."""
    bench = Bench(record)
    row = bench.begin("drill", "kmeans-assign", 2**32 - 1, FILE, 480.0, 1000.0)
    bench.keep(row.id, 12.5, {"hints": 1, "notes": ["a \ud800"]}, 1010.0)
    bench.beat(row.id, 14.0, 1012.0)
    other = Record.open(tmp_path / "record.sqlite3")
    found = Bench(other).latest("drill")
    assert found is not None
    assert (found.item, found.seed, found.file, found.allowed) == ("kmeans-assign", 2**32 - 1, str(FILE), 480.0)
    assert (found.used, found.last_seen, found.data["hints"]) == (14.0, 1012.0, 1)
    assert found.uuid == row.uuid


def test_the_latest_of_a_kind_or_an_item(record: Record) -> None:
    """What was seen last is gone on with; a hunt is found by its problem, which is no beginning of another's name."""
    bench = Bench(record)
    first = bench.begin("hunt", "kmeans/aliased-centroids", 1, FILE, 600.0, 1000.0)
    bench.begin("hunt", "kmeans-assign/any", 1, FILE, 600.0, 1001.0)
    last = bench.begin("drill", "kmeans", 1, FILE, 600.0, 1002.0)
    found = [bench.latest(kind, item) for kind, item in (("hunt", "kmeans"), ("drill", None), ("drill", "tfidf"))]  # type: ignore[arg-type]
    assert [None if row is None else row.id for row in found] == [first.id, last.id, None]


def test_the_end_is_one_step(record: Record) -> None:
    """A finished exercise is an attempt of the same uuid and no longer unfinished; one that was none leaves nothing."""
    bench, practice = Bench(record), Practice(record)
    for counts in (True, False):
        row = bench.begin("drill", "kmeans-assign", 1, FILE, 480.0, 1000.0)
        attempt = Attempt("drill", "kmeans-assign", 1100.0, "good", uuid=row.uuid)
        bench.finish(row.id, attempt if counts else None)
        assert bench.latest("drill") is None
        with pytest.raises(RecordProblem, match="is over"):
            bench.get(row.id)
    assert len(practice.attempts("drill")) == 1
