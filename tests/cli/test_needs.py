"""A problem that needs an optional package, where that is not installed: it is listed, and one line says what to do."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.needs import missing, need_installed
from mockml.bank.spec import Card
from mockml.cli import check, offer
from mockml.errors import NotInstalled
from mockml.practice.catalogue import catalogue
from mockml.record.database import Record
from tests.conftest import Command

PROBLEM = "feature-pipeline"
LINE = f'mockml: {PROBLEM} needs pandas, which is not installed: pip install "mockml[pandas]"\n'
BLOCK = """
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Finder())
"""


@pytest.fixture
def without_pandas(tmp_path: Path) -> dict[str, str]:
    """An environment in which pandas cannot be imported."""
    folder = tmp_path / "blocked"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCK)
    return {"PYTHONPATH": f"{folder}:{Path(__file__).resolve().parents[2]}"}


COMMANDS = [
    ["start", PROBLEM],
    ["grade", "mine.py"],
    ["run", "mine.py"],
    ["check", PROBLEM],
    ["drill", PROBLEM],
    ["drill", "--once", "--file", "mine.py"],
    ["hunt", PROBLEM],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_one_line_says_how_to_install_it(mockml: Command, without_pandas: dict[str, str], words: list[str]) -> None:
    """Whatever would run it exits with 2 and one line on stderr; nothing is begun, written or judged."""
    Path("mine.py").write_text(f"# mockml: {PROBLEM}\n")
    done = mockml(*words, env=without_pandas)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", LINE)
    assert [path.name for path in Path.cwd().iterdir()] == ["mine.py"]
    if words[0] in ("grade", "run", "check"):
        data = json.loads(mockml(*words, "--json", env=without_pandas).stdout)
        assert (data["exit_code"], data["status"]) == (2, "error")
        assert [error["code"] for error in data["errors"]] == ["not_installed"]


def test_it_is_listed_with_what_it_needs(mockml: Command, without_pandas: dict[str, str]) -> None:
    """List names the problem and what is not installed, in text and JSON, and exits with 0."""
    done = mockml("list", env=without_pandas)
    row = next(line for line in done.stdout.splitlines() if line.startswith(PROBLEM))
    assert row.endswith("numpy, pandas (not installed)")
    assert (done.returncode, done.stderr) == (0, "")
    cards = json.loads(mockml("list", "--json", env=without_pandas).stdout)["data"]
    assert [card["id"] for card in cards if card["missing"]] == [PROBLEM]
    assert "not installed" not in mockml("list").stdout


def test_everything_else_works(mockml: Command, without_pandas: dict[str, str]) -> None:
    """The problem can be read, another one is graded, and a file that cannot be judged does not keep others from it."""
    assert mockml("show", PROBLEM, "--spoilers", env=without_pandas).returncode == 0
    reference = (Bank().problem("kmeans").folder / "reference.py").read_text()
    Path("kmeans.py").write_text(reference)
    Path("mine.py").write_text(f"# mockml: {PROBLEM}\n")
    done = mockml("grade", "kmeans.py", "mine.py", env=without_pandas)
    assert (done.returncode, done.stderr) == (2, LINE)
    assert "cases passed: passed." in " ".join(done.stdout.split())


def test_it_is_not_suggested(mockml: Command, without_pandas: dict[str, str]) -> None:
    """Next and plan leave out what cannot be run here; where it can, it is on offer."""
    soon = (date.today() + timedelta(days=20)).isoformat()
    for words in (["next", "--for", "600"], ["plan", "--until", soon, "--minutes", "600"]):
        done = mockml(*words, "--json", env=without_pandas)
        assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "ok")
        assert PROBLEM not in done.stdout
        assert "kmeans" in done.stdout
    assert PROBLEM in {offer.item for offer in catalogue(Bank())}


def test_a_session_is_not_resumed_without_it(mockml: Command, without_pandas: dict[str, str]) -> None:
    """A session that was begun with the package says what is missing, and can be resumed when it is back."""
    plan = [("clarify", 300.0), ("code", 2100.0)]
    with Record.open() as record:
        record.create_session(problem=PROBLEM, seed=1, rubric="four-signal", file="x.py", plan=plan, at=1.7e9)
    done = mockml("resume", env=without_pandas)
    assert (done.returncode, done.stderr) == (2, LINE)


def test_no_problem_is_offered_that_cannot_be_sat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without a name chooses among the problems whose needs are there."""
    monkeypatch.setattr(offer, "missing", lambda card: ["x"] if card.id != "kmeans" else [])
    assert {offer.choose(Bank(), None, None) for _ in range(5)} == {"kmeans"}


def test_a_pattern_of_which_nothing_can_be_run_says_why(mockml: Command, without_pandas: dict[str, str]) -> None:
    """Start by a pattern whose only problem needs what is not there says how to install it."""
    done = mockml("start", "--pattern", "feature-engineering", env=without_pandas)
    assert (done.returncode, done.stderr) == (2, LINE)


def test_a_check_of_all_skips_it_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check without names proves the problems whose needs are there, and says which ones it leaves out, and why."""
    monkeypatch.setattr(check, "missing", lambda card: ["pandas"] if card.id != "linear-regression-gd" else [])
    check.check(seeds=1, jobs=1)
    lines = capsys.readouterr().out.splitlines()
    assert f"{PROBLEM}: skipped, since it needs {LINE.partition('needs ')[2]}".strip() in lines
    assert [line.split()[0] for line in lines if line.endswith("  yes")] == ["linear-regression-gd"]


def test_any_package_can_be_needed() -> None:
    """A package that is no extra of mockml's is named by itself; one that is there is not missing."""
    card = Card("x", "X", "y", "easy", ["numpy", "no_such_package", "pandas.no_such.part"])
    assert missing(card) == ["no_such_package", "pandas.no_such.part"]
    with pytest.raises(NotInstalled) as caught:
        need_installed(Card("x", "X", "y", "easy", ["numpy", "no_such_package"]))
    assert caught.value.message == "x needs no_such_package, which is not installed: pip install no_such_package"
    need_installed(Card("x", "X", "y", "easy", ["numpy"]))
