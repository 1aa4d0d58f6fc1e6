"""`mockml history` by filters, and `mockml delete`."""

from __future__ import annotations

import json

import pytest

from mockml.record.database import Record
from tests.conftest import Command
from tests.e2e.test_pty import Bare

PLAN = [("clarify", 300.0)]
DAY = 86_400.0


@pytest.fixture
def sessions() -> None:
    """Three sessions on three days; the second has a decision."""
    with Record.open() as record:
        for i, problem in enumerate(("kmeans", "tfidf", "kmeans")):
            record.create_session(
                problem=problem, seed=i, rubric="four-signal", file=f"/w/{i}.py", plan=PLAN, at=1_700_000_000 + i * DAY
            )
        record.set_result(2, "strong hire", 1.0)


def listed(mockml: Command, *words: str) -> list[int]:
    """The numbers of the sessions that are listed."""
    return [row["session"] for row in json.loads(mockml("history", *words, "--json").stdout)["data"]]


@pytest.mark.usefixtures("sessions")
def test_history_can_be_narrowed(mockml: Command) -> None:
    """By problem, day, decision, and by what can be gone on with; together they all hold."""
    assert listed(mockml) == [3, 2, 1]
    assert listed(mockml, "--problem", "kmeans") == [3, 1]
    assert listed(mockml, "--decision", "strong hire") == [2]
    assert listed(mockml, "--since", "2023-11-16") == [3]
    assert listed(mockml, "--problem", "kmeans", "--since", "2023-11-16") == [3]
    assert listed(mockml, "--unfinished") == [3, 2, 1]
    assert mockml("history", "--since", "yesterday").returncode == 2


@pytest.mark.usefixtures("sessions")
def test_a_session_can_be_deleted(mockml: Command) -> None:
    """It asks first; a script says --yes; what is gone is gone, and the others stay."""
    refused = mockml("delete", "2")
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert mockml("delete", "2", "--yes").returncode == 0
    assert listed(mockml) == [3, 1]
    assert mockml("delete", "2", "--yes").returncode == 3
    assert mockml("report", "2").returncode == 3


@pytest.mark.usefixtures("sessions")
def test_at_a_terminal_yes_has_to_be_typed(mockml: Command) -> None:
    """Anything but yes deletes nothing."""
    for answer, left in (("no\n", [3, 2, 1]), ("yes\n", [3, 2])):
        bare = Bare("delete", "1")
        bare.read_until("Type yes: ")
        bare.type(answer)
        bare.rest()
        bare.process.wait(30)
        assert listed(mockml) == left
