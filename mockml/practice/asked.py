"""One question as it is put: its time, its parts, and the lines in which all of it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mockml.bank.questions import TOLD, Question

TYPING = 2.0  # a story is typed in so many times the minutes in which it is told


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph to show: `head` stands before its first line, and the others are indented as far."""

    text: str = ""
    head: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What is answered in one go: a whole answer (no name), a part of a story, or a dig."""

    name: str = ""
    prompt: str = ""
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with how it is asked, and what was told in answer to it before, by part."""

    question: Question
    kind: str
    aloud: bool = False
    minutes: float | None = None
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def limit(self) -> float:
        """The seconds there are for it; those of a story are for the story, not for the digs."""
        if self.minutes is not None:
            return 60 * self.minutes
        return 60 * self.question.minutes * (TYPING if self.story and not self.aloud else 1.0)

    @property
    def story(self) -> bool:
        """Whether it is answered with a story of one's own."""
        return self.kind in TOLD

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is answered in turn. Aloud, a story is told in one go."""
        if not self.story:
            return (Part(),)
        digs = tuple(Part(dig, dig, timed=False) for dig in self.question.digs)
        return ((Part(),) if self.aloud else parts_of(self.question)) + digs


def parts_of(question: Question) -> tuple[Part, ...]:
    """The parts of a story; `Result: a number beside a baseline` is kept under the name Result."""
    return tuple(Part(text.split(":")[0], text) for text in question.structure)


def put(asked: Asked, number: int, count: int) -> list[Said]:
    """The question as it is first shown."""
    of = f"Question {number} of {count}: " if count > 1 else ""
    question = asked.question
    head = Said(f"{of}{question.title} ({asked.kind}, {clock_text(asked.limit)})")
    return [head, Said(), Said(question.ask), Said(), *_how(asked)]


def _how(asked: Asked) -> list[Said]:
    if not asked.aloud and asked.story:
        return [Said("Your story, part by part. An empty line ends a part; /skip leaves the question out.")]
    if not asked.aloud:
        return [Said("Type your answer in as many lines as you like; an empty line ends it. /help shows the rest.")]
    heads = [Said(text, "  - ") for text in asked.question.structure]
    return [*heads, Said("Say it to the room, as you would in the interview. Enter when you are done.")]


def put_part(asked: Asked, index: int) -> list[Said]:
    """One part of a story, with what was told last time."""
    part = asked.parts[index]
    if not part.name:
        return []
    of = [one for one in asked.parts if one.timed == part.timed]
    head = f"{'Part' if part.timed else 'Dig'} {of.index(part) + 1} of {len(of)}: "
    before = asked.told.get(part.name)
    lines = [Said(), Said(part.prompt, head)]
    if before:
        lines += [Said("Last time:"), *quoted(before), Said("Enter keeps it; or tell it anew.")]
    return lines


def quoted(text: str) -> list[Said]:
    """What a candidate wrote."""
    return [Said(line, "  | ") for line in text.splitlines()]


def put_points(question: Question, ticked: Iterable[str], *, guessed: bool) -> list[Said]:
    """The points with their ticks."""
    how = "My first guess at the points you made:" if guessed else "Which of these points did you make?"
    chosen = set(ticked)
    rows = [
        Said(point.says, f"[{'x' if point.id in chosen else ' '}] {number} ")
        for number, point in enumerate(question.points, 1)
    ]
    return [Said(), Said(how), *rows, Said("Enter accepts it; numbers tick and untick, as in: 2 5")]


def put_model(question: Question) -> list[Said]:
    """What there is to learn from the question."""
    texts = (
        ("A good answer:", question.answer),
        ("What they look for:", question.looks_for),
        ("The usual mistake:", question.mistake),
    )
    return [Said(), *(said for head, text in texts for said in (Said(head), Said(text, "  "), Said()))]


def clock_text(seconds: float) -> str:
    """Seconds as minutes: `2:05`."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
