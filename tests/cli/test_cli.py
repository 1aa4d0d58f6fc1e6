"""The command line: exit codes, the JSON envelope, help, and what is not imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mockml import __version__
from mockml.bank.library import Bank, content_root
from mockml.bank.spec import Problem
from mockml.cli.main import app_commands
from mockml.record.database import Record
from tests.conftest import Command

REFERENCE = (content_root() / "problems" / "kmeans" / "reference.py").read_text()
COMMANDS = [name.replace("_", "-") for name in app_commands()]


def envelope(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The JSON of a command, with its keys checked."""
    data: dict[str, Any] = json.loads(done.stdout)
    assert list(data) == ["mockml", "command", "status", "exit_code", "data", "errors"]
    assert data["mockml"] == 1
    assert data["exit_code"] == done.returncode
    assert data["status"] == ("ok" if done.returncode in (0, 1) else "error")
    for error in data["errors"]:
        assert list(error) == ["code", "message", "hint"]
    assert done.stderr == ""
    return data


def test_grade_tells_right_from_wrong(mockml: Command) -> None:
    """A right solution exits with 0, a wrong one with 1 and words, both with every case in JSON."""
    Path("kmeans.py").write_text(REFERENCE)
    Path("mine.py").write_text("# mockml: kmeans\n" + REFERENCE.replace("argmin", "argmax"))
    good = envelope(mockml("grade", "kmeans.py", "--seed", "5", "--json"))
    row = good["data"][0]
    assert list(row) == ["file", "problem", "seed", "verdict", "score", "cases", "isolation"]
    assert (row["file"], row["problem"], row["seed"]) == ("kmeans.py", "kmeans", 5)
    assert (row["verdict"], row["score"]) == ("passed", 1.0)
    assert all(list(case) == ["id", "title", "tag", "outcome", "message", "seconds"] for case in row["cases"])
    assert all(list(layer) == ["layer", "active", "detail"] for layer in row["isolation"])
    done = mockml("grade", "mine.py", "--seed", "5")
    assert done.returncode == 1
    assert "FAILED" in done.stdout
    assert "Each point belongs to its nearest centroid" in " ".join(done.stdout.split())
    both = envelope(mockml("grade", "kmeans.py", "mine.py", "--json"))
    assert both["exit_code"] == 1
    assert [row["verdict"] for row in both["data"]] == ["passed", "failed"]


def test_the_same_seed_prints_the_same_words(mockml: Command) -> None:
    """Grading again with the seed that was printed gives the same failures; --reveal adds the data."""
    Path("kmeans.py").write_text(REFERENCE.replace("default_rng()", "default_rng(0)").replace("argmin", "argmax"))
    first, again = (mockml("grade", "kmeans.py", "--seed", "9") for _ in range(2))
    assert first.stdout == again.stdout
    revealed = mockml("grade", "kmeans.py", "--seed", "9", "--reveal")
    assert "the call: kmeans(array(" in revealed.stdout
    assert "the call:" not in first.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["grade", "missing.py"], 2, "missing.py: No such file"),
        (["grade", "."], 2, "Is a directory"),
        (["grade", "other.py"], 3, "no problem 'other'"),
        (["grade", "other.py", "--problem", "kmaens"], 3, "did you mean kmeans?"),
        (["grade"], 2, "Missing argument"),
        (["grade", "other.py", "--seed", "x"], 2, "--seed"),
        (["show", "kmaens"], 3, "did you mean kmeans?"),
        (["start", "kmaens"], 3, "did you mean kmeans?"),
        (["start", "kmeans", "--minutes", "0"], 2, "--minutes 0"),
        (["start", "kmeans", "--rubric", "none"], 3, "no rubric 'none'"),
        (["start", "kmeans", "--file", "nowhere/x.py"], 2, "nowhere/x.py"),
        (["start", "kmeans", "--edit-cmd", "no-such-editor"], 2, "--edit-cmd"),
        (["resume"], 3, "no session to go on with"),
        (["resume", "7"], 3, "no session 7"),
        (["report"], 3, "no sessions yet"),
        (["rubric", "x.yaml"], 3, "no rubric file x.yaml"),
        (["lst"], 2, "did you mean list?"),
        (["list", "--frob"], 2, "No such option"),
    ],
)
def test_errors_are_one_line_and_a_code(mockml: Command, words: list[str], code: int, said: str) -> None:
    """What is wrong and what to do next is said on stderr, with the documented exit code and no traceback."""
    Path("other.py").write_text("x = 1\n")
    done = mockml(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize("words", [["grade", "missing.py"], ["show", "nope"], ["list", "--frob"], ["nope"], ["report"]])
def test_errors_speak_json(mockml: Command, words: list[str]) -> None:
    """With --json an error is in the envelope on stdout, those before dispatch too."""
    data = envelope(mockml(*words, "--json"))
    assert data["status"] == "error"
    assert data["errors"][0]["message"]


def test_a_bad_file_among_good_ones_is_said(mockml: Command) -> None:
    """Several files: those that can be graded are, the others are errors, and the exit code is the worst."""
    Path("kmeans.py").write_text(REFERENCE)
    data = envelope(mockml("grade", "kmeans.py", "missing.py", "--json"))
    assert data["exit_code"] == 2
    assert [row["verdict"] for row in data["data"]] == ["passed"]
    assert "missing.py" in data["errors"][0]["message"]


def test_lists_and_shows_speak_json(mockml: Command) -> None:
    """list, show, rubric, where, history and report all have the envelope."""
    mockml("start", "kmeans", stdin="")
    assert [card["id"] for card in envelope(mockml("list", "--json"))["data"]] == Bank().problem_ids()
    assert envelope(mockml("rubric", "--json"))["data"]["id"] == "four-signal"
    assert "record" in envelope(mockml("where", "--json"))["data"]
    assert envelope(mockml("history", "--json"))["data"][0]["problem"] == "kmeans"
    assert envelope(mockml("report", "1", "--json"))["data"]["decision"] == "not assessed"


def test_show_gives_nothing_away(mockml: Command) -> None:
    """Show prints no case, answer or reference, in text or JSON, unless --spoilers asks for them."""
    problem = Bank().problem("kmeans")
    answer, hint = problem.body.clarifications[0].answer, problem.body.hints[0]
    secrets = [problem.cases[0].title, answer, "rng.integers(len(X))", hint]
    for extra in ([], ["--json"]):
        plain, spoiled = mockml("show", "kmeans", *extra).stdout, mockml("show", "kmeans", "--spoilers", *extra).stdout
        flat = " ".join(spoiled.split())
        assert all(secret not in " ".join(plain.split()) for secret in secrets)
        assert all(secret in flat for secret in secrets)


def test_every_command_has_help_with_an_example(mockml: Command) -> None:
    """--help of each command ends with an example; the top level lists them all; no words at all say what to type."""
    top = mockml("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in top
    for name in COMMANDS[:3]:
        assert f"Example: mockml {name}" in mockml(name, "--help").stdout
    assert "mockml start kmeans" in mockml().stdout
    assert mockml("--version").stdout == f"mockml {__version__}\n"


def test_run_shows_the_examples(mockml: Command) -> None:
    """Run tells which examples held, exits with 1 when one did not, and names the next command."""
    Path("kmeans.py").write_text(REFERENCE)
    done = mockml("run", "kmeans.py")
    assert done.returncode == 0
    assert "examples: 3 of 3 passed" in done.stdout
    assert "Next: mockml grade kmeans.py" in done.stdout
    Path("mine.py").write_text(REFERENCE)
    given = ("--problem", "kmeans", "--timeout", "9")
    assert "Next: mockml grade mine.py --problem kmeans --timeout 9" in mockml("run", "mine.py", *given).stdout
    Path("kmeans.py").write_text("def kmeans(X, k): return None\n")
    assert mockml("run", "kmeans.py").returncode == 1
    assert envelope(mockml("run", "kmeans.py", "--json"))["data"]["ok"] is False


def test_the_demo_plays_a_whole_interview(mockml: Command, home: Path, kmeans: Problem) -> None:
    """Demo ends with a decision, touches neither the folder nor the record, and needs no terminal."""
    n = len(kmeans.cases)
    done = mockml("demo")
    assert done.returncode == 0
    assert "Decision: " in done.stdout
    assert f"{n} of {n} passed" in done.stdout
    assert list(Path.cwd().iterdir()) == []
    assert not (home / "record.sqlite3").exists()
    data = envelope_of_demo = json.loads(mockml("demo", "--json").stdout)
    assert envelope_of_demo["command"] == "demo"
    assert data["data"]["decision"] != "not assessed"


def modules_of(*words: str) -> set[str]:
    """What a command imports."""
    code = f"import sys\nsys.argv = ['mockml', *{list(words)!r}]\nfrom mockml.cli.main import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass\nprint('\\n' + ' '.join(sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [["list"], ["show", "kmeans"], ["history"], ["rubric"], ["where"], ["--help"]])
def test_light_commands_stay_light(words: list[str]) -> None:
    """Commands that only look something up import neither NumPy nor a screen."""
    heavy = {"numpy", "textual", "rich.markdown", "rich.console", "mockml.judge.grade", "mockml.screen.full.app"}
    assert modules_of(*words) & heavy == set()


def test_a_full_history_is_listed(mockml: Command) -> None:
    """History shows the newest sessions first, and only those asked for."""
    with Record.open() as record:
        for name in ("kmeans", "tfidf", "kmeans"):
            record.create_session(problem=name, seed=1, rubric="four-signal", file="x", plan=[], at=1.7e9)
    rows = envelope(mockml("history", "--problem", "kmeans", "--limit", "1", "--json"))["data"]
    assert [row["session"] for row in rows] == [3]
    assert "not finished" in mockml("history").stdout
