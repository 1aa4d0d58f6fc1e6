"""`mockml check` proves what holds and says what does not, in the facts of the case."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mockml.bank.library import content_root
from mockml.bank.mutants import mutants


def check(*words: str) -> tuple[int, str, str]:
    """The command's exit code, and what it printed."""
    command = [sys.executable, "-m", "mockml", "check", *words, "--seeds", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    """A copy of a problem, to be spoilt."""
    folder = tmp_path / "linear-regression-gd"
    shutil.copytree(content_root() / "problems" / "linear-regression-gd", folder)
    return folder


def facts(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the row of one problem."""
    code, out, err = check(str(folder), *words, "--json")
    assert err == ""
    return code, json.loads(out)["data"]["problems"][0]


def test_what_holds_is_said_to_hold(problem: Path) -> None:
    """A problem that holds is proven with its figures, and exit code 0."""
    code, row = facts(problem)
    assert (code, row["findings"], row["solutions"]) == (0, [], 1)
    assert row["cases"] >= 12
    assert row["bugs"] >= 15
    assert 0 < row["speed"] < 0.5


def test_what_does_not_hold_is_named(problem: Path) -> None:
    """A reference that is wrong, a bug that is none, and an idle case are each said; exit code 1."""
    cases = problem / "cases.py"
    cases.write_text(
        cases.read_text()
        + "\n\n@case('asks for little', tag='core')\ndef idle(candidate, rng):\n"
        + "    candidate.linear_regression_gradient_descent([[1.0]], [1.0], epochs=1)\n"
        + "\n\n@case('asks too much', tag='core')\ndef unfair(candidate, rng):\n"
        + "    expect.that(candidate.linear_regression_gradient_descent([[1.0]], [1.0], epochs=1) is None, 'x')\n"
    )
    bugs = problem / "bugs.yaml"
    bugs.write_text(
        bugs.read_text()
        + "- id: harmless\n  title: Changes nothing\n  edit:\n"
        + '    - {find: "import numpy as np", replace: "import numpy as np  # changed"}\n'
        + "  caught_by: [defaults]\n  lesson: None.\n"
    )
    code, row = facts(problem)
    text = "\n".join(row["findings"])
    assert code == 1
    assert "reference: rejected by unfair on 2 of 2 seeds (seed 0: failed: x)" in text
    assert "harmless: caught by defaults on 0 of 2 seeds, not on every one (seed 0: passed)" in text
    assert "idle: catches no bug" in text


def test_what_reading_shows_is_told_before_anything_runs(problem: Path) -> None:
    """A line that is too long is told at its place at once, and not after the minutes of a proof."""
    cases = problem / "cases.py"
    lines = len(cases.read_text().splitlines())
    cases.write_text(f"{cases.read_text()}# {'x' * 140}\n")
    code, row = facts(problem)
    assert (code, row["findings"]) == (1, [f"{cases}:{lines + 1}:121: a line of 142 columns; at most 120"])
    assert "nothing was run" in check(str(problem))[1]


def test_a_long_line_in_what_cases_share_is_told_too(problem: Path) -> None:
    """The file that cases import from is read like the cases; a solution that lies beside them is nobody's affair."""
    for name in ("shared.py", "mine.py"):
        (problem / name).write_text(f"helper = 1  # {'x' * 120}\n")
    code, row = facts(problem)
    assert (code, row["findings"]) == (1, [f"{problem / 'shared.py'}:1:121: a line of 134 columns; at most 120"])


def test_a_mistake_in_a_case_is_told_once_where_it_is(problem: Path) -> None:
    """What goes wrong in the cases' own code is one finding at its line, however many solutions and bugs meet it."""
    cases = problem / "cases.py"
    cases.write_text(
        cases.read_text()
        + "\n\ndef helper(loss):\n    return loss.nothing\n"
        + "\n\n@case('breaks', tag='core')\ndef breaks(candidate, rng):\n"
        + "    candidate.linear_regression_gradient_descent([[1.0]], [1.0], epochs=1)\n    helper(1.0)\n"
    )
    line = cases.read_text().splitlines().index("    return loss.nothing") + 1
    code, row = facts(problem)
    told = [finding for finding in row["findings"] if "the case itself failed" in finding]
    assert (code, len(told)) == (1, 1)
    assert f"({cases}:{line})" in told[0]
    assert "breaks with reference on seed 0" in told[0]


def test_living_mutants_are_listed_or_said(problem: Path) -> None:
    """A mutant that no case kills is a finding, unless it is listed with a reason; a list that fits none is one too."""
    (problem / "equivalents.yaml").unlink(missing_ok=True)
    code, row = facts(problem, "--mutants")
    alive = [line for line in row["findings"] if line.startswith("mutant lives")]
    assert (code == 1) == bool(alive)
    assert row["mutants_alive"] == len(alive)
    listed = [m for m in mutants((problem / "reference.py").read_text()) if f"mutant lives: {m}" in alive]
    rows = [{"before": m.before, "after": m.after, "because": "equal"} for m in listed]
    (problem / "equivalents.yaml").write_text(json.dumps([*rows, {"before": "a", "after": "b", "because": "c"}]))
    code, row = facts(problem, "--mutants")
    assert row["findings"] == [f"{problem / 'equivalents.yaml'}: no mutant a -> b"]
    assert "mutants_equivalent" not in row


def test_a_broken_spec_is_a_finding_with_its_place(problem: Path) -> None:
    """A spec that does not hold is told with file, line and column, beside problems that do."""
    spec = problem / "problem.yaml"
    spec.write_text(spec.read_text().replace("difficulty: easy", "difficulty: simple"))
    code, out, _ = check(str(problem))
    assert code == 1
    assert "problem.yaml:4:13" in out
    assert check("no-such-problem")[0] == 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_killed_proof_leaves_nothing_behind(problem: Path) -> None:
    """After kill -9 of the command, the processes that prove end by themselves."""
    command = [sys.executable, "-m", "mockml", "check", str(problem), "--seeds", "5000", "--jobs", "2"]
    proof = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(children := _children(proof.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)  # two that prove, and one that looks after them
    proof.kill()
    proof.wait()
    while (left := [pid for pid in children if _alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(children) >= 2
    assert left == []


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_way_of_asking_that_gets_another_answer_is_told(problem: Path) -> None:
    """The interviewer is asked in every listed way, and has to understand each."""
    spec = problem / "problem.yaml"
    text = spec.read_text()
    ask = next(line for line in text.splitlines() if line.startswith("      - ") and line.endswith("?"))
    spec.write_text(text.replace(f"{ask}\n", f"{ask}\n      - Which Python version do we use?\n", 1))
    code, row = facts(problem)
    assert code == 1
    assert "'Which Python version do we use?' is answered as" in "\n".join(row["findings"])


def test_the_next_command_has_the_options_of_this_one(problem: Path, tmp_path: Path) -> None:
    """What is given as next can be typed as it stands, with the same seeds, mutants and solutions."""
    (problem / "cases.py").write_text(f"# {'x' * 140}\n{(problem / 'cases.py').read_text()}")
    mine = tmp_path / "mine.py"
    mine.write_text("def other(): ...\n")
    _, out, _ = check(str(problem), "--first-seed", "3", "--mutants", "--also", str(mine), "--wrong", str(mine))
    again = f"mockml check {problem} --seeds 2 --first-seed 3 --mutants --also {mine} --wrong {mine}"
    assert out.rstrip().endswith(f"Next: {again}")


UNFAIR = """of: ../linear-regression-gd/reference.py
solutions:
  - id: unfair
    about: Halves the gradient, of which that question says nothing.
    assumes: [loss-timing]
    edit:
      - {find: 2 / n_samples, replace: 1 / n_samples}
"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The row of a problem with an example that is wrong, held against solutions of every kind."""
    folder = tmp_path_factory.mktemp("tried") / "linear-regression-gd"
    shutil.copytree(content_root() / "problems" / "linear-regression-gd", folder)
    spec, reference = folder / "problem.yaml", (folder / "reference.py").read_text()
    line = next(line for line in spec.read_text().splitlines() if line.startswith("    expected:"))
    spec.write_text(spec.read_text().replace(line, "    expected: 123.0", 1))
    loss = "        losses.append(np.mean(residual**2))\n"
    after = "        losses.append(np.mean((X @ weights + bias - y) ** 2))\n"
    halved = reference.replace("2 / n_samples", "1 / n_samples")
    assumes = "# assumes: loss-timing\n"
    texts = {
        "also": {
            "broken.py": halved,
            "fair.py": assumes + reference.replace(loss, "").replace("    return", f"{after}    return"),
            "edited.yaml": UNFAIR,
            "idle.py": assumes + reference,
        },
        "wrong": {"rejected.py": halved, "passing.py": reference},
    }
    for place, files in texts.items():
        (folder.parent / place).mkdir()
        for name, text in files.items():
            (folder.parent / place / name).write_text(text)
    code, row = facts(folder, "--also", str(folder.parent / "also"), "--wrong", str(folder.parent / "wrong"))
    assert (code, row["solutions"], row["unasked"], row["wrong"]) == (1, 2, 3, 2)
    return row


def told(row: dict[str, Any], name: str) -> list[str]:
    """What is said of one file."""
    return [line for line in row["findings"] if line.startswith(f"{name}: ")]


def test_the_prompts_examples_are_proven_too(tried: dict[str, Any]) -> None:
    """An example that does not hold of the reference is told."""
    (line,) = told(tried, "problem.yaml")
    assert line.startswith("problem.yaml: examples[0] does not hold")


def test_a_right_solution_can_be_held_against_it(tried: dict[str, Any]) -> None:
    """`--also` says of a solution that has to pass where it is rejected."""
    assert all(line.startswith("broken.py: rejected by") for line in told(tried, "broken.py"))
    assert len(told(tried, "broken.py")) > 1


def test_who_never_asked_may_fail_only_what_the_answer_decides(tried: dict[str, Any]) -> None:
    """A solution whose first line says what it assumes is rejected by no other case, and by one of these at least."""
    assert told(tried, "fair.py") == []
    assert "which does not clarify what it assumes" in told(tried, "edited.yaml unfair")[0]
    assert told(tried, "idle.py") == ["idle.py: assumes what no case decides: it passes everywhere"]


def test_wrong_solutions_have_to_be_rejected(tried: dict[str, Any]) -> None:
    """`--wrong` says of a wrong solution on how many seeds no case rejects it, and nothing of one that is rejected."""
    assert told(tried, "rejected.py") == []
    assert told(tried, "passing.py") == ["passing.py: is wrong, and passes every case on 2 of 2 seeds (seed 0: passed)"]


def test_what_cannot_be_tried_is_said(problem: Path, tmp_path: Path) -> None:
    """A folder without solutions, and an assumption that is no clarification, are told before anything runs."""
    assert check(str(problem), "--also", str(tmp_path / "nothing"))[0] == 2
    (tmp_path / "typo.py").write_text("# assumes: loss-time\n")
    code, _, err = check(str(problem), "--also", str(tmp_path / "typo.py"))
    assert (code, "typo.py:1:12: no clarification" in err) == (2, True)
