"""Each kind of fault in a problem or a rubric is said in one line, at its file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.library import load_problem, load_rubric
from mockml.errors import BadSpec
from tests.bank.sample import WEIGHTED, break_at_caret, edit, findings, write_problem, write_rubric

NEED = "signals[0].levels[1].needs[0]"
EDIT = '{find: " / len(x)", replace: ""}'


@pytest.fixture
def mean(tmp_path: Path) -> Path:
    """A whole small problem."""
    return write_problem(tmp_path)


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """A whole small rubric."""
    return write_rubric(tmp_path)


def test_a_whole_problem_loads(mean: Path) -> None:
    """A problem without faults is read with its card, body, bugs and cases."""
    problem = load_problem(mean)
    assert (problem.id, problem.title, problem.entries) == ("mean", "The mean", ("mean",))
    assert [bug.id for bug in problem.bugs] == ["no-division"]
    heads = [(case.id, case.tag, case.clarifies) for case in problem.cases]
    assert heads == [("adds", "core", None), ("refuses_nothing", "edge", "empty-input")]


def test_places_are_relative_to_the_current_folder(mean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the current folder a fault is named with a relative path, which an editor can open."""
    path, words = mean / "problem.yaml", "clarifications[0].answer: expected text, got a number"
    expected = break_at_caret(path, "answer: Raise ValueError.", "answer: ‸3", words)
    for here, relative in ((mean, ""), (mean.parents[1], "problems/mean/")):
        monkeypatch.chdir(here)
        with pytest.raises(BadSpec) as caught:
            load_problem(Path(relative))
        assert caught.value.findings == (relative + expected,)


# What is replaced by what, with a caret (‸) where the fault is to be found, and what is said of it.
CARD_AND_BODY = [
    ("title: The mean", "title: ‸[a]", "title: expected text, got a list"),
    ("title: The mean", "title: ‸~", "title: expected text, got nothing"),
    ("title: The mean", "title: ‸!x y", "title: expected text, got a value of another kind"),
    ("id: mean", "id: ‸Mean", "id: expected mean, the folder's name, got Mean"),
    ("id: mean", "id: ‸Mean", "id: an id is lower-case words joined by hyphens"),
    ("difficulty: easy", "difficulty: ‸eazy", "difficulty: expected one of easy, medium, hard; got eazy"),
    ("difficulty: easy", "difficulty: ‸1", "difficulty: expected one of easy, medium, hard; got a number"),
    ("id: mean\ntitle: The mean\n", "‸id: mean\n", "the key 'title' is missing"),
    ("pattern: warm-up", "pattern: a\n‸pattern: b", "the key 'pattern' is there twice"),
    ("entry: mean", "entry: ‸3", "entry: expected text or a list, got a number"),
    ("entry: mean", "entry: ‸[]", "entry: expected at least one name"),
    ("entry: mean", "entry: mean\n? ‸[a]\n: b", "a key must be text"),
    ("entry: mean", "entry: mean\n‸enrty: mean", "unknown key 'enrty'; did you mean entry?"),
    ("signature: |\n  def mean(", "signature: ‸|\n  def median(", "signature: does not define mean"),
    ("signature: |\n  def mean(x):", "signature: ‸|\n  def mean(x:", "signature: not valid Python: '(' was"),
    ("signature: |\n", f"signature: ‸|\n  # {'x' * 59}\n", "signature: a line of 61 columns; at most 60: # xxx"),
    ("given: x = [1.0, 3.0]", "given: ‸x = = 1", "examples[0].given: not valid Python: invalid syntax"),
    ("call: mean(x)", "call: ‸x = 1", "examples[0].call: not valid Python: "),
    ("expected: 2.0", "expected: ‸2001-01-01", "examples[0].expected: expected a plain value, got a value of anot"),
    ("expected: 2.0", "expected: ‸!!bool maybe", "examples[0].expected: cannot be read as true or false"),
    ("expected: 2.0", "expected: ‸!!int ''", "examples[0].expected: cannot be read as a whole number"),
    ("expected: 2.0", "expected: ‸" + "9" * 5000, "examples[0].expected: cannot be read as a whole number"),
    ("expected: 2.0", "expected: [1, {a: 1, ‸a: 2}]", "examples[0].expected[1]: the key 'a' is there twice"),
    ("essential: true", "‸esential: true", "clarifications[0]: unknown key 'esential'; did you mean essential?"),
    ("- id: empty-input\n    essential: true", "- ‸id: empty-input", "clarifications[0]: the key 'essential' is"),
    ("essential: true", "essential: ‸1", "clarifications[0].essential: expected true or false, got a number"),
    ("essential: true", "‸<<: {essential: true}", "clarifications[0]: unknown key '<<'"),
    ("asks: [Which mean?,", "asks: [Which mean?, ‸3,", "clarifications[0].asks[1]: expected text, got a number"),
    ("cases: [refuses_nothing]", "cases: [‸refuses]", "clarifications[0].cases[0]: no case refuses; did you mean ref"),
    ("cases: [refuses_nothing]", "cases: [refuses_nothing, ‸adds]", "clarifications[0].cases[1]: the case adds"),
    ("cases: [r", "cases: [refuses_nothing, ‸r", "clarifications[0].cases[1]: the case refuses_nothing is there twice"),
    ("hints: [Add them., Count them.,", "hints: ‸[", "hints: expected 3 hints, got 1"),
    ("when: {on: first-save}", "when: ‸{}", "interjections[0].when: expected exactly one of minute, on, silence"),
    ("when: {on: first-save}", "when: ‸{minute: 1, silence: 2}", "interjections[0].when: expected exactly one of"),
    ("when: {on: first-save}", "when: {on: ‸save}", "interjections[0].when.on: expected one of first-save; got save"),
    ("when: {on: first-save}", "when: {minute: ‸.nan}", "interjections[0].when.minute: expected a number of minutes"),
    ("when: {on: first-save}", "when: {silence: ‸-1}", "interjections[0].when.silence: expected a number of minutes"),
    ("when: {on: first-save}", "when: {minute: ‸yes}", "interjections[0].when.minute: expected a number, got true or"),
    ("when: {on: first-save}", f"when: {{minute: ‸{'9' * 400}}}", "interjections[0].when.minute: cannot be read as"),
    ("complexity: {time: O(n), space: O(1)}", "complexity: ‸O(n)", "complexity: expected a mapping, got text"),
]


@pytest.mark.parametrize(("old", "new", "said"), CARD_AND_BODY)
def test_faults_of_problem_yaml_have_their_place(mean: Path, old: str, new: str, said: str) -> None:
    """A fault in the card or the body is named with what is wrong and where."""
    expected = break_at_caret(mean / "problem.yaml", old, new, said)
    assert any(line.startswith(expected) for line in findings(mean)), (expected, findings(mean))


def test_a_case_that_a_clarification_leaves_out_is_named(mean: Path) -> None:
    """A case that depends on a clarification is listed by it, or the two disagree."""
    edit(mean / "problem.yaml", "cases: [refuses_nothing]", "cases: []")
    (finding,) = findings(mean)
    assert "empty-input does not list refuses_nothing, which depends on it" in finding


@pytest.mark.parametrize(("words", "right"), [(59, False), (60, True), (150, True), (151, False)])
def test_a_prompt_has_its_length(mean: Path, words: int, right: bool) -> None:
    """A prompt is from 60 to 150 words long, which can be read out; another length is refused with its count."""
    path = mean / "problem.yaml"
    text = path.read_text()
    start, end = text.index("prompt: |"), text.index("signature: |")
    path.write_text(f"{text[:start]}prompt: {'word ' * words}\n{text[end:]}")
    if right:
        assert load_problem(mean).body.prompt.split() == ["word"] * words
    else:
        expected = f"problem.yaml:{text[:start].count(chr(10)) + 1}:9: prompt: expected 60 to 150 words, got {words}"
        assert findings(mean) == [expected]


def test_ids_are_there_once(mean: Path) -> None:
    """A clarification, interjection, follow-up or bug whose id is taken is named, all in one go."""
    path = mean / "problem.yaml"
    text = path.read_text()
    sections = (("  - id: empty-input", "outline"), ("  - id: why", "follow_ups"), ("  - id: stream", "complexity"))
    for start, following in sections:
        begin, end = text.index(start), text.index(f"\n{following}:") + 1
        text = text[:end] + text[begin:end] + text[end:]
    path.write_text(text)
    (mean / "bugs.yaml").write_text((mean / "bugs.yaml").read_text() * 2)
    said = "\n".join(findings(mean))
    for place in ("clarifications[1]", "interjections[1]", "follow_ups[1]", "[1]"):
        assert f"{place}.id: the id " in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("caught_by: [adds]", "caught_by: ‸[]", "[0].caught_by: expected the ids of one or more cases"),
        ("caught_by: [adds]", "caught_by: [‸ads]", "[0].caught_by[0]: no case ads; did you mean adds?"),
        (EDIT, '‸{find: "nowhere", replace: ""}', "[0].edit[0]: find occurs 0 times in reference.py"),
        (EDIT, '‸{find: "total", replace: ""}', "[0].edit[0]: find occurs 2 times in reference.py"),
        (EDIT, '‸{find: "", replace: "x"}', "[0].edit[0]: find occurs 0 times in reference.py"),
        (EDIT, '‸{find: " / len(x)", replace: " /"}', "[0].edit[0]: the edited reference is not valid Python: inv"),
        (EDIT, f'‸{{find: "len(x)", replace: "{"-" * 30000}1"}}', "[0].edit[0]: the edited reference is not valid"),
        (EDIT, '‸{find: "len(x)", replace: "len(x)"}', "[0].edit[0]: the edit changes nothing"),
    ],
)
def test_faults_of_bugs_have_their_place(mean: Path, old: str, new: str, said: str) -> None:
    """A bug that does not apply, breaks the syntax or names no case is refused."""
    expected = break_at_caret(mean / "bugs.yaml", old, new, said)
    (finding,) = findings(mean)
    assert finding.startswith(expected)


def test_edits_of_a_bug_apply_one_after_the_other(mean: Path) -> None:
    """A second edit may change what the first one wrote."""
    edit(mean / "bugs.yaml", 'replace: ""}', 'replace: " // 7"}\n    - {find: "7", replace: "len(x)"}')
    assert len(load_problem(mean).bugs[0].edit) == 2


@pytest.mark.parametrize("name", ["problem.yaml", "cases.py", "reference.py", "bugs.yaml"])
def test_a_missing_file_is_the_only_fault(mean: Path, name: str) -> None:
    """A missing file is named, and what depends on it is not reported as a second fault."""
    (mean / name).unlink()
    assert findings(mean) == [f"{name}:1:1: the file is missing"]


@pytest.mark.parametrize("name", ["cases.py", "reference.py"])
@pytest.mark.parametrize(
    "text", ["def f(:\n", "x = " + "-" * 30000 + "1\n", "x = 1\0\n", "x = a" + ".b" * 50000 + "\n"]
)
def test_python_that_is_none_is_the_only_fault(mean: Path, name: str, text: str) -> None:
    """A file that Python cannot read, however odd, is one finding and not one for each case it should hold."""
    (mean / name).write_text(text)
    (finding,) = findings(mean)
    assert finding.startswith(f"{name}:1:")
    assert "not valid Python" in finding


def test_what_is_quoted_cannot_reach_the_terminal(mean: Path) -> None:
    """Line breaks and escape sequences of a spec are shown in words, and long text is cut."""
    edit(mean / "problem.yaml", "difficulty: easy", 'difficulty: "a\\nb\\e[31m' + "x" * 5000 + '"')
    (finding,) = findings(mean)
    assert "got a b\\x1b[31mxxx" in finding
    assert len(finding) < 600


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: plain", "id: ‸fancy", "id: expected plain, the file's name, got fancy"),
        ("levels: [low, high]", "levels: [low, ‸low, high]", "levels[1]: the level low is there twice"),
        ("levels: [low, high]", "levels: ‸[]", "levels: expected at least one"),
        ("- {level: low, desc", "‸- {level: lowest, desc", "signals[0].levels: expected the levels low, high, in this"),
        ("{evidence: core_passed, at_least: 1, ", "‸{evidence: core_passed, ", f"{NEED}: expected one of at_least"),
        ("{evidence: core_passed, ", "‸{evidence: core_passed, at_most: 2, ", f"{NEED}: expected one of at_least"),
        ("at_least: 1", "at_least: ‸.nan", f"{NEED}.at_least: expected a number that can be reached"),
        ("signal: any", "signal: ‸cod", "decision.caps[0].signal: no signal cod; did you mean code?"),
        ("at: low", "at: ‸lo", "decision.caps[0].at: no level lo; did you mean low?"),
        ("{signal: code, above: 1}", "‸{signal: code, above: 1, at: low}", "decision.caps[1]: expected either"),
        ("{signal: code, above: 1}", "‸{signal: code}", "decision.caps[1]: expected either at and cap, or above"),
        ("{signal: code, above: 1}", "‸{signal: code, at: low}", "decision.caps[1]: expected either"),
        ("above: 1", "above: ‸-1", "decision.caps[1].above: expected zero or more"),
        ("above: 1", "above: ‸true", "decision.caps[1].above: expected a whole number, got true or false"),
        ("{low: not yet, ", "‸{", "decision.outcomes: no words for the level low"),
        ("low: not yet", "low: not yet, mid: ‸x", "decision.outcomes.mid: no level mid"),
        ("lower-median", "‸mean", "decision.combine: expected one of lower-median, weighted; got mean"),
    ],
)
def test_faults_of_a_rubric_have_their_place(rubric: Path, old: str, new: str, said: str) -> None:
    """A rubric whose parts do not agree is refused with what is wrong and where."""
    assert load_rubric(rubric).id == "plain"
    expected = break_at_caret(rubric, old, new, said)
    assert any(line.startswith(expected) for line in findings(rubric)), (expected, findings(rubric))


def test_signals_have_ids_of_their_own(rubric: Path) -> None:
    """A signal that is there twice is named."""
    text = rubric.read_text()
    signal = text[text.index("  - id: code") : text.index("decision:")]
    rubric.write_text(text.replace(signal, signal * 2))
    assert findings(rubric) == ["plain.yaml:14:9: signals[1].id: the id code is there twice"]


def test_a_weighted_rubric_is_read_whole(tmp_path: Path) -> None:
    """Weights, points and bands of a rubric without faults are there."""
    rubric = load_rubric(write_rubric(tmp_path, WEIGHTED))
    assert [signal.weight for signal in rubric.signals] == [60, 40]
    assert rubric.decision.points == {"low": 0, "middle": 0.5, "high": 1}
    assert rubric.decision.bands == {"middle": 40, "high": 80}


SUM = "signals: expected weights above 0 that add up to 100, got "
POINTS = "decision.points: expected a number for each of low, middle, high, in this order"
BANDS = "decision.bands: expected a number for each of middle, high, in this order"
RISING = "expected rising numbers from 0 to "
AT_SIGNALS = ("signals:\n  - id: code", "signals:\n  ‸- id: code")
AT_DECISION = ("decision:\n  combine", "decision:\n  ‸combine")
ONLY = "only where the decision combines: weighted"
MEDIAN = ("combine: weighted", "combine: lower-median")
# What is said, and what is replaced by what, with a caret (‸) where the fault is to be found.
WEIGHTS: list[tuple[str, list[tuple[str, str]]]] = [
    (f"{SUM}90", [AT_SIGNALS, ("weight: 60", "weight: 50")]),
    (f"{SUM}110", [AT_SIGNALS, ("weight: 40", "weight: 50")]),
    (f"{SUM}40", [AT_SIGNALS, ("    weight: 60\n", "")]),
    (f"{SUM}100", [AT_SIGNALS, ("weight: 60", "weight: 100"), ("weight: 40", "weight: 0")]),
    (f"{SUM}100", [AT_SIGNALS, ("weight: 60", "weight: 110"), ("weight: 40", "weight: -10")]),
    (f"{SUM}nan", [AT_SIGNALS, ("weight: 60", "weight: .nan")]),
    ("signals[0].weight: expected a number, got text", [("weight: 60", "weight: ‸heavy")]),
    ("signals[0].weight: expected a number, got true or false", [("weight: 60", "weight: ‸true")]),
    (POINTS, [("points: {low: 0, ", "points: ‸{")]),
    (POINTS, [("points: {low: 0, middle: 0.5", "points: ‸{middle: 0.5, low: 0")]),
    (POINTS, [("points: {low: 0", "points: ‸{none: 0, low: 0")]),
    (POINTS, [("  points: {low: 0, middle: 0.5, high: 1}\n", ""), AT_DECISION]),
    (f"decision.points: {RISING}1", [("points: {low: 0", "points: ‸{low: 0.6")]),
    (f"decision.points: {RISING}1", [("points: {low: 0", "points: ‸{low: -1")]),
    (f"decision.points: {RISING}1", [("points: {", "points: ‸{"), ("high: 1}", "high: 2}")]),
    (f"decision.points: {RISING}1", [("points: {", "points: ‸{"), ("0.5", ".nan")]),
    (BANDS, [("bands: {middle: 40, ", "bands: ‸{")]),
    (BANDS, [("bands: {middle: 40", "bands: ‸{low: 0, middle: 40")]),
    (BANDS, [("  bands: {middle: 40, high: 80}\n", ""), AT_DECISION]),
    (f"decision.bands: {RISING}100", [("bands: {middle: 40", "bands: ‸{middle: 90")]),
    (f"decision.bands: {RISING}100", [("bands: {", "bands: ‸{"), ("high: 80", "high: 101")]),
    (f"decision.bands: {RISING}100", [("bands: {middle: 40", "bands: ‸{middle: .nan")]),
    (f"signals[0].weight: a weight counts {ONLY}", [MEDIAN, ("weight: 60", "weight: ‸60")]),
    (f"signals[1].weight: a weight counts {ONLY}", [MEDIAN, ("weight: 40", "weight: ‸40")]),
    (f"decision.points: points count {ONLY}", [MEDIAN, ("points: {", "points: ‸{")]),
    (f"decision.bands: bands count {ONLY}", [MEDIAN, ("bands: {", "bands: ‸{")]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "changes"), WEIGHTS)
def test_faults_of_weights_have_their_place(tmp_path: Path, said: str, changes: list[tuple[str, str]]) -> None:
    """Weights that make no hundred, points and bands that are missing, out of order or out of range, are refused."""
    text = WEIGHTED
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = write_rubric(tmp_path, text)
    expected = break_at_caret(path, "", "", said)
    assert any(line.startswith(expected) for line in findings(path)), (expected, findings(path))
