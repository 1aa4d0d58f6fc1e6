"""Bugs: small edits to a reference that make it wrong in one known way."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.bank.spec import Bug, Edit
from mockml.bank.syntax import python_fault


def edit_faults(text: str, edits: Sequence[Edit], name: str) -> list[tuple[int, str]]:
    """What is wrong with edits of a file's text, as (number of the edit, words); empty where all apply."""
    faults = []
    edited = text
    for number, edit in enumerate(edits):
        count = edited.count(edit.find) if edit.find else 0
        if count != 1:
            faults.append((number, f"find occurs {count} times in {name}; it must occur exactly once"))
            continue
        edited = edited.replace(edit.find, edit.replace)
    if faults:
        return faults
    if edited == text:
        return [(0, "the edit changes nothing")]
    fault = python_fault(edited)
    if fault is not None:
        return [(0, f"the edited {name.removesuffix('.py')} is {fault.words} (line {fault.line})")]
    return []


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after its edits, which have no faults."""
    for edit in edits:
        text = text.replace(edit.find, edit.replace)
    return text


def bug_faults(reference: str, bug: Bug) -> list[tuple[int, str]]:
    """What is wrong with a bug's edits, as (number of the edit, words); empty where all apply."""
    return edit_faults(reference, bug.edit, "reference.py")


def apply_bug(reference: str, bug: Bug) -> str:
    """The reference's text with the bug in it. Raises ValueError where an edit does not apply."""
    faults = bug_faults(reference, bug)
    if faults:
        raise ValueError(f"bug {bug.id}: {faults[0][1]}")
    return apply_edits(reference, bug.edit)
