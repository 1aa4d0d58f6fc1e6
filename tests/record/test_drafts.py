"""Drafts: a quiz under way, line by line, in real SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.errors import RecordProblem, SessionBusy
from mockml.record.database import Record
from mockml.record.drafts import DraftLine, Drafts
from mockml.record.locks import claim

PLAN = {"questions": ["drift"], "aloud": False, "minutes": None}


def test_lines_come_back_in_their_order(tmp_path: Path) -> None:
    """Each draft has its own lines, whatever is in them, also after the record was closed."""
    texts = ["one", "", "  two\u2028 \U0001f600", "\udcff", "x" * 100_000]
    with Record.open(tmp_path / "r.sqlite3") as record:
        first, second = (Drafts(record).begin(PLAN, 10.0) for _ in range(2))
        for number, text in enumerate(texts):
            Drafts(record).add_line(first, DraftLine(100.0 + number, float(number), text))
            Drafts(record).add_line(second, DraftLine(1.0, 1.0, "another"))
    with Record.open(tmp_path / "r.sqlite3") as record:
        newest, oldest = Drafts(record).newest_first()
        assert (oldest.uuid, dict(oldest.plan), oldest.clock) == (first.uuid, PLAN, 4.0)
        lines = Drafts(record).lines(oldest)
        assert [line.text for line in lines] == texts
        assert [(line.at, line.clock) for line in lines] == [(100.0 + n, float(n)) for n in range(5)]
        assert len(Drafts(record).lines(newest)) == 5


def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    """Signs of life carry the clock on, and a late one does not turn it back."""
    with Record.open(tmp_path / "r.sqlite3") as record:
        drafts = Drafts(record)
        draft = drafts.begin(PLAN, 10.0)
        for clock in (2.0, 7.5, 4.0):
            drafts.beat(draft, clock)
        assert drafts.newest_first()[0].clock == 7.5


def test_a_draft_that_is_over_is_gone_with_its_lines(tmp_path: Path) -> None:
    """Dropping a draft leaves nothing of it and all of the others; a line for it is refused from then on."""
    with Record.open(tmp_path / "r.sqlite3") as record:
        drafts = Drafts(record)
        gone, stays = drafts.begin(PLAN, 1.0), drafts.begin(PLAN, 2.0)
        for draft in (gone, stays):
            drafts.add_line(draft, DraftLine(1.0, 1.0, "text"))
        drafts.drop(gone)
        assert [draft.uuid for draft in drafts.newest_first()] == [stays.uuid]
        assert record.rows("SELECT draft FROM draft_lines", ())[0]["draft"] == stays.id
        with pytest.raises(RecordProblem):
            drafts.add_line(gone, DraftLine(1.0, 1.0, "late"))
        assert drafts.begin(PLAN, 3.0).id not in (gone.id, stays.id)


def test_a_quiz_and_a_session_of_one_number_do_not_exclude_each_other(tmp_path: Path) -> None:
    """Quiz 1 can be sat while session 1 is open; a second terminal with the same quiz is told so."""
    said = "quiz 1 is open in another terminal"
    with claim(1, tmp_path), claim(1, tmp_path, "quiz"), pytest.raises(SessionBusy, match=said):
        claim(1, tmp_path, "quiz").__enter__()
