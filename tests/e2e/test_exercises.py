"""Drills and hunts as they are done: the real command, a real file, a pipe or a terminal, and every way to end."""

from __future__ import annotations

import json
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockml.bank.library import Bank, content_root
from mockml.practice.hunts import make_hunt
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice
from mockml.record.unfinished import Bench, Unfinished
from tests.cli.test_cli import envelope
from tests.conftest import Command
from tests.e2e.test_pty import Bare

PATIENCE = 40.0
RIGHT = (content_root() / "parts" / "kmeans-assign" / "reference.py").read_text()
WRONG = RIGHT.replace("argmin", "argmax")
FILE = Path("kmeans_assign.py")


class Piped:
    """The real command with pipes for its streams; what it prints is read as it comes."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mockml", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.seen = ""

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, words: str) -> str:
        """Everything printed so far, once `words` are in what is new."""
        start, deadline = len(self.seen), time.monotonic() + PATIENCE
        while words not in " ".join(self.seen[start:].split()):
            try:
                self.seen += self._lines.get(timeout=max(deadline - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"{words!r} was never said:\n{self.seen[-3000:]}") from None
        return self.seen

    def type(self, line: str) -> None:
        """Sends a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Ends the input; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.code()

    def code(self) -> int:
        """The exit code, once it has ended by itself."""
        code = self.process.wait(PATIENCE)
        self.rest()
        return code

    def rest(self) -> str:
        """Everything that was printed, once it has ended."""
        self._reader.join(PATIENCE)
        while not self._lines.empty():
            self.seen += self._lines.get()
        return self.seen


@pytest.fixture
def drill() -> Iterator[Piped]:
    """A drill of the assignment step that waits for saves."""
    piped = Piped("drill", "kmeans-assign", "--seed", "7")
    piped.until("quit (go on later).")
    yield piped
    piped.process.kill()
    piped.process.wait()


def save(text: str, path: Path = FILE) -> None:
    """Saves as most editors do: a new file in place of the old."""
    made = path.with_suffix(".new")
    made.write_text(text)
    made.replace(path)


def attempts() -> list[Attempt]:
    """What the record has."""
    with Record.open() as record:
        return Practice(record).attempts()


def unfinished(kind: Any = "drill") -> Unfinished | None:
    """What can be gone on with."""
    with Record.open() as record:
        return Bench(record).latest(kind)


def wait_for_sign_of_life() -> None:
    """Waits until the record has some of the time that was used."""
    deadline = time.monotonic() + PATIENCE
    while (row := unfinished()) is None or row.used < 1.0:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_drill_from_the_first_save_to_the_last(drill: Piped) -> None:
    """Each save is answered at once; a hint costs; what passes is confirmed, rated, recorded, and ends the drill."""
    assert "def assign(X, centroids):" in FILE.read_text()
    save(WRONG)
    drill.until("0 of 8: the nearest of several centroids: labels: ")
    drill.type("hint")
    drill.until("Hint 1 of 3: Which shape")
    drill.type("run")
    drill.until("examples: 0 of 2 passed")
    save(RIGHT)
    drill.until("Next: mockml next --for 30")
    assert drill.code() == 0
    assert "8 of 8 (best before: 0): all pass." in drill.seen
    assert "on a second seed as well" in " ".join(drill.seen.split())
    assert 'Rated "hard" (solved with hints), due again on' in " ".join(drill.seen.split())
    [attempt] = attempts()
    assert (attempt.kind, attempt.item, attempt.rating, attempt.hints) == ("drill", "kmeans-assign", "hard", 1)
    assert attempt.data == {"cases": 8, "failed": 0, "seed": 7}
    assert unfinished() is None


def test_a_personal_best_and_a_streak(mockml: Command) -> None:
    """The second time is compared with the first, in a file of its own."""
    with Record.open() as record:
        old = time.time() - 86400
        Practice(record).add_attempt(Attempt("drill", "kmeans-assign", old, "good", 300.0))
    save("old = 1\n")
    piped = Piped("drill", "kmeans-assign")
    piped.until("Your file is kmeans_assign_2.py.")
    save(RIGHT, Path("kmeans_assign_2.py"))
    piped.until("A personal best: it was 5:00. 2 days in a row (your longest).")
    assert piped.code() == 0
    assert FILE.read_text() == "old = 1\n"


def test_a_file_that_is_right_already_is_said(mockml: Command) -> None:
    """A file that passes before anything is done ends the drill at once, and nothing is counted."""
    save(RIGHT)
    done = mockml("drill", "kmeans-assign", "--file", str(FILE))
    assert done.returncode == 0
    assert "passes as it was found: nothing to practise" in " ".join(done.stdout.split())
    assert "Going on where you left it" not in done.stdout
    assert attempts() == []
    assert unfinished() is None


def test_giving_up_names_the_mistake() -> None:
    """A drill that is left unsolved says which typical mistake explains it, and counts as failed."""
    piped = Piped("drill", "softmax-stable", "--seed", "3")
    piped.until("quit (go on later).")
    part = content_root() / "parts" / "softmax-stable" / "reference.py"
    save(part.read_text().replace("scores.max(axis=axis, keepdims=True)", "scores.max()"), Path("softmax_stable.py"))
    piped.until("rows that lie far apart: ")
    piped.type("skip")
    assert piped.code() == 0
    assert "Left unsolved after" in piped.seen
    assert "This is what you get when the code does this:" in " ".join(piped.seen.split())
    assert [one.rating for one in attempts()] == ["again"]


def test_the_end_of_input_saves_and_resume_goes_on(drill: Piped) -> None:
    """A script that ends leaves with 0; resume has the same seed, file, hints and time, and judges what is there."""
    drill.type("hint")
    drill.until("Hint 1 of 3")
    save(WRONG)
    drill.until("0 of 8")
    assert drill.end() == 0
    assert "Saved. Next: mockml drill --resume" in drill.seen
    before = unfinished()
    assert before is not None
    assert (before.seed, before.data["hints"], before.file) == (7, 1, str(FILE.resolve()))
    save(RIGHT)
    piped = Piped("drill", "--resume")
    piped.until("Going on with kmeans_assign.py, as it is. Seed 7.")
    piped.until("All 8 cases pass")
    assert piped.code() == 0
    assert [(one.uuid, one.hints) for one in attempts()] == [(before.uuid, 1)]


def test_killed_in_the_middle_nothing_is_lost(drill: Piped) -> None:
    """After kill -9 the drill is in the record with its time, to within the last seconds, and goes on."""
    save(WRONG)
    drill.until("0 of 8")
    drill.type("hint")
    drill.until("Hint 1 of 3")
    wait_for_sign_of_life()
    drill.process.kill()
    drill.process.wait()
    row = unfinished()
    assert row is not None
    assert row.data["hints"] == 1
    assert row.data["best"] == 0
    lived = time.time() - row.started_at
    assert lived - 3.5 <= row.used <= lived
    piped = Piped("drill", "--resume", "kmeans-assign")
    piped.until("Going on where you left it, with 7:")
    piped.until("0 of 8")
    assert piped.end() == 0


def test_a_drill_is_done_in_one_terminal_at_a_time(drill: Piped, mockml: Command) -> None:
    """While a drill is open, it cannot be resumed elsewhere, and the message says where it is."""
    done = mockml("drill", "--resume")
    assert done.returncode == 2
    assert f"drill 1 is open in another terminal (process {drill.process.pid})" in done.stderr


@pytest.mark.parametrize("number", range(3))
def test_killed_at_any_moment(number: int) -> None:
    """After kill -9 at some moment, all that was on the screen is in the record, and the drill goes on to its end."""
    rng = random.Random(number)
    piped = Piped("drill", "kmeans-assign", "--seed", "7")
    piped.until("quit (go on later).")
    for _ in range(rng.randrange(1, 6)):
        if rng.random() < 0.5:
            piped.type("hint")
        else:
            save(f"{WRONG}# {rng.random()}\n")
    piped.until("[")
    piped.process.kill()
    piped.process.wait()
    seen = piped.rest()
    row = unfinished()
    assert row is not None
    assert row.data.get("hints", 0) >= seen.count("Hint ")
    assert row.data.get("verdicts", 0) >= seen.count("0 of 8")
    save(RIGHT)
    piped = Piped("drill", "--resume")
    assert piped.code() == 0
    assert [one.uuid for one in attempts()] == [row.uuid]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 130), (signal.SIGHUP, 130)])
def test_told_to_end(drill: Piped, number: int, code: int) -> None:
    """A signal to end saves and leaves with 130; there is something to go on with."""
    drill.process.send_signal(number)
    assert drill.code() == code
    assert unfinished() is not None
    assert attempts() == []


def test_interrupts_on_a_terminal() -> None:
    """Ctrl-C says once that all is saved; a second one leaves with 130."""
    bare = Bare("drill", "kmeans-assign", columns=60)
    bare.read_until("quit (go on later).")
    bare.type("\x03")
    bare.read_until("Ctrl-C again")
    bare.type("\x03")
    bare.rest()
    assert bare.process.wait(PATIENCE) == 130
    assert b"mockml drill --resume" in bare.seen
    assert unfinished() is not None


def test_a_terminal_that_hangs_up() -> None:
    """The window is closed: the process ends by itself and the drill can be gone on with."""
    bare = Bare("drill", "kmeans-assign")
    bare.read_until("quit (go on later).")
    bare.type("hint\r")
    bare.read_until("Hint 1 of 3")
    os.close(bare.master)
    assert bare.process.wait(PATIENCE) in (130, -1)
    row = unfinished()
    assert row is not None
    assert row.data["hints"] == 1


def test_sixty_columns_are_enough() -> None:
    """On a terminal of 60 columns no line is wider, and nothing is ever redrawn."""
    bare = Bare("hunt", "kmeans", "--bug", "empty-cluster-nan", "--seed", "3", columns=60, MOCKML_PLAIN="1")
    bare.read_until("quit (go on later).")
    hunt = Path("kmeans_hunt.py")
    save(hunt.read_text() + "\n# a remark\n", hunt)
    bare.read_until(f" of {len(Bank().problem('kmeans').cases)}")
    bare.type("skip\r")
    text = bare.rest().decode()
    assert bare.process.wait(PATIENCE) == 0
    assert "\x1b" not in text
    assert max(len(line) for line in text.replace("\r", "").split("\n")) <= 60


def test_a_file_that_goes_wrong_is_survived(drill: Piped) -> None:
    """Deleted, unreadable as text, huge, a folder: each is said, and the next good save is judged."""
    save(WRONG)
    drill.until("0 of 8")
    FILE.unlink()
    drill.until("kmeans_assign.py: No such file or directory. What was saved before still counts")
    FILE.write_bytes(b"x = '\xff\xfe'\n")
    drill.until("not UTF-8 text")
    FILE.write_text("x" * (3 << 20))
    drill.until("larger than 1 MiB")
    FILE.unlink()
    FILE.mkdir()
    drill.until("kmeans_assign.py: ")
    FILE.rmdir()
    save(RIGHT)
    drill.until("All 8 cases pass")
    assert drill.code() == 0


def test_a_solution_that_writes_over_itself_is_one_save(drill: Piped) -> None:
    """A file that is emptied before it is written, as some editors do, is judged when it is whole."""
    save(WRONG)
    drill.until("0 of 8")
    with FILE.open("w") as file:
        file.flush()
        time.sleep(0.1)
        file.write(RIGHT)
    drill.until("All 8 cases pass")
    assert "missing" not in drill.seen.lower()


def test_time_that_is_up_ends_it() -> None:
    """When the time is up the drill ends with what was there, and counts as failed."""
    piped = Piped("drill", "kmeans-assign", "--minutes", "1")
    piped.until("1 minute, until")
    assert piped.end() == 0
    with Record.open() as record:
        row = Bench(record).latest("drill")
        assert row is not None
        Bench(record).keep(row.id, 59.0, row.data, time.time())
    piped = Piped("drill", "--resume")
    piped.until("Time is up: 0 of 8 cases pass.")
    assert piped.code() == 0
    assert [one.rating for one in attempts()] == ["again"]


def test_once_for_scripts(mockml: Command) -> None:
    """--once judges and exits with 0 or 1, in words and in JSON, and records nothing."""
    save(WRONG)
    done = mockml("drill", "kmeans-assign", "--once", "--seed", "5")
    assert done.returncode == 1
    assert done.stdout.startswith("0 of 8: ")
    assert done.stdout.splitlines()[-1] == "Next: mockml drill kmeans-assign --once --seed 5"
    data = envelope(mockml("drill", "kmeans-assign", "--once", "--json", "--seed", "5"))["data"]
    assert list(data) == ["item", "file", "seed", "verdict", "passed", "of", "cases"]
    assert (data["verdict"], data["passed"], data["of"], data["seed"]) == ("failed", 0, 8, 5)
    save(RIGHT)
    assert envelope(mockml("drill", "--once", "--file", "kmeans_assign.py", "--json"))["data"]["verdict"] == "passed"
    assert mockml("drill", "kmeans-assign", "--once", "--file", "no.py").returncode == 2
    assert "--json goes with --once" in envelope(mockml("drill", "kmeans-assign", "--json"))["errors"][0]["message"]
    assert attempts() == []
    assert unfinished() is None


@pytest.mark.parametrize(
    ("words", "code", "words_said"),
    [
        (["drill", "kmaens-assign"], 3, "did you mean kmeans-assign?"),
        (["drill", "--pattern", "treees"], 3, "did you mean trees?"),
        (["drill", "kmeans", "--due"], 2, "exclude each other"),
        (["drill", "--resume"], 3, "there is no drill to go on with"),
        (["drill", "kmeans-assign", "--file", "nowhere/x.py"], 2, "nowhere/x.py"),
        (["hunt", "kmeans", "--bug", "emtpy-cluster-nan"], 3, "did you mean empty-cluster-nan?"),
        (["hunt", "kmeans", "--bug", "single-iteration+ignores-max-iters"], 2, "do not go together"),
        (["hunt", "--due"], 3, "no hunt is due"),
        (["hunt", "--resume"], 3, "there is no hunt to go on with"),
        (["hunt", "--bug", "x"], 2, "--bug goes with"),
    ],
)
def test_what_cannot_be_is_one_clear_line(mockml: Command, words: list[str], code: int, words_said: str) -> None:
    """A wrong argument is said with what to do next, and leaves nothing in the record."""
    done = mockml(*words)
    assert done.returncode == code
    assert words_said in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert unfinished() is None


def test_what_next_prints_can_be_typed(mockml: Command) -> None:
    """Every drill and hunt that `mockml next` offers begins, and can be left, by its own command."""
    with Record.open() as record:
        practice, now = Practice(record), time.time()
        practice.add_attempt(Attempt("drill", "tfidf", now - 40 * 86400, "good", 600.0))
        practice.add_attempt(Attempt("hunt", "tfidf/keeps-apostrophes", now - 3 * 86400, "again"))
    data = json.loads(mockml("next", "--for", "90", "--json").stdout)["data"]["todo"]
    commands = {one["kind"]: one["command"] for one in data if one["kind"] in ("drill", "hunt")}
    assert set(commands) == {"drill", "hunt"}
    for kind, command in commands.items():
        done = mockml(*command.split()[1:], stdin="quit\n")
        assert done.returncode == 0, done.stderr
        assert f"Next: mockml {kind} --resume" in done.stdout


def test_what_is_due_one_after_the_other() -> None:
    """--due begins with what failed, goes on with the next when one is over, and stops where one is left."""
    with Record.open() as record:
        at = time.time() - 3 * 86400
        Practice(record).add_attempt(Attempt("drill", "kmeans-assign", at, "again", 400.0))
    piped = Piped("drill", "--due", "--for", "20")
    piped.until("K-means: assign points")
    piped.until("quit (go on later).")
    save(RIGHT)
    piped.until("20 of 20 minutes left.")
    piped.until("quit (go on later).")
    piped.type("quit")
    assert piped.code() == 0
    row = unfinished()
    assert row is not None
    assert row.item != "kmeans-assign"


def test_the_title_counts_down() -> None:
    """A terminal's title says how much time is left, second by second; not in a pipe, and not for screen readers."""
    bare = Bare("drill", "kmeans-assign", "--minutes", "7")
    bare.read_until("]2;6:59 left - kmeans-assign", "]2;6:58 left")
    bare.type("quit\r")
    assert b"\x1b[23;2t" in bare.rest()
    quiet = Bare("drill", "--resume", MOCKML_PLAIN="1")
    quiet.read_until("Going on where you left it")
    quiet.type("quit\r")
    assert b"]2;" not in quiet.rest() + quiet.seen
    piped = Piped("drill", "--resume")
    piped.until("Going on where you left it")
    piped.type("quit")
    assert piped.code() == 0
    assert "]2;" not in piped.seen


def test_a_hunt_from_the_symptom_to_the_lesson(mockml: Command) -> None:
    """A colleague's report, a note, a small fix: it is passed, said to be small, and the lesson follows."""
    piped = Piped("hunt", "kmeans", "--bug", "tolerance-reversed", "--seed", "11")
    piped.until("A colleague says:")
    piped.until("quit (go on later).")
    path = Path("kmeans_hunt.py")
    hunt = make_hunt(Bank().problem("kmeans"), ["tolerance-reversed"], 11)
    assert path.read_text() == f"# mockml: kmeans\n{hunt.broken}"
    piped.type("the loop ends while the centroids still move")
    piped.until("Noted.")
    save(f"# mockml: kmeans\n{hunt.right}", path)
    piped.until("The bug: Stops while the centroids still move.")
    assert piped.code() == 0
    text = " ".join(piped.seen.split())
    assert "A small fix: 1 line changed, where the bug took 1." in text
    assert "You said: the loop ends while the centroids still move" in text
    [attempt] = attempts()
    assert (attempt.kind, attempt.item, attempt.rating) == ("hunt", "kmeans/tolerance-reversed", "easy")
    assert (attempt.data["changed"], attempt.data["rewritten"]) == (1, False)


def test_a_hunt_that_is_rewritten_is_hard(mockml: Command) -> None:
    """Pasting another solution passes the cases, and is said to be no small fix."""
    piped = Piped("hunt", "kmeans", "--hard", "--seed", "2")
    piped.until("There are 2 bugs in kmeans_hunt.py.")
    piped.until("quit (go on later).")
    save((content_root() / "problems" / "kmeans" / "reference.py").read_text(), Path("kmeans_hunt.py"))
    piped.until("Fixed, but rewritten: ")
    assert piped.code() == 0
    [attempt] = attempts()
    assert attempt.rating == "hard"
    assert attempt.item.count("+") == 1


def test_a_hunt_that_broke_off_is_the_same_afterwards() -> None:
    """Resumed, a hunt has the same code, seed and notes, though its file was changed meanwhile."""
    piped = Piped("hunt", "tfidf", "--seed", "4")
    piped.until("quit (go on later).")
    piped.type("something with the idf")
    piped.until("Noted.")
    piped.process.kill()
    piped.process.wait()
    row = unfinished("hunt")
    assert row is not None
    assert list(row.data["notes"]) == ["something with the idf"]
    piped = Piped("hunt", "--resume")
    piped.until("Going on where you left it")
    piped.type("skip")
    assert piped.code() == 0
    assert "You said: something with the idf" in " ".join(piped.seen.split())
    assert [one.item for one in attempts()] == [row.item]
