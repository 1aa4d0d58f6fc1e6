"""Bug hunts: a problem's reference with a bug of it, in a colleague's style, and what is said of the fix."""

from __future__ import annotations

import ast
import contextlib
import difflib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from mockml.bank.bugs import apply_bug, bug_faults
from mockml.bank.restyle import plan
from mockml.bank.spec import Bug, Problem
from mockml.bank.syntax import python_fault
from mockml.errors import NotFound, UsageProblem, nearest
from mockml.practice.schedule import Card, Key
from mockml.practice.symptoms import symptom_of

SMALL_TIMES, SMALL_MORE = 3, 2  # a fix is small up to so many times the bug's own lines, and so many more


@dataclass(frozen=True, slots=True)
class Hunt:
    """One hunt: the broken text, the right one in the same style, and what a user would report."""

    bugs: tuple[Bug, ...]
    broken: str
    right: str
    symptoms: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def size(self) -> int:
        """The lines that the bug itself changes."""
        return changed_lines(self.right, self.broken)

    def look_at(self, text: str) -> Mapping[str, Any]:
        """How many lines a fix changes, next to the bug's own."""
        changed = changed_lines(self.broken, text)
        return {"changed": changed, "size": self.size, "rewritten": changed > SMALL_TIMES * self.size + SMALL_MORE}

    def afterwards(self, passed: bool, figures: Mapping[str, Any], notes: tuple[str, ...]) -> list[str]:
        """The fix, the bug by its name, where it was, and the lesson."""
        said = [_fix_text(figures)] if passed else []
        said += [f"You said: {'; '.join(notes)}"] if notes else []
        said.append("\n".join(["The lines it was about:", *self.difference()]))
        return said + [f"The bug: {bug.title}. {' '.join(bug.lesson.split())}" for bug in self.bugs]

    def difference(self) -> list[str]:
        """The bug's own lines, as they are and as they should be."""
        rows = difflib.unified_diff(self.broken.splitlines(), self.right.splitlines(), n=0, lineterm="")
        return [f"  {row[0]} {row[1:].strip()}" for row in list(rows)[2:] if not row.startswith("@@")]

    def hints(self) -> tuple[str, ...]:
        """Three hints, each giving more away: cases that fail, functions to look into, lines."""
        lines = [number for start, end in self._places() for number in range(start, end)]
        names = list(dict.fromkeys(_function_at(self.broken, number) for number in lines))
        rows = self.broken.splitlines()
        shown = "; ".join(f"line {number}: {rows[number - 1].strip()}" for number in lines)
        what = "; ".join(self.cases)
        return (f"Cases that fail: {what}.", f"Look into {' and '.join(names)}.", f"Look at {shown}")

    def _places(self) -> Iterator[tuple[int, int]]:
        """The lines of the broken text that the bug changed; the one before, where it took some out."""
        matcher = difflib.SequenceMatcher(None, self.broken.splitlines(), self.right.splitlines(), autojunk=False)
        for tag, start, end, _, _ in matcher.get_opcodes():
            if tag != "equal":
                yield (start + 1, end + 1) if end > start else (max(start, 1), max(start, 1) + 1)


def make_hunt(problem: Problem, names: Sequence[str], seed: int) -> Hunt:
    """A hunt for the bugs of these ids; the same style for the same seed."""
    bugs = tuple(find_bug(problem, name) for name in names)
    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    broken = reference
    for bug in bugs:
        if bug_faults(broken, bug):
            raise UsageProblem(f"these bugs of {problem.id} do not go together: {', '.join(names)}", "name one of them")
        broken = apply_bug(broken, bug)
    style = plan((reference, broken), problem.entries, _reached(problem), f"{problem.id} {' '.join(names)} {seed}")
    titles = {case.id: case.title for case in problem.cases}
    cases = dict.fromkeys(titles[name] for bug in bugs for name in bug.caught_by)
    symptoms = tuple(symptom_of(problem, bug) for bug in bugs)
    return Hunt(bugs, style.apply(broken), style.apply(reference), symptoms, tuple(cases))


def find_bug(problem: Problem, name: str) -> Bug:
    """A bug of a problem by its id. Raises NotFound."""
    for bug in problem.bugs:
        if bug.id == name:
            return bug
    raise NotFound(f"{problem.id} has no bug {name!r}", nearest(name, [bug.id for bug in problem.bugs]))


def choose_bugs(
    problem: Problem, cards: Mapping[Key, Card], today: date, rng: random.Random, *, hard: bool
) -> tuple[str, ...]:
    """What to hunt: what failed or is due, then what was never hunted, then what was hunted longest ago."""
    hunted = {card.item.split("/")[1]: card for card in cards.values() if card.kind == "hunt" and _of(card, problem)}
    known = pairs(problem) if hard else [(bug.id,) for bug in problem.bugs]
    if not known:
        raise UsageProblem(f"{problem.id} has no two bugs that go together", "leave out --hard")
    seen = {names: hunted["+".join(names)] for names in known if "+".join(names) in hunted}
    due = [names for names, card in seen.items() if card.overdue(today) >= 0]
    if due:
        return max(due, key=lambda names: (seen[names].last.rating == "again", seen[names].urgency(today)))
    fresh = [names for names in known if names not in seen]
    return rng.choice(fresh) if fresh else min(seen, key=lambda names: seen[names].last.at)


def _of(card: Card, problem: Problem) -> bool:
    return card.problem == problem.id and "/" in card.item


def pairs(problem: Problem) -> list[tuple[str, ...]]:
    """Bugs that go together: on lines of their own, and whichever comes first, the text is the same."""
    reference = (problem.folder / "reference.py").read_text(encoding="utf-8")
    return [(a.id, b.id) for a, b in combinations(problem.bugs, 2) if _apart(reference, a, b)]


def _apart(reference: str, a: Bug, b: Bug) -> bool:
    if _touched(reference, a) & _touched(reference, b):
        return False
    both, other = _edited(_edited(reference, a), b), _edited(_edited(reference, b), a)
    return both is not None and both == other and python_fault(both) is None


def _touched(reference: str, bug: Bug) -> set[int]:
    """The lines of the reference that a bug's edits are found on."""
    places = [(reference.find(edit.find), len(edit.find)) for edit in bug.edit]
    return {
        reference.count("\n", 0, place) + line
        for place, length in places
        if place >= 0
        for line in range(reference.count("\n", place, place + length) + 1)
    }


def _edited(text: str | None, bug: Bug) -> str | None:
    """A text with a bug's edits; None where one does not apply."""
    for edit in bug.edit:
        text = text.replace(edit.find, edit.replace) if text is not None and text.count(edit.find) == 1 else None
    return text


def _reached(problem: Problem) -> str:
    """All text by which somebody outside could know a name."""
    cases = (path.read_text(encoding="utf-8") for path in problem.modules() if path.stem != "reference")
    examples = " ".join(f"{one.given} {one.call}" for one in problem.body.examples)
    answers = " ".join(one.answer for one in problem.body.clarifications)
    return "\n".join((problem.body.prompt, problem.body.signature, examples, answers, *cases))


def changed_lines(before: str, after: str) -> int:
    """How many lines differ, beyond layout and comments."""
    left, right = _lines(before), _lines(after)
    codes = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return sum(max(end - start, last - first) for tag, start, end, first, last in codes if tag != "equal")


def _lines(text: str) -> list[str]:
    # Broken in the middle of a fix, its lines are compared as they are.
    with contextlib.suppress(SyntaxError, ValueError, RecursionError):
        text = ast.unparse(ast.parse(text))
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _function_at(text: str, line: int) -> str:
    found = "the top of the file"
    for node in ast.walk(ast.parse(text)):  # the outer ones come first
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.lineno <= line <= (node.end_lineno or 0):
            found = node.name
    return found


def _fix_text(figures: Mapping[str, Any]) -> str:
    changed, size = figures["changed"], figures["size"]
    lines = f"{changed} line{'' if changed == 1 else 's'} changed, where the bug took {size}"
    if figures["rewritten"]:
        return f"Fixed, but rewritten: {lines}. In a review, the smallest change that explains itself is the best."
    return f"A small fix: {lines}."
