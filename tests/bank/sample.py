"""A small whole problem and rubric in real folders, to be changed and broken by tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.library import load_problem, load_rubric
from mockml.errors import BadSpec

ASKS = "[Which mean?, Arithmetic mean?, Is it the average?, Do you want the median?, Weighted or not?, What mean?]"
PROMPT = "\n".join(f"  We want the mean of some numbers, computed with care, part {i} of the story." for i in range(7))
CARD = "id: mean\ntitle: The mean\npattern: warm-up\ndifficulty: easy\nrequires: [numpy]\n"
BODY = f"""entry: mean
forbids: [scipy]
prompt: |
{PROMPT}
signature: |
  def mean(x):
      \"\"\"The mean of x, a number.\"\"\"
examples:
  - given: x = [1.0, 3.0]
    call: mean(x)
    expected: 2.0
clarifications:
  - id: empty-input
    essential: true
    topic: no numbers
    asks: {ASKS}
    answer: Raise ValueError.
    cases: [refuses_nothing]
outline: [add, divide]
hints: [Add them., Count them., Divide.]
interjections:
  - id: why
    ask: Why divide?
    listen_for: [count]
    when: {{on: first-save}}
follow_ups:
  - id: stream
    ask: And for a stream?
    listen_for: [running mean]
complexity: {{time: O(n), space: O(1)}}
"""
CASES = """from mockml.judge.case import case


@case("adds and divides", tag="core")
def adds(candidate, rng):
    pass


@case("refuses no numbers", tag="edge", clarifies="empty-input")
def refuses_nothing(candidate, rng):
    pass
"""
REFERENCE = "def mean(x):\n    total = sum(x)\n    return total / len(x)\n"
BUGS = """- id: no-division
  title: Forgets to divide
  edit:
    - {find: " / len(x)", replace: ""}
  caught_by: [adds]
  lesson: A sum is no mean.
"""
RUBRIC = """id: plain
title: Plain
levels: [low, high]
signals:
  - id: code
    title: Code
    about: Is it right?
    levels:
      - {level: low, description: It is not.}
      - level: high
        description: It is.
        needs:
          - {evidence: core_passed, at_least: 1, says: get every core case right}
decision:
  combine: lower-median
  caps:
    - {signal: any, at: low, cap: low}
    - {signal: code, above: 1}
  outcomes: {low: not yet, high: hire}
  explained: The middle of all.
"""


WEIGHTED = """id: plain
title: Plain
levels: [low, middle, high]
signals:
  - id: code
    title: Code
    about: Is it right?
    weight: 60
    levels:
      - {level: low, description: It is not.}
      - {level: middle, description: It nearly is.}
      - {level: high, description: It is.}
  - id: talk
    title: Talk
    about: Is it said?
    weight: 40
    levels:
      - {level: low, description: It is not.}
      - {level: middle, description: It nearly is.}
      - {level: high, description: It is.}
decision:
  combine: weighted
  points: {low: 0, middle: 0.5, high: 1}
  bands: {middle: 40, high: 80}
  caps: []
  outcomes: {low: not yet, middle: perhaps, high: hire}
  explained: The sum of all.
"""


def write_problem(root: Path, name: str = "mean") -> Path:
    """A whole problem below `root`; the folder it is in."""
    folder = root / "problems" / name
    folder.mkdir(parents=True)
    parts = {"problem.yaml": f"{CARD}---\n{BODY}", "cases.py": CASES, "reference.py": REFERENCE, "bugs.yaml": BUGS}
    for file, text in parts.items():
        (folder / file).write_text(text.replace("id: mean\n", f"id: {name}\n"))
    return folder


def write_rubric(root: Path, text: str = RUBRIC) -> Path:
    """A whole rubric below `root`: one of a median, or another text."""
    path = root / "rubrics" / "plain.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Replaces text that is there exactly once."""
    text = path.read_text()
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new))


def findings(path: Path) -> list[str]:
    """What is wrong with a problem's folder or a rubric's file, without the folder's own path."""
    with pytest.raises(BadSpec) as caught:
        load_rubric(path) if path.suffix == ".yaml" else load_problem(path)
    folder = path.parent if path.suffix == ".yaml" else path
    assert all("\n" not in finding for finding in caught.value.findings)
    return [finding.replace(f"{folder}/", "") for finding in caught.value.findings]


def break_at_caret(path: Path, old: str, new: str, message: str) -> str:
    """Replaces text once; gives the finding to expect, with the place that a caret (‸) in `new` marks."""
    text = path.read_text().replace(old, new, 1)
    before, caret, after = text.partition("‸")
    assert caret, new
    path.write_text(before + after)
    line = before.count("\n") + 1
    return f"{path.name}:{line}:{len(before) - before.rfind(chr(10))}: {message}"
