"""`mockml loop` by script: a whole loop through the real command, what it prints and keeps, and what it refuses."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.bank.library import Bank, content_root
from mockml.record.database import Record
from mockml.record.loops import Loops
from tests.bank.test_loops import LOOP
from tests.cli.test_cli import envelope, modules_of
from tests.conftest import Command

REFERENCE = (content_root() / "problems" / "kmeans" / "reference.py").read_text()
INTERVIEW = """\
What happens when a cluster ends up empty?
How should the centroids be initialized?
Which distance do you want?
When should it stop iterating?
/next
Random rows as centroids, then assign by argmin and take means; O(n k d) an iteration.
/next
I split assign out, so that labels and centroids agree.
An empty cluster takes a data point, since the mean of nothing is NaN.
/run
/submit
It finds a local optimum only, so I would start it from several places and keep the best.
/next
1 2 3
1 2
4
4
3
3
"""
ROUND = {"id", "title", "kind", "minutes", "weight", "number", "state", "level", "said", "command"}


def answers(count: int) -> str:
    """A script that answers questions, and ticks four points of each."""
    return "words\n\n\n1 2 3 4\n\n\n" * count


@pytest.fixture
def mine() -> str:
    """A small loop of one's own: a round elsewhere, one of code, two questions, a story."""
    Path("mine.yaml").write_text(LOOP)
    Path("solution.py").write_text(REFERENCE)
    return "mine.yaml"


def test_a_whole_loop_by_script(mockml: Command, mine: str) -> None:
    """From start to the committee's page: a tick, an interview that is judged, questions, a story left out."""
    done = mockml("loop", "start", mine)
    assert (done.returncode, "1 h 48 min in all" in done.stdout) == (0, True), done.stderr
    assert "Two puzzles, elsewhere." in (outside := mockml("loop", "next").stdout)
    assert "Next: mockml loop tick 1 strong (or weak, or skip)" in outside
    assert "To sit another round first: mockml loop next --round 2" in outside
    assert "strong: by your own tick" in mockml("loop", "tick", "1", "strong").stdout
    done = mockml("loop", "next", "--file", "solution.py", stdin=INTERVIEW)
    assert done.returncode == 0, done.stderr
    assert "mockml: round 2 of 4, Coding (interview, 45 min)" in done.stderr
    assert "DEBRIEF of session 1" in done.stdout
    assert re.search(r"hidden cases (\d+)/\1\b", done.stdout)
    assert done.stdout.endswith("Next: mockml loop next\n")
    assert "Round 3 of 4, Words: " in mockml("loop", "next", stdin=answers(2)).stdout
    done = mockml("loop", "tick", "4", "skip")
    assert done.stdout.endswith("Next: mockml loop report\n")
    page = mockml("loop", "next").stdout
    assert page == mockml("loop", "report").stdout
    assert "Decision: YES" in page
    assert "The middle of 4 votes (Coding counts twice)" in page
    assert "THE WEEK AFTER" in page
    assert "DEBRIEF" in mockml("report", "1").stdout
    with Record.open() as record:
        assert [grade["signal"] for grade in record.rows("SELECT signal FROM grades", ())]


def test_the_last_round_ends_with_the_page(mockml: Command, mine: str) -> None:
    """When the last round is over, the committee's page comes at once."""
    mockml("loop", "start", mine)
    for number in ("1", "2", "4"):
        mockml("loop", "tick", number, "skip")
    done = mockml("loop", "next", stdin=answers(2))
    assert "HIRING COMMITTEE on loop 1: Mine" in done.stdout
    assert "Decision: NOT ASSESSED" in done.stdout


def test_it_speaks_json(mockml: Command, mine: str) -> None:
    """What reports has the envelope: the list, the start, where it stands, a tick, the page."""
    rows = envelope(mockml("loop", "list", "--json"))["data"]
    assert [row["id"] for row in rows] == Bank().loop_names()
    begun = envelope(mockml("loop", "start", mine, "--json"))["data"]
    assert (begun["loop"], begun["id"], begun["over"], begun["next"]) == (1, "mine", False, "mockml loop next")
    assert all(set(one) == ROUND for one in begun["rounds"])
    ticked = envelope(mockml("loop", "tick", "1", "weak", "--json"))["data"]
    assert (ticked["rounds"][0]["state"], ticked["rounds"][0]["level"]) == ("done", "weak")
    assert envelope(mockml("loop", "--json"))["data"] == ticked
    page = envelope(mockml("loop", "report", "--json"))["data"]
    assert (page["decision"], page["assessed"], len(page["days"])) == ("not assessed", 1, 7)
    assert list(page["days"][0]) == ["day", "todo"]


def test_a_round_that_is_left_goes_on(mockml: Command, mine: str) -> None:
    """The end of input leaves a round with what to type; the next time it goes on there, in that round first."""
    mockml("loop", "start", mine)
    done = mockml("loop", "next", "--round", "3", stdin="half an answer\n")
    assert (done.returncode, done.stdout.rstrip().split("\n")[-1]) == (0, "All is saved. Next: mockml loop next")
    assert "begun, and not over" in mockml("loop").stdout
    done = mockml("loop", "next", stdin="")
    assert "| half an answer" in done.stdout
    assert "round 3 of 4" in done.stderr
    assert "left out" in mockml("loop", "tick", "3", "skip").stdout
    assert "| half" not in mockml("loop", "next", "--round", "3", stdin="/skip\n/skip\n").stdout
    done = mockml("loop", "tick", "3", "skip")
    assert (done.returncode, "round 3 is done" in done.stderr) == (2, True)


def test_two_loops_at_once(mockml: Command, mine: str) -> None:
    """A second loop is begun beside the first, which is named; commands say which loop they mean where it matters."""
    mockml("loop", "start", mine)
    assert "loop 1 waits, too: mockml loop next --loop 1" in mockml("loop", "start", "new-grad").stderr
    assert "Loop 2: New graduate" in mockml("loop").stdout
    assert mockml("loop", "--loop", "1").stdout.endswith("Next: mockml loop next --loop 1\n")
    assert "mockml loop tick 1 strong --loop 1" in mockml("loop", "next", "--loop", "1").stdout
    assert "HIRING COMMITTEE on loop 2" in mockml("loop", "report").stdout
    assert "HIRING COMMITTEE on loop 1" in mockml("loop", "report", "1").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["start", "newgrad"], 3, "did you mean new-grad?"),
        (["start", "nowhere.yaml"], 3, "no loop file nowhere.yaml"),
        (["start", "broken.yaml"], 2, "broken.yaml:1:1: the key 'title' is missing"),
        (["tick", "9", "strong"], 3, "no round 9 in loop 1"),
        (["tick", "1", "stron"], 2, "did you mean strong?"),
        (["tick", "2", "strong"], 2, "round 2 is judged by what you do in it"),
        (["next", "--round", "0"], 3, "its rounds are 1 to 4"),
        (["next", "--loop", "7"], 3, "no loop 7"),
        (["report", "7"], 3, "no loop 7"),
        (["report", "99999999999999999999"], 3, "no loop 99999999999999999999"),
        (["nxt"], 2, "Did you mean 'next'?"),
        (["--loop", "1", "next"], 2, "options go behind"),
    ],
)
def test_what_is_refused(mockml: Command, mine: str, words: list[str], code: int, said: str) -> None:
    """Each wrong request is one clear line with its exit code, also in JSON, and changes nothing."""
    mockml("loop", "start", mine)
    Path("broken.yaml").write_text("id: broken\n")
    done = mockml("loop", *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    if "next" not in words and "nxt" not in words:
        assert envelope(mockml("loop", *words, "--json"))["exit_code"] == code
    with Record.open() as record:
        assert [len(row.rounds) for row in Loops(record).newest_first()] == [0]


def test_no_loop_yet(mockml: Command) -> None:
    """Before any loop, each command says how to begin one, and exits with 3."""
    for words in ([], ["next"], ["report"], ["tick", "1", "weak"]):
        done = mockml("loop", *words)
        assert (done.returncode, "mockml loop start new-grad begins one" in done.stderr) == (3, True)


def test_a_loop_keeps_its_rules(mockml: Command, mine: str) -> None:
    """A loop that is going on keeps the rounds and rules it began with, whatever becomes of its file."""
    mockml("loop", "start", mine)
    Path(mine).unlink()
    assert "4. Story (project, 9 min)" in mockml("loop").stdout


def test_a_loop_moves_to_another_machine(mockml: Command, mine: str, tmp_path: Path) -> None:
    """An export carries loops: what was ticked and answered here is on the page there."""
    mockml("loop", "start", mine)
    mockml("loop", "tick", "1", "strong")
    mockml("loop", "next", "--round", "3", stdin=answers(2))
    here = envelope(mockml("loop", "--json"))["data"]
    assert mockml("export", "record.jsonl").returncode == 0
    there = {"MOCKML_HOME": str(tmp_path / "there")}
    assert ", 1 loops" in mockml("import", "record.jsonl", env=there).stdout
    assert envelope(mockml("loop", "--json", env=there))["data"] == here
    assert "left as they were: 3" in mockml("import", "record.jsonl", env=there).stdout


def test_help_shows_it(mockml: Command) -> None:
    """The group is in the list of commands; it and each of its commands have an example."""
    assert "\n  loop " in mockml("--help").stdout
    for words in ([], ["start"], ["next"], ["tick"], ["report"], ["list"]):
        assert "Example: mockml loop " in mockml("loop", *words, "--help").stdout


def test_a_loop_is_light(mockml: Command) -> None:
    """Where a loop stands, and a round of questions, need neither NumPy nor a full screen."""
    heavy = {"numpy", "textual", "rich.markdown", "rich.console", "mockml.judge.grade", "mockml.screen.full.app"}
    mockml("loop", "start", "new-grad")
    for words in (["loop"], ["loop", "report"], ["loop", "list"]):
        assert modules_of(*words) & heavy == set()
    code = "import sys; sys.argv = ['mockml', 'loop', 'next', '--round', '4']\nfrom mockml.cli.main import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    print(' '.join(sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", code], input="/skip\n", capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) & heavy == set()
