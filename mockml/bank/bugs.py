"""Bugs: small edits to a reference that make it wrong in one known way."""

from __future__ import annotations

from mockml.bank.spec import Bug
from mockml.bank.syntax import python_fault


def bug_faults(reference: str, bug: Bug) -> list[tuple[int, str]]:
    """What is wrong with a bug's edits, as (number of the edit, words); empty where all apply."""
    faults = []
    text = reference
    for number, edit in enumerate(bug.edit):
        count = text.count(edit.find) if edit.find else 0
        if count != 1:
            faults.append((number, f"find occurs {count} times in reference.py; it must occur exactly once"))
            continue
        text = text.replace(edit.find, edit.replace)
    if faults:
        return faults
    if text == reference:
        return [(0, "the edit changes nothing")]
    fault = python_fault(text)
    if fault is not None:
        return [(0, f"the edited reference is {fault.words} (line {fault.line})")]
    return []


def apply_bug(reference: str, bug: Bug) -> str:
    """The reference's text with the bug in it. Raises ValueError where an edit does not apply."""
    faults = bug_faults(reference, bug)
    if faults:
        raise ValueError(f"bug {bug.id}: {faults[0][1]}")
    for edit in bug.edit:
        reference = reference.replace(edit.find, edit.replace)
    return reference
