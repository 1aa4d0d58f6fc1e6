"""`mockml start` without a problem offers one: never practised first, then due, then any."""

from __future__ import annotations

import random
from datetime import date

from mockml.bank.library import Bank
from mockml.practice.offering import offers
from mockml.practice.schedule import fold
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from tests.conftest import Command
from tests.e2e.test_pty import Bare

DAY = 86_400.0
START = 1_700_000_000.0


def sat(item: str, day: float, rating: str = "good") -> Attempt:
    """An interview on some day."""
    return Attempt(kind="interview", item=item, at=START + day * DAY, seconds=2700.0, rating=rating)  # type: ignore[arg-type]


def test_the_order_of_offers() -> None:
    """What was never sat comes first, easy before hard; then what is due, the longest first; then the rest."""
    cards = Bank().cards()
    attempts = [sat(card.id, 0.0) for card in cards[:3]] + [
        sat(cards[0].id, 29.0, "easy"),
        sat(cards[1].id, 1.0, "again"),
    ]
    today = date.fromtimestamp(START + 30 * DAY)
    found = list(offers(cards, fold(attempts), today, random.Random(1)))
    assert sorted(name for name, _ in found) == sorted(card.id for card in cards)
    new = [name for name, why in found if why == "never practised"]
    assert set(new) == {card.id for card in cards[3:]}
    assert [name for name, _ in found[: len(new)]] == new
    hard = [next(card.difficulty for card in cards if card.id == name) for name in new]
    assert hard == sorted(hard, key=("easy", "medium", "hard").index)
    assert {name for name, _ in found[len(new) :]} == {card.id for card in cards[:3]}
    assert found[-1][0] == cards[0].id, "sat yesterday, so it comes last"


def test_a_script_takes_the_first_offer(mockml: Command) -> None:
    """Without a terminal the offer is taken, and said; the filters hold."""
    done = mockml("start", "--pattern", "clustering", stdin="")
    assert done.returncode == 0
    assert "kmeans" in done.stderr
    with Record.open() as record:
        assert record.session(1).problem == "kmeans"


def test_at_a_terminal_one_may_choose() -> None:
    """N asks for another, a name takes that one."""
    bare = Bare("start", "--plain")
    bare.read_until("Enter takes it")
    bare.type("n\n")
    bare.read_until("Enter takes it", "never practised\r\nEnter takes it, n offers another, or name one: n\r\nmockml:")
    bare.type("tfidf\n")
    bare.read_until("your file is tfidf.py")
    bare.type("/quit\n")
    bare.rest()
    assert bare.process.wait(30) == 0


def test_filters_that_fit_nothing_are_said(mockml: Command) -> None:
    """An unknown pattern or difficulty, or both with a named problem, gives one line and the exit code."""
    assert mockml("start", "--pattern", "clusterin").returncode == 3
    assert "did you mean clustering" in mockml("start", "--pattern", "clusterin").stderr
    assert mockml("start", "--difficulty", "eas").returncode == 2
    assert mockml("start", "kmeans", "--difficulty", "easy").returncode == 2
