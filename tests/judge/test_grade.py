"""Grading is repeatable, fails closed, and keeps what is expected away from the solution."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mockml.errors import BadFile, BadSpec, CannotJudge
from mockml.judge.case import load_cases
from mockml.judge.outcomes import CaseResult, Verdict
from mockml.judge.process import WarmParent
from mockml.judge.service import Judge
from mockml.judge.source import problem_named, read_source
from mockml.judge.submission import Submission
from mockml.judge.workbench import Visible
from tests.judge.conftest import GOOD
from tests.judge.test_outcomes import body, grade


def test_the_same_seed_gives_the_same_verdict(judge: Judge) -> None:
    """Two grades with one seed see the same data; another seed sees other data."""
    wrong = body("return x * 0")
    first, again, other = grade(judge, wrong, 7), grade(judge, wrong, 7), grade(judge, wrong, 8)
    assert [c.message for c in first.cases] == [c.message for c in again.cases]
    assert first.cases[0].data == again.cases[0].data
    assert first.cases[0].data != other.cases[0].data


def test_cases_do_not_see_each_other(judge: Judge) -> None:
    """What one case changes, globally or in NumPy itself, is gone in the next."""
    vandal = GOOD + "\nimport sys\nassert not hasattr(np, 'visited')\nnp.visited = True\nnp.array = None\n"
    assert grade(judge, vandal).verdict == "passed"
    assert grade(judge, GOOD).verdict == "passed"


@pytest.mark.parametrize(
    "trick",
    [
        "np.allclose = np.array_equal = lambda *a, **k: True",
        "import builtins; builtins.isinstance = lambda *a: True; builtins.all = lambda *a: True",
        "import sys; sys.settrace(lambda *a: None)",
        "class Equal(np.ndarray):\n    __eq__ = __ne__ = __le__ = lambda *a: True",
    ],
)
def test_tampering_does_not_pass(judge: Judge, trick: str) -> None:
    """Patching NumPy, built-ins or comparison turns no wrong answer into a pass."""
    result = "return (x - y).view(Equal)" if "Equal" in trick else "return x - y"
    assert grade(judge, body(result).replace("import numpy as np", f"import numpy as np\n{trick}")).score < 1


def test_nothing_expected_is_in_the_worker(judge: Judge) -> None:
    """Neither the cases nor anything else of ours can be found from inside the solution."""
    spy = body(
        "import sys, gc; own = [m for m in sys.modules if 'cases' in m or 'expect' in m or m.startswith('mockml.')];"
        " found = [o for o in gc.get_objects() if isinstance(o, str) and 'keeps an object' in o];"
        " print(own, len(found)); return x + y"
    )
    assert grade(judge, spy).cases[0].output.strip() == "[] 0"


def test_a_case_that_fails_by_itself_is_not_the_solutions_fault(tmp_path: Path) -> None:
    """A fault in a case, or a case that asks nothing, leaves the verdict open instead of failing or passing."""
    (tmp_path / "cases.py").write_text(
        "from mockml.judge.case import case\n"
        "@case('broken', tag='core')\ndef broken(candidate, rng):\n    1 / 0\n"
        "@case('idle', tag='core')\ndef idle(candidate, rng):\n    pass\n"
    )
    with Judge("toy", tmp_path, requires=["numpy"]) as judge:
        verdict = grade(judge, GOOD)
    assert [case.outcome for case in verdict.cases] == ["unjudged", "unjudged"]
    assert "the case itself failed: ZeroDivisionError" in verdict.cases[0].message
    assert verdict.verdict == "unjudged"


@pytest.mark.parametrize(
    ("shared", "place"),
    [
        ("def helper():\n    return 1 / 0\n", 2),
        ("LIMIT = 1\n\nhelper = = 2\n", 3),
        ("LIMIT = 1\nhelper = LIMITS\n", 2),
        ("LIMIT = 1\nhelper = eval('1 +')\n", 2),
    ],
)
def test_a_mistake_in_what_cases_share_is_told_there(tmp_path: Path, shared: str, place: int) -> None:
    """Cases import from shared.py beside them; what goes wrong in it is told at its own line."""
    (tmp_path / "shared.py").write_text(shared)
    (tmp_path / "cases.py").write_text(
        "from mockml.judge.case import case\nfrom .shared import helper\n\n\n"
        "@case('broken', tag='core')\ndef broken(candidate, rng):\n    helper()\n"
    )
    with Judge("toy", tmp_path, requires=["numpy"]) as judge:
        try:
            said = grade(judge, GOOD).cases[0].message
        except BadSpec as error:
            said = "\n".join(error.findings)
    assert f"{tmp_path / 'shared.py'}:{place}" in said


def test_a_swallowed_crash_does_not_pass(tmp_path: Path) -> None:
    """A case that catches too much still does not pass a solution that died."""
    (tmp_path / "cases.py").write_text(
        "from mockml.judge.case import case\n"
        "@case('trusting', tag='core')\ndef trusting(candidate, rng):\n"
        "    try:\n        candidate.add(1, 2)\n    except Exception:\n        pass\n"
    )
    with Judge("toy", tmp_path, requires=["numpy"]) as judge:
        assert grade(judge, body("import os; os._exit(0)")).cases[0].outcome == "crashed"


def test_a_missing_requirement_is_said(toy_folder: Path) -> None:
    """A problem whose library is not installed says which, and how to get it."""
    with pytest.raises(CannotJudge, match="needs no_such_library") as caught:
        WarmParent().prepare(["no_such_library"]).ready()
    assert caught.value.hint == "pip install no_such_library"


def test_a_verdict_survives_json() -> None:
    """A stored verdict reads back as it was."""
    cases = (CaseResult("a", "A", "core", "passed", "", 0.1), CaseResult("b", "B", "edge", "failed", "x", 0.2, "q"))
    verdict = Verdict("toy", 3, cases)
    assert Verdict.from_dict(verdict.as_dict()) == verdict
    assert verdict.score == 0.5
    assert Verdict("toy", 3, ()).verdict == "unjudged"


def test_run_shows_examples_tests_and_main(judge: Judge) -> None:
    """`run` tells of examples, of the file's own tests and of its main block, each in words."""
    source = GOOD + (
        "\ndef test_good():\n    assert add(1, 2) == 3\n\ndef test_bad():\n    assert add(1, 2) == 4\n"
        "\ndef test_needs(fixture):\n    pass\n\nif __name__ == '__main__':\n    print('main ran')\n"
    )
    examples = [
        Visible("add(x, 1)", [2.0, 3.0], "x = np.array([1.0, 2.0])"),
        Visible("add(1, 1)", 3),
        Visible("[add('a', 'b'), True]", ["ab", True]),
    ]
    report = judge.run(Submission(source, "s.py"), examples)
    assert [line.ok for line in report.examples] == [True, False, True]
    assert report.examples[1].message == "result: expected 3, got 2"
    assert [(line.what, line.ok) for line in report.tests] == [("test_good", True), ("test_bad", False)]
    assert "assert add(1, 2) == 4" in report.tests[1].message
    assert report.main is not None
    assert report.main.ok
    assert report.output.count("main ran") == 1


@pytest.mark.parametrize(
    ("expression", "shown", "failed"),
    [
        ("add(np.ones(2), 1)", "array([2., 2.])", False),
        ("a = 3; a * 2", "6", False),
        ("print('hi')", "hi", False),
        ("add(", "'(' was never closed", True),
        ("1 / 0", "ZeroDivisionError: division by zero", True),
        ("while True: pass", "no answer within 2 s", True),
    ],
)
def test_try_prints_what_a_repl_would(judge: Judge, expression: str, shown: str, failed: bool) -> None:
    """A line of Python runs beside the candidate's names, and its value or its error is shown."""
    text, raised = judge.evaluate(expression, Submission(GOOD, "s.py"))
    assert shown in text
    assert raised is failed


def test_the_solution_file_is_read_with_care(tmp_path: Path) -> None:
    """Directories, devices, pipes, huge, binary and badly encoded files are refused in one line each."""
    import os

    good = tmp_path / "good.py"
    good.write_bytes("\ufeff# mockml: kmeans\r\nx = 'é'\r\n".encode())
    assert read_source(good) == "# mockml: kmeans\nx = 'é'\n"
    bad = {"folder": None, "nul.py": b"a\0b", "latin.py": b"x = 1\ny = '\xe9'\n", "huge.py": b"#" * (1 << 20) + b"\n"}
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, data in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    for name in [*bad, "pipe", "missing.py"]:
        with pytest.raises(BadFile) as caught:
            read_source(tmp_path / name)
        assert name in caught.value.message
    with pytest.raises(BadFile, match="not a regular file"):
        read_source(Path(os.devnull))
    with pytest.raises(BadFile, match=r"latin.py:2:6: not UTF-8"):
        read_source(tmp_path / "latin.py")


def test_the_problem_is_named_by_the_file() -> None:
    """The mark in the first lines names the problem; without it the file's name does."""
    assert problem_named("#!/usr/bin/python\n# mockml: batch-norm\n", Path("x.py")) == "batch-norm"
    assert problem_named("x = 1\n", Path("linear_regression_gd.py")) == "linear-regression-gd"


def test_the_generator_of_a_case_is_its_own(toy_folder: Path) -> None:
    """Each case has its own stream of data from the session's seed."""
    first, second = load_cases(toy_folder)
    assert first.rng(1).random() == first.rng(1).random()
    assert len({first.rng(1).random(), first.rng(2).random(), second.rng(1).random()}) == 3
    assert isinstance(first.rng(2**32 - 1), np.random.Generator)


def test_named_tuples_are_results_and_caches(tmp_path: Path) -> None:
    """A named tuple is read as a tuple, and handed back to the solution as the object that it was."""
    (tmp_path / "cases.py").write_text("""
from mockml.judge import expect
from mockml.judge.case import case

@case("forth and back", tag="core")
def both(candidate, rng):
    made = candidate.make(2)
    one, two = expect.returns(made, "one", "two")
    expect.close(expect.array(one, "one"), [2.0, 2.0], "one")
    expect.close(expect.scalar(candidate.use(made), "use"), 5.0, "use")
""")
    source = """
from collections import namedtuple
Pair = namedtuple("Pair", "one two")
def make(x):
    return Pair([float(x)] * 2, 3)
def use(pair):
    return pair.one[0] + pair.two
"""
    with Judge("pairs", tmp_path, requires=["numpy"]) as judge:
        assert grade(judge, source).verdict == "passed"


def test_elsewhere_is_another_interpreter(tmp_path: Path) -> None:
    """A case can run the solution in a second interpreter, where the hashes of strings are others."""
    (tmp_path / "cases.py").write_text("""
from mockml.judge import expect
from mockml.judge.case import case

@case("same", tag="core")
def same(candidate, rng):
    expect.equal(candidate.elsewhere().name(), candidate.name(), "name")

@case("crashes elsewhere", tag="core")
def crash(candidate, rng):
    try:
        candidate.elsewhere().fall()
    except Exception:
        pass
    candidate.name()
""")
    with Judge("elsewhere", tmp_path, requires=["numpy"]) as judge:
        right = grade(judge, "def name():\n    return 1\ndef fall():\n    return 1\n")
        assert right.verdict == "passed", right.cases
        hashed = grade(judge, "import os\ndef name():\n    return hash('a')\ndef fall():\n    os._exit(3)\n")
        assert [case.outcome for case in hashed.cases] == ["failed", "crashed"]
        judge.warm().settle()
