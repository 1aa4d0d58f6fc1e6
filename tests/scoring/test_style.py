"""How the code reads: each thing that is counted, in a sentence; what cannot be read is not measured, nor fatal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.record.events import Event
from mockml.scoring.evidence import MOST_SOURCE, UNREADABLE, Evidence, gather
from mockml.scoring.style import NAMES
from tests.scoring.scripted import GOOD_CODE, event


def saves(*texts: str) -> list[Event]:
    """A session in which the file was saved, a minute after each other from the twelfth on."""
    begun = [event("phase_entered", 10, phase="code", reason="time")]
    return begun + [event("saved", 12 + i, sha=str(i), text=text, phase="code") for i, text in enumerate(texts)]


def styled(problem: Problem, *texts: str) -> dict[str, Evidence]:
    """The evidence of a file that was saved with these texts, the last one counting."""
    return gather(problem, saves(*texts), None)


DOCUMENTED = 'def kmeans(X, k):\n    """Cluster X into k groups; returns labels."""\n    return X\n'
SAID = "with a docstring on what goes in and comes out"
GUARD = "for empty, zero or non-finite values"
DEEPER = "inside a loop where the reference has none"
NO_LOOP = "no loop over rows that the reference does without"
# Each row: the evidence, the file, the value, the sentence.
VALUES: list[tuple[str, str, float | None, str]] = [
    ("reason_comments", "x = 1\n", 0, "0 comments that give a reason"),
    ("reason_comments", "x = 1  # one, because zero divides\n", 1, "1 comment that gives a reason"),
    ("reason_comments", "# avoids a copy\n# since it is slow\n# the rows\n", 2, "2 comments that give a reason"),
    ("reason_comments", "x = '# because it is text'\n", 0, "0 comments that give a reason"),
    ("documented", "x = 1\n", None, "there is no public function"),
    ("documented", "def _help(): pass\ndef test_it(): pass\n", None, "there is no public function"),
    ("documented", DOCUMENTED, 1, f"1 of 1 public function {SAID}"),
    ("documented", DOCUMENTED + "def g(a): pass\n", 0.5, f"1 of 2 public functions {SAID}"),
    ("documented", 'def f(a):\n    """About a."""\n    return a\n', 0, f"0 of 1 public function {SAID}"),
    ("documented", 'def f(a):\n    """Prints a."""\n    print(a)\n', 1, f"1 of 1 public function {SAID}"),
    ("documented", 'def f(a):\n    """Returns it."""\n    return a\n', 0, f"0 of 1 public function {SAID}"),
    ("documented", 'class A:\n def f(self):\n  """Returns."""\n  return self\n', 1, f"1 of 1 public function {SAID}"),
    ("vague_names", "centroids = 1\n", 0, "0 names that say little"),
    ("vague_names", "tmp = 1\ntmp = 2\n", 1, "1 name that says little: tmp"),
    ("vague_names", "tmp2 = res = arr1 = xx = my_x = 1\n", 5, "5 names that say little: arr1, my_x, res"),
    ("vague_names", "def foo(): pass\n", 1, "1 name that says little: foo"),
    ("vague_names", "data = result = X = y = var = val = 1\n", 0, "0 names that say little"),
    ("functions", "x = 1\n", 0, "0 functions, tests left out"),
    ("functions", "def f():\n    def g(): pass\ndef test_f(): pass\n", 2, "2 functions, tests left out"),
    ("functions", "class A:\n    async def f(self): pass\n", 1, "1 function, tests left out"),
    ("longest_function", "x = 1\n", None, "there is no function"),
    ("longest_function", "def f(): pass\n", 1, "longest function: f, 1 line"),
    ("longest_function", "def f():\n    x = 1\n    return x\ndef g(): pass\n", 3, "longest function: f, 3 lines"),
    ("longest_function", "def f(): pass\ndef test_f():\n    pass\n    pass\n", 1, "longest function: f, 1 line"),
    ("row_loops", "for i in a: pass\n", 0, NO_LOOP),
    ("row_loops", "for i in a:\n for j in i:\n  pass\n", 0, NO_LOOP),
    ("row_loops", "for i in a:\n for j in i:\n  for k in j: pass\n", 1, f"1 loop {DEEPER} (line 3)"),
    ("row_loops", "while a:\n for j in i:\n  for k in j: pass\n  while b: pass\n", 2, f"2 loops {DEEPER} (lines 3, 4)"),
    ("row_loops", "def test_f():\n for i in a:\n  for j in i:\n   for k in j: pass\n", 0, NO_LOOP),
    ("edge_guards", "def f(x): return x\n", 0, f"0 guards {GUARD}"),
    ("edge_guards", "def f(x):\n    if len(x) == 0:\n        return 0\n", 1, f"1 guard {GUARD}"),
    ("edge_guards", "def f(x): return np.where(x, 0, x.clip(0)) if x is not None else 0\n", 3, f"3 guards {GUARD}"),
    ("edge_guards", "def f(x):\n    if x == 'mean':\n        return 0\n", 0, f"0 guards {GUARD}"),
    ("edge_guards", "def test_f(x):\n    if not x:\n        return 0\n", 0, f"0 guards {GUARD}"),
    ("dead_code", "def f(x): return x\n", 0, "0 pieces of dead code"),
    ("dead_code", "def f(x):\n    return x\n    x = 2\n    x = 3\n", 1, "1 piece of dead code: line 3"),
    ("dead_code", "def _help(): pass\n", 1, "1 piece of dead code: _help"),
    ("dead_code", "def _help(): pass\nx = _help\n", 0, "0 pieces of dead code"),
    ("dead_code", "def f(x):\n    unused = len(x)\n    return x\n", 1, "1 piece of dead code: unused"),
    ("dead_code", "def f(x):\n    count = 0\n    count += 1\n    return x\n", 1, "1 piece of dead code: count"),
    ("dead_code", "if a:\n raise b\n c()\nelse:\n raise d\n e()\n", 2, "2 pieces of dead code: line 3, line 6"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "value", "sentence"), VALUES)
def test_what_is_counted_is_said(kmeans: Problem, name: str, text: str, value: float | None, sentence: str) -> None:
    """Each item counts what it is called after, and says so in English, one thing or several."""
    found = styled(kmeans, text)[name]
    assert (found.value, found.sentence) == (value, sentence)
    assert found.times == ((720.0,) if value is not None else ())


NOT_DEAD = [
    "def f(X):\n    n, d = X.shape\n    return d\n",
    "def f(X):\n    for epoch in range(9):\n        X = X + 1\n    return X\n",
    "def f(X):\n    return [0 for row in X]\n",
    "class A:\n    def _step(self): pass\n    def fit(self): self._step()\n",
    "class A:\n    def __init__(self): self.weights = 0\n",
    "def f(X):\n    _, best = X\n    return best\n",
]


@pytest.mark.parametrize("text", NOT_DEAD)
def test_what_the_language_asks_for_is_not_called_dead(kmeans: Problem, text: str) -> None:
    """A loop has to name its variable and an unpacking every part: that one of them is not read is no fault."""
    assert styled(kmeans, text)["dead_code"].sentence == "0 pieces of dead code"


def test_loops_are_held_against_the_reference_and_not_in_themselves(kmeans: Problem) -> None:
    """Two loops are what k-means takes; for a problem whose reference has one, the inner one is counted."""
    text = "for epoch in range(9):\n    for row in X:\n        pass\n"
    assert styled(kmeans, text)["row_loops"].value == 0
    found = styled(Bank().problem("linear-regression-gd"), text)["row_loops"]
    assert found.sentence == "1 loop inside a loop where the reference has none (line 2)"


def test_good_code_has_nothing_against_it(kmeans: Problem) -> None:
    """Code that a colleague would take over gladly is measured as such."""
    found = styled(kmeans, GOOD_CODE)
    clean = ("vague_names", "dead_code", "row_loops")
    assert {name: found[name].value for name in clean} == dict.fromkeys(clean, 0)
    assert (found["documented"].value, found["functions"].value, found["edge_guards"].value) == (1, 3, 1)
    assert found["reason_comments"].value == 2
    assert found["own_assertions"].value == 2


def test_every_reference_is_read_as_clean() -> None:
    """The interviewer's own solutions hold no dead code, no vague name, and no loop beyond their own."""
    bank = Bank()
    for card in bank.cards():
        problem = bank.problem(card.id)
        found = styled(problem, (problem.folder / "reference.py").read_text())
        said = {name: found[name].sentence for name in ("dead_code", "vague_names", "row_loops") if found[name].value}
        assert not said, card.id


def test_the_last_save_counts(kmeans: Problem) -> None:
    """What was cleared up before the end is not held against anybody, and the time is that of the last save."""
    found = styled(kmeans, "tmp = 1\n", "centroids = 1\n")["vague_names"]
    assert (found.value, found.times) == (0, (780.0,))


HOSTILE = {
    "syntax": "def f(:\n",
    "null byte": "x = 1\0\n",
    "surrogate": "x = '\ud800'\n",
    "no memory": f"x = {'-' * 30000}1\n",
    "attributes": f"x = a{'.b' * 50000}\n",
    "some attributes": f"x = a{'.b' * 1500}\n",
    "long sum": f"def f():\n    return {'+'.join(['1'] * 2500)}\n",
    "long guard": f"def f(n):\n    if {'+'.join(['n'] * 2500)} == 0:\n        return n\n",
    "many branches": "def f(n):\n    if n:\n        pass\n"
    + "".join(f"    elif n == {i}: pass\n" for i in range(2000)),
    "indented": "".join(f"{' ' * i}if 1:\n" for i in range(120)) + " " * 120 + "pass\n",
    "brackets": f"x = {'(' * 5000}\n",
    "megabyte": "x = 1\n" * 170_000,
    "megabyte of functions": "def f(a):\n    return a\n" * 50_000,
    "mixed tabs": "if 1:\n\tx = 1\n        y = 2\n",
    "escape": "x = '\\N{'\n",
    "digits": f"x = {'9' * 5000}\n",
    "open string": '"""never closed\n',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_read_is_not_measured(kmeans: Problem, name: str) -> None:
    """A file that breaks off, means harm or has a megabyte takes the style's evidence away, and nothing else."""
    found = styled(kmeans, HOSTILE[name])
    assert {found[one].value for one in NAMES} == {None}
    assert {found[one].sentence for one in NAMES} == {UNREADABLE}
    assert found["last_save"].value == 2


@pytest.mark.parametrize("text", ["", "  \n\n", "\x0c\n"])
def test_an_empty_file_has_no_style(kmeans: Problem, text: str) -> None:
    """Where nothing was written, or nothing was saved, no praise is given for clean code."""
    for found in (styled(kmeans, text), styled(kmeans)):
        assert {found[one].value for one in NAMES} == {None}
        assert {found[one].sentence for one in NAMES} == {"nothing was saved"}


def test_a_long_file_is_still_read(kmeans: Problem) -> None:
    """The limit on length is far beyond what anybody writes: ten times the good solution is no trouble."""
    text = GOOD_CODE * 10
    assert len(text) < MOST_SOURCE
    assert styled(kmeans, text)["functions"].value == 30


LINES = st.sampled_from(
    [*GOOD_CODE.splitlines(), "def f(:", "    return", "'''", "\\", "x = (", "@", "\0", "async def g():"]
)


@given(st.lists(LINES, max_size=12), st.text(max_size=20))
def test_no_file_stops_a_debrief(kmeans: Problem, lines: Sequence[str], text: str) -> None:
    """Whatever is in the file, each item is there: measured, or not."""
    found = styled(kmeans, "\n".join(lines) + text)
    assert set(NAMES) <= set(found)
    assert all(found[one].value is None or found[one].times for one in NAMES)
