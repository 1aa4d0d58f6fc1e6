"""What `mockml quiz --list` and `--stories` print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mockml.bank.library import Bank
from mockml.bank.question_index import QuestionCard
from mockml.bank.questions import TOLD, Question
from mockml.cli.output import Result, columns, text_width
from mockml.practice import reasons
from mockml.practice.asked import parts_of
from mockml.practice.schedule import Card, Key
from mockml.record.practice import Practice, Story
from mockml.report.layout import block, fill


def listed(cards: Sequence[QuestionCard], practised: Mapping[Key, Card], today: date) -> Result:
    """The questions as a table, with how each went last and when it is due."""
    rows = [("QUESTION", "KIND", "MIN", "LAST", "DUE")]
    data = []
    for card in cards:
        seen = practised.get(("quiz", card.id))
        last, due = (seen.last.rating, seen.due) if seen else (None, None)
        data.append({**_row(card), "last": last, "due": due.isoformat() if due else None})
        when = "-" if due is None else "today" if due <= today else reasons.named(due, today)
        rows.append((card.id, card.kind, f"{card.minutes:g}", last or "-", when))
    return Result(data, f"{columns(rows)}\n\n{len(cards)} questions. Next: mockml quiz {cards[0].id}")


def _row(card: QuestionCard) -> dict[str, Any]:
    return {"id": card.id, "kind": card.kind, "title": card.title, "topics": card.topics, "minutes": card.minutes}


def told(bank: Bank, cards: Sequence[QuestionCard], practice: Practice, name: str | None) -> Result:
    """One's own stories: which there are, or one of them whole, with its digs answered."""
    stories = practice.stories(name)
    if name is None:
        return _stories(cards, stories)
    kind = next(card.kind for card in cards if card.id == name)
    question = next(one for one in bank.questions_of(kind) if one.id == name)
    if kind not in TOLD:
        return Result([], f"{question.title} is answered without a story. Next: mockml quiz {name}")
    if not stories:
        return Result([], f"Nothing is told yet on: {question.title}. Next: mockml quiz {name}")
    parts = _in_order(question, stories)
    data = [{"part": part, "text": text} for part, text in parts]
    lines = [question.title]
    for part, text in parts:
        lines += ["", *fill(part, text_width()), *block(text or "-", text_width(), "  ")]
    return Result(data, "\n".join([*lines, "", f"To rehearse it: mockml quiz {name} --aloud"]))


def _in_order(question: Question, stories: Sequence[Story]) -> list[tuple[str, str]]:
    """The parts as they are asked, also those not told; then what was told to parts that are no longer asked."""
    texts = {story.part: story.text for story in stories}
    asked = [part.name for part in parts_of(question)] + list(question.digs)
    return [(part, texts.get(part, "")) for part in asked] + [one for one in texts.items() if one[0] not in asked]


def _stories(cards: Sequence[QuestionCard], stories: Sequence[Story]) -> Result:
    titles = {card.id: card.title for card in cards}
    names = list(dict.fromkeys(story.question for story in stories))
    counts = {name: sum(story.question == name for story in stories) for name in names}
    data = [{"question": name, "title": titles.get(name), "parts": counts[name]} for name in names]
    if not names:
        return Result(data, "No stories yet. Next: mockml quiz --kind project")
    rows = [("QUESTION", "TITLE", "PARTS")]
    rows += [(name, titles.get(name, "(no longer asked)"), str(counts[name])) for name in names]
    return Result(data, f"{columns(rows)}\n\nNext: mockml quiz --stories {names[0]}")
