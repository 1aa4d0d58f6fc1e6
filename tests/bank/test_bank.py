"""Problems and rubrics: what ships is whole, and what is wrong is said at its place, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.bugs import apply_bug
from mockml.bank.library import Bank, content_root, load_problem, load_rubric
from mockml.bank.spec import Bug, Edit
from mockml.errors import BadSpec, NotFound
from mockml.scoring.assess import unknown_evidence

SHIPPED = content_root()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the k-means problem, to be broken."""
    folder = tmp_path / "problems" / "kmeans"
    shutil.copytree(SHIPPED / "problems" / "kmeans", folder)
    return folder


def findings(folder: Path) -> list[str]:
    """What is wrong with a problem."""
    with pytest.raises(BadSpec) as caught:
        load_problem(folder)
    return list(caught.value.findings)


def edit(path: Path, old: str, new: str) -> None:
    """Replaces text that must be there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("name", Bank().problem_ids())
def test_every_shipped_problem_is_whole(name: str) -> None:
    """Each problem loads, has the parts a candidate needs, and at least twelve bugs."""
    problem = Bank().problem(name)
    assert len(problem.bugs) >= 12
    assert 12 <= len(problem.cases) <= 25
    assert len(problem.body.follow_ups) >= 5
    assert len(problem.body.interjections) >= 3
    assert sum(c.essential for c in problem.body.clarifications) >= 3


def test_a_problem_answers_a_general_question_in_its_own_way(copy: Path) -> None:
    """A clarification that replaces a general question is answered in its place; one that is none is a finding."""
    text = (copy / "problem.yaml").read_text()
    first = text.index("    topic:")
    (copy / "problem.yaml").write_text(f"{text[:first]}    replaces: any-libraries\n{text[first:]}")
    names = {one.id for one in load_problem(SHIPPED / "problems" / "kmeans").general}
    assert {one.id for one in load_problem(copy).general} == names - {"any-libraries"}
    edit(copy / "problem.yaml", "replaces: any-libraries", "replaces: any-thing")
    assert "kmeans replaces the question any-thing, which is not among the general ones" in findings(copy)[0]


def test_cards_are_listed_without_the_rest(copy: Path) -> None:
    """A list of problems reads cards only: a broken body or card elsewhere does not get in its way."""
    (copy / "problem.yaml").write_text((copy / "problem.yaml").read_text().split("---")[0] + "---\n][\n")
    broken = copy.parent / "broken"
    broken.mkdir()
    (broken / "problem.yaml").write_text("id: 3\n---\n")
    bank = Bank(copy.parents[1])
    assert [card.id for card in bank.cards()] == ["kmeans"]
    assert any("id: expected text, got a number" in finding for finding in bank.broken())


def test_a_wrong_type_is_said_with_its_place(copy: Path) -> None:
    """A number where text belongs is named with file, line, column and path."""
    path = copy / "problem.yaml"
    edit(path, "answer: Plain Euclidean distance. Squared distances are fine for comparing, of course.", "answer: 7")
    line = next(i for i, text in enumerate(path.read_text().splitlines(), 1) if "answer: 7" in text)
    assert findings(copy) == [f"{path}:{line}:13: clarifications[0].answer: expected text, got a number"]


def test_all_faults_are_reported_at_once(copy: Path) -> None:
    """One run names every fault: unknown and missing keys, duplicate ids, dangling cases, missing files."""
    path = copy / "problem.yaml"
    edit(path, "  - id: initialization\n    essential", "  - id: distance\n    esential")
    edit(path, "cases: [honours_max_iters, honours_tol", "cases: [honours_max_iter, honours_tol")
    edit(path, "hints:\n", "hints:\n  - One too many.\n")
    edit(path, "when: {minute: 6}", "when: {minute: 6, silence: 2}")
    edit(copy / "bugs.yaml", "caught_by: [large_offset]", "caught_by: [large_ofset]")
    edit(copy / "bugs.yaml", 'find: "if shift < tol:"', 'find: "nowhere"')
    (copy / "cases.py").write_text((copy / "cases.py").read_text().replace('tag="speed"', 'tag="sped"'))
    text = "\n".join(findings(copy))
    assert "clarifications[1]: unknown key 'esential'; did you mean essential?" in text
    assert "clarifications[1]: the key 'essential' is missing" in text
    assert "[16].caught_by[0]: no case large_ofset; did you mean large_offset?" in text
    assert "find occurs 0 times in reference.py" in text
    assert "many_points: tag must be one of core, edge" in text
    fixed = path.read_text().replace("esential", "essential", 1)
    path.write_text(fixed)
    text = "\n".join(findings(copy))
    assert "clarifications[1].id: the id distance is there twice" in text
    assert "no case honours_max_iter; did you mean honours_max_iters?" in text
    assert "hints: expected 3 hints, got 4" in text
    assert "interjections[0].when: expected exactly one of minute, on, silence" in text
    (copy / "reference.py").unlink()
    (copy / "bugs.yaml").unlink()
    text = "\n".join(findings(copy))
    assert "reference.py:1:1: the file is missing" in text
    assert "bugs.yaml:1:1: the file is missing" in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "not valid YAML"),
        ("a: &x [1]\nb: *x\n---\nc: 1", "aliases are not used here"),
        ("a: 1\na: 2\n---\nb: 1", "the key 'a' is there twice"),
        ("", "expected two YAML documents"),
        ("- 1\n---\n- 2", "expected a mapping, got a list"),
        ("[" * 60 + "]" * 60, "nested too deep"),
    ],
)
def test_odd_yaml_is_refused_in_one_line(copy: Path, text: str, words: str) -> None:
    """Broken, aliased, doubled, empty and absurdly nested YAML is refused with its place."""
    (copy / "problem.yaml").write_text(text)
    found = findings(copy)
    assert any(words in finding for finding in found), found
    assert all("\n" not in finding for finding in found)


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_specs_raise_only_bad_spec(copy: Path, data: st.DataObject) -> None:
    """Whatever is done to the text of a spec, it loads or is refused with findings."""
    path = copy / "problem.yaml"
    whole = (SHIPPED / "problems" / "kmeans" / "problem.yaml").read_text()
    start = data.draw(st.integers(0, len(whole)))
    end = min(len(whole), start + data.draw(st.integers(0, 40)))
    path.write_text(whole[:start] + data.draw(st.text(max_size=12)) + whole[end:], errors="replace")
    try:
        load_problem(copy)
    except BadSpec as error:
        assert error.findings


def test_unknown_names_suggest_the_nearest() -> None:
    """A mistyped problem or rubric is answered with the one that was probably meant."""
    with pytest.raises(NotFound) as caught:
        Bank().problem("kmaens")
    assert caught.value.hint == "did you mean kmeans?"
    with pytest.raises(NotFound) as caught:
        Bank().rubric("for-signal")
    assert caught.value.hint == "did you mean four-signal?"


def test_a_folder_is_used_by_its_path(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's path, or that of its problem.yaml, is the problem; its bare name says what to type."""
    monkeypatch.chdir(copy.parent)
    assert Bank().problem(f"./{copy.name}").id == copy.name
    assert Bank().problem(f"./{copy.name}/problem.yaml").id == copy.name
    copy.rename("mine")
    with pytest.raises(NotFound) as caught:
        Bank().problem("mine")
    assert caught.value.hint == "for the folder, say ./mine"


@pytest.mark.parametrize("name", Bank().rubric_names())
def test_every_shipped_rubric_asks_for_what_is_measured(name: str) -> None:
    """A rubric's levels need only evidence that exists."""
    assert unknown_evidence(Bank().rubric(name)) == []


def test_a_rubric_of_ones_own_is_checked(tmp_path: Path) -> None:
    """A rubric with missing levels, unknown caps or needs without a bound is refused, all at once."""
    path = tmp_path / "mine.yaml"
    text = (SHIPPED / "rubrics" / "four-signal.yaml").read_text().replace("id: four-signal", "id: mine", 1)
    path.write_text(text)
    assert Bank().rubric(str(path)).id == "mine"
    text = text.replace("- {signal: any, at: very weak, cap: weak}", "- {signal: nobody, at: feeble, cap: weak}")
    text = text.replace("at_least: 1, says: do without", "says: do without").replace("at_most: 0, says", "says")
    path.write_text(text)
    with pytest.raises(BadSpec) as caught:
        load_rubric(path)
    said = "\n".join(caught.value.findings)
    assert "no signal nobody" in said
    assert "no level feeble" in said
    assert "expected one of at_least and at_most" in said


def test_a_bug_applies_once_or_not_at_all() -> None:
    """A bug whose text is not found exactly once, or that breaks the syntax, is refused."""
    bug = Bug("b", "B", [Edit("1", "2")], ["c"], "L")
    assert apply_bug("x = 1\n", bug) == "x = 2\n"
    for reference in ("x = 11\n", "x = 3\n"):
        with pytest.raises(ValueError, match="must occur exactly once"):
            apply_bug(reference, bug)
    with pytest.raises(ValueError, match="not valid Python"):
        apply_bug("x = 1\n", Bug("b", "B", [Edit("1", "(")], ["c"], "L"))
