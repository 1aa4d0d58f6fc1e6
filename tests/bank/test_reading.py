"""Files of any kind are read or refused: nothing a file holds ends the process, and lists stay fast and whole."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.bank.case_index import ARGUMENTS, TAGS
from mockml.bank.library import Bank, load_problem, load_rubric
from mockml.errors import BadSpec, NotFound
from mockml.judge import case as judge_case
from tests.bank.sample import (
    BODY,
    BUGS,
    CARD,
    CASES,
    RUBRIC,
    break_at_caret,
    edit,
    findings,
    write_problem,
    write_rubric,
)

SPEC = f"{CARD}---\n{BODY}"
BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.fixture
def mean(tmp_path: Path) -> Path:
    """A whole small problem."""
    return write_problem(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: [\n", "2:1: not valid YAML: while parsing a flow node did not find expected node content"),
        (b"a:\n\t- b", "2:1: not valid YAML: while scanning for the next token found character that cannot start"),
        (b"a: 1\nb: \x01", "2:4: not valid YAML: control characters are not allowed"),
        ("a: 1\né: \x01".encode(), "2:4: not valid YAML: control characters are not allowed"),
        (b"a: 1\nb: \xff", "2:4: not UTF-8 text"),
        (BOMB.encode(), "2:8: not valid YAML: aliases are not used here"),
        (b"a: *b", "1:4: not valid YAML: aliases are not used here"),
        (b"# " + b"x" * (2 << 20), "1:1: larger than 2 MiB"),
        (b"", "1:1: expected two YAML documents, a card and a body, got 0"),
        (f"{SPEC}---\na: 1\n".encode(), "1:1: expected two YAML documents, a card and a body, got 3"),
    ],
)
def test_what_is_no_spec_is_one_finding(mean: Path, data: bytes, said: str) -> None:
    """A file that is no YAML, no text or far too large is refused in one line with its place."""
    (mean / "problem.yaml").write_bytes(data)
    (finding,) = findings(mean)
    assert finding.startswith(f"problem.yaml:{said}")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_endless_nesting_is_refused_and_does_not_end_the_process(mean: Path, text: str) -> None:
    """Nesting that would overflow the parser's stack is refused: the process that reads it goes on."""
    (mean / "problem.yaml").write_text(text)
    # In a process of its own: where this fails, it takes the interpreter with it.
    code = f"from pathlib import Path; from mockml.bank.library import load_problem; load_problem(Path({str(mean)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done.returncode
    assert "nested too deep" in done.stderr


def test_other_files_are_read_as_strictly(mean: Path, tmp_path: Path) -> None:
    """Bugs and rubrics are one document each; an empty file and a second document are refused."""
    rubric = write_rubric(tmp_path)
    rubric.write_text(f"{RUBRIC}---\na: 1\n")
    assert findings(rubric) == ["plain.yaml:22:1: expected one YAML document, and a second begins here"]
    rubric.write_text("")
    assert findings(rubric) == ["plain.yaml:1:1: the file is empty"]
    (mean / "bugs.yaml").write_text("# none\n")
    assert findings(mean) == ["bugs.yaml:1:1: the file is empty"]
    (mean / "bugs.yaml").write_text("id: x\n")
    assert findings(mean) == ["bugs.yaml:1:1: expected a list, got a mapping"]


def test_windows_files_and_their_mark_are_read(mean: Path) -> None:
    """Carriage returns and a byte order mark are no fault."""
    (mean / "problem.yaml").write_bytes(b"\xef\xbb\xbf" + SPEC.replace("\n", "\r\n").encode())
    assert load_problem(mean).id == "mean"
    assert [card.id for card in Bank(mean.parents[1]).cards()] == ["mean"]


def test_an_expected_mapping_keeps_the_type_of_its_keys(mean: Path) -> None:
    """An example may expect {0: 3}, with a number for a key, as a solution would return it."""
    edit(mean / "problem.yaml", "expected: 2.0", "expected: {0: 3, one: [1, ~, true]}")
    assert load_problem(mean).body.examples[0].expected == {0: 3, "one": [1, None, True]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tag="core"', "tag=‸CORE", "adds: tag must be a literal"),
        ('tag="core"', '**‸{"tag": "core"}', "adds: write the arguments out, without **"),
        ('tag="core"', 'tag="core", ‸clarify="x"', "adds: unknown argument 'clarify'; did you mean clarifies?"),
        (
            'case("adds and divides", tag="core"',
            '‸case("adds", tag="cor"',
            "adds: tag must be one of core, edge, numer",
        ),
        ('case("adds and divides", tag="core"', '‸case("adds", tag=[1]', "adds: tag must be one of core, edge, numer"),
        ('case("adds and divides",', '‸case("adds", clarifies=3,', "adds: clarifies must be text"),
        ('case("adds and divides"', '‸case(""', "adds: a case needs a title"),
        ('"adds and divides"', '"adds", ‸"divides"', "adds: only the title comes without a name"),
        ('@case("adds and divides", tag="core")\n', "@case\n‸", "adds: write @case(...) with a title and a tag"),
        ("def refuses_nothing", "‸def adds", "adds: a case of this name is there twice"),
    ],
)
def test_faults_of_cases_have_their_place(mean: Path, old: str, new: str, said: str) -> None:
    """A case that is not written out in literals is refused at its line, without running the file."""
    expected = break_at_caret(mean / "cases.py", old, new, said)
    (finding,) = (line for line in findings(mean) if line.startswith("cases.py"))
    assert finding.startswith(expected)


def test_a_clarification_that_a_case_names_must_exist(mean: Path) -> None:
    """A case that depends on a clarification nobody gives is named, with the one that was probably meant."""
    edit(mean / "cases.py", 'clarifies="empty-input"', 'clarifies="emty-input"')
    said = "\n".join(findings(mean))
    assert "the case refuses_nothing names emty-input, which is no clarification; did you mean empty-input?" in said


def test_cases_are_never_run(mean: Path) -> None:
    """Reading a problem does not run its cases."""
    (mean / "cases.py").write_text(CASES + "\nraise SystemExit\n")
    assert len(load_problem(mean).cases) == 2


def test_the_decorator_and_its_reader_agree() -> None:
    """What the judge's decorator takes is what the bank reads."""
    assert tuple(inspect.signature(judge_case.case).parameters) == ARGUMENTS
    assert judge_case.TAGS == TAGS


def test_a_list_reads_no_further_than_the_card(mean: Path) -> None:
    """A broken, unreadable or endless body does not touch the list; a broken card leaves only itself out."""
    for body in (b"][", b"\xff\xfe", b"x" * (3 << 20)):
        (mean / "problem.yaml").write_bytes(f"# a comment\n---\n{CARD}---\n".encode() + body)
        assert [card.id for card in Bank(mean.parents[1]).cards()] == ["mean"]
    other = write_problem(mean.parents[1], "median")
    edit(other / "problem.yaml", "difficulty: easy", "difficulty: 3")
    bank = Bank(mean.parents[1])
    assert bank.problem_ids() == ["mean", "median"]
    assert [card.id for card in bank.cards()] == ["mean"]
    (finding,) = bank.broken()
    assert finding.endswith("median/problem.yaml:4:13: difficulty: expected one of easy, medium, hard; got a number")


def test_rubrics_go_by_name_or_path(tmp_path: Path) -> None:
    """A rubric is found by its name in the bank, or by the path of a file; otherwise the nearest is suggested."""
    path = write_rubric(tmp_path)
    bank = Bank(tmp_path)
    assert bank.rubric_names() == ["plain"]
    assert bank.rubric("plain") == bank.rubric(str(path)) == load_rubric(path)
    for name in ("plane", "../rubrics/plain", str(tmp_path / "none.yaml")):
        with pytest.raises(NotFound):
            bank.rubric(name)


def test_the_bank_is_light() -> None:
    """Listing problems imports neither NumPy nor anything that draws."""
    code = "import sys; from mockml.bank.library import Bank; Bank().cards(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert not {"numpy", "rich", "textual", "typer"} & set(done.stdout.split())


ODD = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["[", "]", "{", "}", ": ", "- ", "*a", "&a ", "!!int x", "!!bool x", "<<: ", "---\n", "~", "9" * 400]
    ),
)


def read_mutated(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Reads a file with some of its text changed, which gives a spec or findings of one line each."""
    root = tmp_path / "bank"
    folder = root / "problems" / "mean"
    if not folder.exists():
        write_problem(root)
    text = {"problem.yaml": SPEC, "bugs.yaml": BUGS, "cases.py": CASES, "plain.yaml": RUBRIC}[name]
    path = write_rubric(root) if name == "plain.yaml" else folder / name
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(ODD) + text[start + data.draw(st.integers(0, 12)) :]
    original = path.read_bytes()
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        Bank(root).cards()
        load_rubric(path) if name == "plain.yaml" else load_problem(folder)
    except BadSpec as error:
        assert error.findings
        assert all("\n" not in finding for finding in error.findings)
    finally:
        path.write_bytes(original)


FILES = st.sampled_from(["problem.yaml", "bugs.yaml", "cases.py", "plain.yaml"])


@given(FILES, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_files_raise_only_bad_spec(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Whatever is done to a file's text, it is read or refused with findings of one line each."""
    read_mutated(tmp_path, name, data)


@pytest.mark.slow
@pytest.mark.timeout(3000)
@given(FILES, st.data())
@settings(max_examples=10_000, suppress_health_check=list(HealthCheck))
def test_ten_thousand_mutated_files(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Ten thousand files with their text changed are read or refused."""
    read_mutated(tmp_path, name, data)
