"""What must hold between the parts of a problem; every fault becomes a finding at its place."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence

from mockml.bank.bugs import bug_faults
from mockml.bank.spec import Body, Bug, Card, CaseHead
from mockml.bank.strict import Reader
from mockml.bank.syntax import NotPython, parse_python, python_fault
from mockml.errors import nearest

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PROMPT_WORDS = (60, 150)
PART_PROMPT_WORDS = (25, 150)
INTERVIEW = ("clarifications", "outline", "interjections", "follow_ups")
MEMORY = (256, 65536)
MIN_ASKS = 6
SIGNATURE_COLUMNS = 60
HINTS = 3


def check_card(reader: Reader, card: Card, folder: str) -> None:
    """The card names its folder."""
    if card.id != folder:
        reader.find("id", f"expected {folder}, the folder's name, got {card.id}")
    if not KEBAB.fullmatch(card.id):
        reader.find("id", "an id is lower-case words joined by hyphens")


def check_body(reader: Reader, body: Body, cases: Sequence[CaseHead] | None, *, part: bool = False) -> None:
    """The body is whole, and agrees with the cases; where these cannot be read (None) nothing is said of them.

    A part drill says everything in its prompt: it has nothing to ask and no interview around it.
    """
    words, (fewest, most) = len(body.prompt.split()), PART_PROMPT_WORDS if part else PROMPT_WORDS
    if not fewest <= words <= most:
        reader.find("prompt", f"expected {fewest} to {most} words, got {words}")
    for name in INTERVIEW:
        if bool(getattr(body, name)) == part:
            reader.find(name if part else "", f"a part drill has no {name}" if part else f"the key '{name}' is missing")
    if body.memory is not None and not MEMORY[0] <= body.memory <= MEMORY[1]:
        reader.find("memory", f"expected {MEMORY[0]} to {MEMORY[1]} MiB, got {body.memory}")
    if len(body.hints) != HINTS:
        reader.find("hints", f"expected {HINTS} hints, got {len(body.hints)}")
    for name in ("clarifications", "interjections", "follow_ups"):
        check_ids(reader, name, [item.id for item in getattr(body, name)])
    _check_whens(reader, body)
    _check_signature(reader, body)
    for i, example in enumerate(body.examples):
        for key, text in (("given", example.given), ("call", example.call)):
            fault = python_fault(text.strip(), expression=key == "call")
            if fault is not None:
                reader.find(f"examples[{i}].{key}", fault.words)
    for i, clarification in enumerate(body.clarifications):
        if len(clarification.asks) < MIN_ASKS:
            reader.find(f"clarifications[{i}].asks", f"expected at least {MIN_ASKS} ways to ask it")
    if cases is not None:
        _check_clarifications(reader, body, cases)


def _check_whens(reader: Reader, body: Body) -> None:
    for i, interjection in enumerate(body.interjections):
        when, place = interjection.when, f"interjections[{i}].when"
        if sum(value is not None for value in (when.minute, when.on, when.silence)) != 1:
            reader.find(place, "expected exactly one of minute, on, silence")
        for key, minutes in (("minute", when.minute), ("silence", when.silence)):
            if minutes is not None and not (math.isfinite(minutes) and minutes >= 0):
                reader.find(f"{place}.{key}", "expected a number of minutes, zero or more")


def check_ids(reader: Reader, where: str, ids: Sequence[str]) -> None:
    """Ids are lower-case words joined by hyphens, each there once."""
    for i, name in enumerate(ids):
        place = f"{where}[{i}].id" if where else f"[{i}].id"
        if not KEBAB.fullmatch(name):
            reader.find(place, f"an id is lower-case words joined by hyphens, got {name!r}")
        if name in ids[:i]:
            reader.find(place, f"the id {name} is there twice")


def _check_signature(reader: Reader, body: Body) -> None:
    entries = [body.entry] if isinstance(body.entry, str) else body.entry
    if not entries:
        reader.find("entry", "expected at least one name")
    tree = parse_python(body.signature)
    if isinstance(tree, NotPython):
        reader.find("signature", f"{tree.words} (line {tree.line} of it)")
        return
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for name in entries:
        if name not in defined:
            reader.find("signature", f"does not define {name}")
    for line in body.signature.splitlines():
        if len(line) > SIGNATURE_COLUMNS:
            reader.find("signature", f"a line of {len(line)} columns; at most {SIGNATURE_COLUMNS}: {line.strip()}")


def _check_clarifications(reader: Reader, body: Body, cases: Sequence[CaseHead]) -> None:
    by_id = {case.id: case for case in cases}
    for i, clarification in enumerate(body.clarifications):
        for j, name in enumerate(clarification.cases):
            place = f"clarifications[{i}].cases[{j}]"
            if name in clarification.cases[:j]:
                reader.find(place, f"the case {name} is there twice")
            elif name not in by_id:
                reader.find(place, f"no case {name}; {nearest(name, by_id)}")
            elif by_id[name].clarifies != clarification.id:
                reader.find(place, f"the case {name} does not name {clarification.id} in its clarifies")
    known = {clarification.id: clarification for clarification in body.clarifications}
    for case in cases:
        if case.clarifies is None:
            continue
        if case.clarifies not in known:
            message = f"the case {case.id} names {case.clarifies}, which is no clarification"
            reader.find("clarifications", f"{message}; {nearest(case.clarifies, known)}")
        elif case.id not in known[case.clarifies].cases:
            reader.find("clarifications", f"{case.clarifies} does not list {case.id}, which depends on it")


def check_bugs(reader: Reader, bugs: Sequence[Bug], cases: Sequence[CaseHead] | None, reference: str | None) -> None:
    """Every bug applies, and names cases that exist; nothing is said of a file that cannot be read (None)."""
    known = [case.id for case in cases or ()]
    check_ids(reader, "", [bug.id for bug in bugs])
    for i, bug in enumerate(bugs):
        if not bug.caught_by:
            reader.find(f"[{i}].caught_by", "expected the ids of one or more cases")
        for j, name in enumerate(bug.caught_by):
            if cases is not None and name not in known:
                reader.find(f"[{i}].caught_by[{j}]", f"no case {name}; {nearest(name, known)}")
        if reference is not None:
            for number, words in bug_faults(reference, bug):
                reader.find(f"[{i}].edit[{number}]", words)
