"""`mockml quiz` by script: what it prints, keeps and refuses, in words and in JSON."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.practice.asked import parts_of
from mockml.record.database import Record
from mockml.record.drafts import Drafts
from mockml.record.practice import Practice
from tests.cli.test_cli import envelope, modules_of
from tests.conftest import Command
from tests.quiz.labelled import questions

WALK = questions()["project-walk-through"]
ANSWER = "Bias is being too simple, like a stump; high variance means another sample changes a lot.\n\n"


def attempts() -> list[tuple[str, str]]:
    """What the record holds of quizzes."""
    with Record.open() as record:
        return [(one.item, one.rating) for one in Practice(record).attempts("quiz")]


def drafts() -> int:
    """The number of quizzes that are not over."""
    with Record.open() as record:
        return len(Drafts(record).newest_first())


def test_a_script_answers_a_question(mockml: Command) -> None:
    """Lines on standard input take a question from the ask to the rating, which feeds the schedule; exit 0."""
    done = mockml("quiz", "bias-variance-tree-depth", stdin=f"{ANSWER}3 4 5\n\n")
    assert done.returncode == 0, done.stderr
    for words in ("My first guess", "[x] 1 Bias is", "A good answer:", "The usual mistake:", "It comes back on"):
        assert words in done.stdout
    assert done.stdout.endswith("Next: mockml next\n")
    assert "\x1b" not in done.stdout
    assert attempts() == [("bias-variance-tree-depth", "easy")]
    assert drafts() == 0
    row = envelope(mockml("quiz", "bias-variance-tree-depth", "--list", "--json"))["data"][0]
    assert list(row) == ["id", "kind", "title", "topics", "minutes", "last", "due"]
    assert row["last"] == "easy"


def test_a_script_s_summary_is_json(mockml: Command) -> None:
    """With --json, standard output is one document with each answer, and the conversation is on standard error."""
    done = mockml("quiz", "--kind", "depth", "--count", "2", "--json", stdin="words\n\n\n\nother\n\n1\n\n")
    data = json.loads(done.stdout)["data"]
    assert (list(data), data["over"]) == (["over", "answers"], True)
    assert [list(one) for one in data["answers"]] == [
        ["question", "rating", "seconds", "points", "made", "ticked", "guessed", "aloud"]
    ] * 2
    assert "Question 2 of 2" in done.stderr
    assert [one["question"] for one in data["answers"]] == [item for item, _ in attempts()]


@pytest.mark.parametrize("script", ["", "half an answer", "half an answer\n", f"{ANSWER}3"])
def test_the_end_of_input_saves_and_leaves(mockml: Command, script: str) -> None:
    """A script that ends in the middle leaves a quiz that plain `mockml quiz` goes on with, and says so; exit 0."""
    done = mockml("quiz", "bias-variance-tree-depth", stdin=script)
    assert done.returncode == 0, done.stderr
    assert "All is saved. Next: mockml quiz --resume" in done.stdout
    assert (attempts(), drafts()) == ([], 1)
    done = mockml("quiz", stdin=".\n.\n")
    assert "you left a quiz; it goes on here" in done.stderr
    assert "Going on with: Bias, variance" in done.stdout
    if script.startswith("half"):
        assert "  | half an answer" in done.stdout
    mockml("quiz", "--resume", stdin="\n\n")
    assert (len(attempts()), drafts()) == (1, 0)


def test_a_new_quiz_beside_one_that_was_left(mockml: Command) -> None:
    """Who asks for something else gets it, and is told that the other one waits; that is not lost."""
    mockml("quiz", "drift", stdin="first words\n")
    done = mockml("quiz", "calibration", stdin="words\n.\n\n")
    assert "a quiz that you left waits" in done.stderr
    assert [item for item, _ in attempts()] == ["calibration"]
    assert "| first words" in mockml("quiz", "--resume", stdin="").stdout


def test_a_story_is_kept_and_rehearsed(mockml: Command) -> None:
    """Parts and digs of a story are in the record, are listed and printed, and are offered the next time."""
    names = [part.name for part in parts_of(WALK)] + WALK.digs
    script = "".join(f"words on {number}\n\n" for number in range(len(names))) + "\n"
    assert mockml("quiz", WALK.id, stdin=script).returncode == 0
    with Record.open() as record:
        assert [story.part for story in Practice(record).stories(WALK.id)] == names
    assert f"{WALK.id}  {WALK.title}  {len(names)}" in mockml("quiz", "--stories").stdout
    text = mockml("quiz", "--stories", WALK.id).stdout
    places = [text.index(name[:40]) for name in names]
    assert places == sorted(places)
    again = mockml("quiz", WALK.id, stdin="\nbetter\n\n" + "\n" * 20).stdout
    assert again.count("  | words on") == len(names)
    data = envelope(mockml("quiz", "--stories", WALK.id, "--json"))["data"]
    assert [one["text"] for one in data][:3] == ["words on 0", "better", "words on 2"]
    with Record.open() as record:
        assert len(Practice(record).versions(WALK.id, names[1])) == 2


def test_no_stories_yet(mockml: Command) -> None:
    """Where nothing is told, or nothing is to be told, that is said with what to do."""
    assert "No stories yet. Next: mockml quiz --kind project" in mockml("quiz", "--stories").stdout
    assert "Nothing is told yet" in mockml("quiz", "--stories", WALK.id).stdout
    assert "without a story" in mockml("quiz", "--stories", "drift").stdout
    assert envelope(mockml("quiz", "--stories", "--json"))["data"] == []


def test_only_what_is_due(mockml: Command) -> None:
    """With --due, a question is asked on its day and not before; where none is due that is no error."""
    done = mockml("quiz", "--due")
    assert (done.returncode, done.stdout) == (0, "No question is due. Next: mockml quiz --count 1\n")
    mockml("quiz", "drift", stdin="words\n\n\n")
    assert "No question is due" in mockml("quiz", "--due").stdout
    assert envelope(mockml("quiz", "--due", "--json"))["data"] == {"over": True, "answers": []}
    home = Path(Record.open().path)
    with sqlite3.connect(home) as connection:
        connection.execute("UPDATE attempts SET at = at - 10 * 86400")
    assert "Drift after deployment" in mockml("quiz", "--due", stdin="/skip\n").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["drfit"], 3, "did you mean drift?"),
        (["--topic", "calibratoin"], 3, "did you mean calibration?"),
        (["--topic", "drift", "--kind", "behavioural"], 3, "no question is like that"),
        (["--stories", "drfit"], 3, "did you mean drift?"),
        (["--resume"], 3, "there is no quiz to go on with"),
        (["--kind", "behavioral"], 2, "did you mean behavioural?"),
        (["drift", "--topic", "drift"], 2, "a question is named"),
        (["--count", "2", "--for", "10"], 2, "exclude each other"),
        (["--list", "--stories"], 2, "exclude each other"),
        (["--resume", "--aloud"], 2, "goes on as the quiz began"),
        (["--minutes", "0"], 2, "--minutes"),
    ],
)
def test_what_cannot_be_asked(mockml: Command, words: list[str], code: int, said: str) -> None:
    """Each wrong request is one clear line with its exit code, also in JSON, and begins no quiz."""
    done = mockml("quiz", *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    error = envelope(mockml("quiz", *words, "--json"))
    assert error["exit_code"] == code
    assert drafts() == 0


def test_the_list_has_every_question(mockml: Command) -> None:
    """The table has a row for each question, or for those of a topic and a kind."""
    text = mockml("quiz", "--list").stdout
    cards = Bank().question_cards()
    assert all(f"\n{card.id} " in text for card in cards)
    assert f"{len(cards)} questions." in text
    few = mockml("quiz", "--list", "--topic", "drift", "--topic", "calibration").stdout
    assert "4 questions." in few


def test_a_question_that_is_gone(mockml: Command) -> None:
    """A quiz whose question a newer version no longer has does not stand in the way of others."""
    with Record.open() as record:
        Drafts(record).begin({"questions": ["no-longer-there"], "aloud": False, "minutes": None}, 1.0)
    assert mockml("quiz", "--resume").returncode == 3
    assert mockml("quiz", stdin="/skip\n").returncode == 0


def test_help_shows_it(mockml: Command) -> None:
    """The command is in the list of all commands, and has an example."""
    assert "quiz" in mockml("--help").stdout
    assert "Example: mockml quiz --topic calibration" in mockml("quiz", "--help").stdout


def test_a_quiz_is_light(mockml: Command) -> None:
    """Neither a list of questions nor a whole quiz imports NumPy or a full screen."""
    heavy = {"numpy", "textual", "rich.markdown", "rich.console", "mockml.judge.grade", "mockml.screen.full.app"}
    assert modules_of("quiz", "--list") & heavy == set()
    code = "import sys; sys.argv = ['mockml', 'quiz', 'drift']\nfrom mockml.cli.main import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    print(' '.join(sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", code], input="words\n\n\n", capture_output=True, text=True, check=True)
    assert attempts() == [("drift", "again")]
    assert set(done.stdout.splitlines()[-1].split()) & heavy == set()
