"""What must hold between the parts of a problem or a rubric; every fault becomes a finding at its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from mockml.bank.bugs import bug_faults
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Body, Bug, Card, CaseHead
from mockml.bank.strict import Reader
from mockml.errors import nearest

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PROMPT_WORDS = (60, 150)
MIN_ASKS = 6
SIGNATURE_COLUMNS = 60
HINTS = 3


def check_card(reader: Reader, card: Card, folder: str) -> None:
    """The card names its folder."""
    if card.id != folder:
        reader.find("id", f"expected {folder}, the folder's name, got {card.id}")
    if not KEBAB.fullmatch(card.id):
        reader.find("id", "an id is lower-case words joined by hyphens")


def check_body(reader: Reader, body: Body, cases: Sequence[CaseHead]) -> None:
    """The body is whole, and agrees with the cases."""
    words = len(body.prompt.split())
    if not PROMPT_WORDS[0] <= words <= PROMPT_WORDS[1]:
        reader.find("prompt", f"expected {PROMPT_WORDS[0]} to {PROMPT_WORDS[1]} words, got {words}")
    if len(body.hints) != HINTS:
        reader.find("hints", f"expected {HINTS} hints, got {len(body.hints)}")
    for name in ("clarifications", "interjections", "follow_ups"):
        _check_ids(reader, name, [item.id for item in getattr(body, name)])
    for i, interjection in enumerate(body.interjections):
        when = interjection.when
        if sum(value is not None for value in (when.minute, when.on, when.silence)) != 1:
            reader.find(f"interjections[{i}].when", "expected exactly one of minute, on, silence")
    _check_signature(reader, body)
    for i, example in enumerate(body.examples):
        for key, mode in (("given", "exec"), ("call", "eval")):
            try:
                compile(getattr(example, key).strip(), "example", mode, dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                reader.find(f"examples[{i}].{key}", f"not valid Python: {error}")
    _check_clarifications(reader, body, cases)


def _check_ids(reader: Reader, where: str, ids: Sequence[str]) -> None:
    for i, name in enumerate(ids):
        place = f"{where}[{i}].id" if where else f"[{i}].id"
        if not KEBAB.fullmatch(name):
            reader.find(place, f"an id is lower-case words joined by hyphens, got {name!r}")
        if name in ids[:i]:
            reader.find(place, f"the id {name} is there twice")


def _check_signature(reader: Reader, body: Body) -> None:
    entries = [body.entry] if isinstance(body.entry, str) else body.entry
    try:
        tree = ast.parse(body.signature)
    except (SyntaxError, ValueError) as error:
        reader.find("signature", f"not valid Python: {error}")
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
        if len(clarification.asks) < MIN_ASKS:
            reader.find(f"clarifications[{i}].asks", f"expected at least {MIN_ASKS} ways to ask it")
        for j, name in enumerate(clarification.cases):
            place = f"clarifications[{i}].cases[{j}]"
            if name not in by_id:
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


def check_bugs(reader: Reader, bugs: Sequence[Bug], cases: Sequence[CaseHead], reference: str | None) -> None:
    """Every bug applies, and names cases that exist."""
    known = [case.id for case in cases]
    _check_ids(reader, "", [bug.id for bug in bugs])
    for i, bug in enumerate(bugs):
        if not bug.caught_by:
            reader.find(f"[{i}].caught_by", "expected the ids of one or more cases")
        for j, name in enumerate(bug.caught_by):
            if name not in known:
                reader.find(f"[{i}].caught_by[{j}]", f"no case {name}; {nearest(name, known)}")
        if reference is not None:
            for number, words in bug_faults(reference, bug):
                reader.find(f"[{i}].edit[{number}]", words)


def check_rubric(reader: Reader, rubric: Rubric) -> None:
    """Every signal has every level in order; needs, caps and outcomes name what exists."""
    _check_ids(reader, "signals", [signal.id for signal in rubric.signals])
    for i, signal in enumerate(rubric.signals):
        if [level.level for level in signal.levels] != rubric.levels:
            reader.find(f"signals[{i}].levels", f"expected the levels {', '.join(rubric.levels)}, in this order")
        for j, level in enumerate(signal.levels):
            for k, need in enumerate(level.needs):
                if (need.at_least is None) == (need.at_most is None):
                    place = f"signals[{i}].levels[{j}].needs[{k}]"
                    reader.find(place, "expected one of at_least and at_most")
    known = [signal.id for signal in rubric.signals]
    for i, cap in enumerate(rubric.decision.caps):
        place = f"decision.caps[{i}]"
        if cap.signal != "any" and cap.signal not in known:
            reader.find(f"{place}.signal", f"no signal {cap.signal}; {nearest(cap.signal, known)}")
        for bound in (cap.at, cap.cap):
            if bound is not None and bound not in rubric.levels:
                reader.find(place, f"no level {bound}; {nearest(bound, rubric.levels)}")
        if (cap.above is None) == (cap.at is None or cap.cap is None):
            reader.find(place, "expected either at and cap, or above")
    for name in rubric.levels:
        if name not in rubric.decision.outcomes:
            reader.find("decision.outcomes", f"no words for the level {name}")
    for name in rubric.decision.outcomes:
        if name not in rubric.levels:
            reader.find("decision.outcomes", f"no level {name}; {nearest(name, rubric.levels)}")
