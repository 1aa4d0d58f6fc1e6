"""What someone who uses broken code would say of it: the bug's own words, or made from the titles of its cases."""

from __future__ import annotations

from mockml.bank.spec import Bug, CaseHead, Problem

# Titles that begin like this say what the code does; any other names a situation.
DOES = """
    averages counts divides does finds grows handles has honours is iterates keeps learns leaves normalizes reaches
    refuses starts stops survives takes works
"""
WRONG = {
    "core": "The results are wrong here",
    "edge": "It goes wrong in this case",
    "numerics": "The numbers go wrong here",
    "contract": "It does not do what we agreed on here",
    "speed": "It has become far too slow here",
}


def symptom_of(problem: Problem, bug: Bug) -> str:
    """A sentence or two of a user, without a word on the cause."""
    if bug.symptom:
        return bug.symptom.strip()
    by_id = {case.id: case for case in problem.cases}
    return _sentence(by_id[bug.caught_by[0]])


def _sentence(case: CaseHead) -> str:
    words = case.title.split()
    if words[0] in DOES.split() and words[1:2] != ["are"]:
        return f"I was told that it {case.title}. That is not what I see."
    return f"{WRONG[case.tag]}: {case.title}."
