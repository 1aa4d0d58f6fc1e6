"""What one said beside what a strong answer says: the outline's steps and the follow-ups' points, for one to tick.

A first guess by words is offered and never counts by itself: what stands in the record is what the candidate ticked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mockml.bank.spec import Problem
from mockml.record.events import Event
from mockml.record.phases import OUTLINE
from mockml.words import touched


@dataclass(frozen=True, slots=True)
class Checklist:
    """The points of one thing that was said. `about` is "outline" or "follow-up:ID"; `guessed` are places in points."""

    about: str
    heading: str
    said: tuple[str, ...]
    points: tuple[str, ...]

    @property
    def guessed(self) -> tuple[int, ...]:
        """The places of the points that seem to have been made."""
        return tuple(touched(self.points, self.said))


def pending(problem: Problem, events: Sequence[Event]) -> Checklist | None:
    """The first checklist that is still to be ticked; what nothing was said about needs none."""
    done = {str(event.data["about"]) for event in events if event.kind == "ticked"}
    return next((one for one in _all(problem, events) if one.said and one.about not in done), None)


def _all(problem: Problem, events: Sequence[Event]) -> list[Checklist]:
    notes = [event for event in events if event.kind == "noted"]
    planned = tuple(str(note.data["text"]) for note in notes if note.data.get("phase") == OUTLINE)
    found = (
        [Checklist("outline", "YOUR OUTLINE", planned, _clean(problem.body.outline))] if problem.body.outline else []
    )
    for follow_up in problem.body.follow_ups:
        about = f"follow-up:{follow_up.id}"
        said = tuple(str(note.data["text"]) for note in notes if note.data.get("about") == about)
        found.append(Checklist(about, follow_up.ask.strip(), said, _clean(follow_up.listen_for)))
    return found


def _clean(points: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(point.split()) for point in points)


def question(checklist: Checklist) -> str:
    """What is shown before one ticks."""
    guessed = checklist.guessed
    what = "outline has these steps" if checklist.about == "outline" else "answer makes these points"
    lines = [checklist.heading, "", "You said:", *(f"  {text}" for text in checklist.said), ""]
    lines += [f"A strong {what}:"]
    lines += [f"  [{'x' if i in guessed else ' '}] {i + 1}  {point}" for i, point in enumerate(checklist.points)]
    marked = "y if the x are right, or the" if guessed else "The"
    return "\n".join([*lines, "", f"Which are in yours? {marked} numbers of those that are, 0 for none."])


def chosen(text: str, checklist: Checklist) -> tuple[int, ...] | None:
    """The places that `text` ticks: numbers, 0 or "none", "y" for the guess; None where it makes no sense."""
    words = text.lower().replace(",", " ").rstrip(".").split()
    if words in (["0"], ["none"], ["n"], ["no"]):
        return ()
    if words in (["y"], ["yes"], ["ok"]) and checklist.guessed:
        return checklist.guessed
    numbers = {int(word) for word in words if word.isdecimal() and len(word) < 4}
    if not words or len(numbers) != len(set(words)) or not numbers <= set(range(1, len(checklist.points) + 1)):
        return None
    return tuple(sorted(number - 1 for number in numbers))
