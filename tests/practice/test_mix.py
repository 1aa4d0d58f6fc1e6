"""What to do next: it fits, it says why, and it is what a good teacher would choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.practice.catalogue import Offer, catalogue
from mockml.practice.mix import Suggestion, shortest, suggest
from mockml.practice.schedule import Card, Key, fold
from mockml.record.attempts import RATINGS, Attempt, Exercise, Rating

TODAY = date(2026, 11, 5)
PROBLEMS = ("kmeans", "tfidf", "tree")
OFFERS = (
    *(Offer("drill", f"{one}-part", f"{one} part", one, 8, f"drill {one}-part", one) for one in PROBLEMS),
    *(Offer("drill", one, one, one, 15, f"drill {one}") for one in PROBLEMS),
    *(Offer("hunt", one, f"{one} bug", one, 8, f"hunt {one}", one) for one in PROBLEMS),
    *(Offer("quiz", f"q-{one}", f"about {one}", "depth", 5, f"quiz {one}") for one in PROBLEMS),
    *(Offer("interview", one, one, one, 45, f"start {one}") for one in PROBLEMS),
)


def did(kind: Exercise, item: str, ago: int, rating: Rating = "good", **more: Any) -> Attempt:
    """An attempt some days ago."""
    day = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - timedelta(ago)
    return Attempt(kind, item, day.timestamp(), rating, **more)


def cards(*attempts: Attempt) -> dict[Key, Card]:
    """Where items stand after these attempts."""
    return fold(attempts, UTC)


def asked(minutes: float, *attempts: Attempt, **more: Any) -> list[Suggestion]:
    """What is suggested today after these attempts."""
    return suggest(OFFERS, cards(*attempts), TODAY, minutes, **more)


def reasons(found: Iterable[Suggestion]) -> dict[str, str]:
    """Why each command is suggested."""
    return {one.command: one.reason for one in found}


ATTEMPTS = st.lists(
    st.builds(
        lambda place, ago, rating: did(OFFERS[place].kind, OFFERS[place].item, ago, rating),
        st.integers(0, len(OFFERS) - 1),
        st.integers(0, 90),
        st.sampled_from(RATINGS),
    ),
    max_size=30,
)


@settings(max_examples=150)
@given(ATTEMPTS, st.integers(1, 180))
def test_it_fits_and_says_why(attempts: list[Attempt], minutes: int) -> None:
    """Whatever was practised, the suggestions fit into the minutes, name each thing once, and each has its reason."""
    found = asked(minutes, *attempts)
    assert sum(one.minutes for one in found) <= minutes
    assert len({one.command for one in found}) == len(found)
    assert all(one.reason and one.command for one in found)
    assert sum(one.kind == "interview" for one in found) <= (1 if minutes >= 45 else 0)
    assert asked(minutes, *attempts) == found


def test_a_beginner_starts_with_something_new() -> None:
    """Without any practice there are new things of several kinds, no hunts that would give problems away."""
    found = asked(30)
    assert {one.reason for one in found} == {"never practised"}
    assert {one.kind for one in found} == {"drill", "quiz"}
    assert all("drill kmeans" not in one.command or "part" in one.command for one in found)


def test_a_hunt_comes_after_its_problem() -> None:
    """A hunt shows a solution, so it is offered for problems that were tried."""
    assert "hunt kmeans" not in reasons(asked(200, interview=False))
    assert "hunt kmeans" in reasons(asked(200, did("interview", "kmeans", 0), interview=False))


def test_what_failed_comes_first_with_its_figures() -> None:
    """A failed drill is named with how many cases failed, and when; then what is due, with its days."""
    found = asked(
        30,
        did("drill", "tfidf-part", 2, "again", data={"cases": 15, "failed": 3}),
        did("quiz", "q-tree", 4, "good"),
        did("quiz", "q-kmeans", 1, "easy"),
    )
    assert [one.why for one in found][:2] == ["failed", "due"]
    assert found[0].reason == "you failed 3 of 15 cases on Nov 3"
    assert reasons(found)["quiz tree"] == "due 2 days ago"
    assert "quiz kmeans" not in reasons(found)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (did("quiz", "q-tree", 2, "again", data={"points": 6, "made": 2}), "you made 2 of 6 points on Nov 3"),
        (did("quiz", "q-tree", 320, "again"), "it did not work out on Dec 20, 2025"),
        (did("drill", "tree-part", 1, "again", score=0.4), "you got 40% on Nov 4"),
        (did("drill", "tree-part", 1, "hard"), "due today"),
        (did("drill", "tree-part", 2, "hard"), "due 1 day ago"),
    ],
)
def test_reasons_in_words(attempt: Attempt, words: str) -> None:
    """Each reason is a short phrase with days and figures that the record has."""
    assert words in reasons(asked(10, attempt)).values()


def test_pieces_of_a_failed_problem() -> None:
    """After a failed interview its pieces are drilled before other new things, and the reason names the interview."""
    found = asked(9, did("interview", "tree", 0, "again", data={"cases": 20, "failed": 9}))
    assert reasons(found) == {"drill tree-part": "a piece of tree, where you failed 9 of 20 cases on Nov 5"}


def test_a_hunt_is_due_when_one_of_its_bugs_is() -> None:
    """Bugs have days of their own; a problem's hunt is due with the first of them."""
    found = asked(
        9, did("hunt", "kmeans/one", 0, "easy"), did("hunt", "kmeans/two", 5, "again"), did("interview", "kmeans", 0)
    )
    assert reasons(found) == {"hunt kmeans": "you did not fix the bug on Oct 31"}


def test_interviews_take_their_time() -> None:
    """Below 45 minutes there is none, from then on one, and a day's rest in between."""
    assert all(one.kind != "interview" for one in asked(44))
    assert asked(45)[0].command == "start kmeans"
    assert [one.kind for one in asked(60)].count("interview") == 1
    assert all(one.kind != "interview" for one in asked(60, did("interview", "tree", 1)))
    assert asked(60, did("interview", "kmeans", 2))[0].command == "start tfidf"


def test_the_next_interview_is_on_what_failed_or_on_something_unseen() -> None:
    """A failed problem is sat again, but not twice running; else a new one; only then one that went well."""
    failed = did("interview", "tree", 9, "again")
    well = did("interview", "kmeans", 5)
    assert asked(45, failed, well)[0].command == "start tree"
    assert asked(45, did("interview", "tree", 5, "again"))[0].command == "start kmeans"
    assert asked(45, well)[0].command == "start tfidf"
    everything = [did("interview", one, 30 + number) for number, one in enumerate(PROBLEMS)]
    assert asked(45, *everything)[0].why == "due"


def test_kinds_take_turns() -> None:
    """Of many due questions and one due drill, the drill is not left for last."""
    many = [did("quiz", f"q-{one}", 9) for one in PROBLEMS]
    found = asked(22, *many, did("drill", "tree-part", 9))
    assert {one.kind for one in found[:2]} == {"drill", "quiz"}


def test_something_new_among_what_is_due() -> None:
    """Every third is new, until more is due than two sittings hold."""
    due = [did("quiz", f"q-{one}", 9) for one in PROBLEMS]
    assert [one.why for one in asked(40, *due, interview=False)][:3] == ["due", "due", "new"]
    behind = [*due, *(did("drill", one, 9) for one in PROBLEMS)]
    assert {one.why for one in asked(25, *behind)} == {"due"}


def test_when_all_is_done_what_comes_next_is_brought_forward() -> None:
    """With nothing due and nothing new, the next ones due are offered, but nothing of the last week."""
    done = [did(offer.kind, offer.item, 8, "easy") for offer in OFFERS]
    done += [did(offer.kind, offer.item, 8, "easy") for offer in OFFERS]
    found = asked(30, *done)
    assert {one.why for one in found} <= {"ahead", "due"}
    fresh = [did(offer.kind, offer.item, 0, "easy") for offer in OFFERS]
    assert asked(30, *fresh) == []


def test_one_problem_once_a_sitting() -> None:
    """A hunt, a drill and an interview on one problem would give each other away, so one of them is enough."""
    due = [did(kind, "tree", 20) for kind in ("drill", "hunt", "interview")]
    everything = [did("interview", one, 9) for one in ("kmeans", "tfidf")]
    for minutes in (60, 180):
        items = [one.item for one in asked(minutes, *due, *everything)]
        assert "tree" in items
        assert len(set(items)) == len(items)


def test_two_minutes_are_too_few() -> None:
    """Where nothing fits, nothing is suggested, and the shortest is known."""
    assert asked(2) == []
    assert shortest(OFFERS) == 5
    assert shortest(()) is None


def test_the_bank_offers_everything_with_its_command() -> None:
    """Each problem can be sat, drilled and hunted, each part drilled, each question asked; easy ones first."""
    bank = Bank()
    found = catalogue(bank)
    items: dict[str, list[str]] = {}
    for offer in found:
        items.setdefault(offer.kind, []).append(offer.item)
    assert sorted(items["interview"]) == sorted(items["hunt"]) == bank.problem_ids()
    assert sorted(items["drill"]) == sorted(bank.problem_ids() + bank.part_ids())
    assert items.get("quiz", []) == [card.id for card in bank.question_cards()]
    commands = {offer.command for offer in found}
    assert {"mockml drill kmeans-assign", "mockml hunt kmeans", "mockml start kmeans"} <= commands
    levels = {card.id: ("easy", "medium", "hard").index(card.difficulty) for card in bank.cards()}
    assert [levels[item] for item in items["interview"]] == sorted(levels.values())
