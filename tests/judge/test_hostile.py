"""No hostile or faulty solution earns a pass, takes longer than its limit, or leaves anything behind."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from mockml.judge.worker import landlock, syscalls
from mockml.report.clean import clean
from tests.judge.attacks import (
    HOSTILE,
    Attack,
    Scene,
    attacks,
    carry_out,
    children,
    descriptors,
    faults,
    open_judge,
    scene,
)

ALL = attacks()
ROOT = Path(__file__).resolve().parents[2]
ORDINARY = 65534
AGAIN = 20
confined = pytest.mark.skipif(
    not landlock.version() or syscalls.table() is None, reason="needs Landlock and seccomp to be refused"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """What the attacks go after."""
    with scene(tmp_path_factory.mktemp("scene")) as made:
        yield made


@pytest.fixture(scope="module")
def hostile_judge() -> Iterator[Judge]:
    """The judge that is attacked."""
    with open_judge() as judge:
        yield judge


def test_there_are_many_attacks() -> None:
    """The suite holds a hundred attacks and more, in seven families, and a right solution that passes."""
    assert len(ALL) >= 100
    assert len({attack.path.parent.name for attack in ALL}) == 7
    assert [attack.name for attack in ALL if attack.right == {"passed"} and "mistakes" in attack.name] == [
        "mistakes-right"
    ]


@confined
@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.name)
def test_attacks_fail(hostile_judge: Judge, place: Scene, attack: Attack) -> None:
    """Each attack ends in one of the outcomes that are right for it, in time, and leaves nothing."""
    assert faults(hostile_judge, attack, place, place.files()) == []


@confined
@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_attacks_fail_every_time(hostile_judge: Judge, place: Scene) -> None:
    """Twenty runs of every attack end as the first."""
    before = place.files()
    wrong = [
        f"{attack.name}: {line}"
        for _ in range(AGAIN)
        for attack in ALL
        for line in faults(hostile_judge, attack, place, before)
    ]
    assert wrong == []


@confined
@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.timeout(600)
def test_attacks_fail_as_an_ordinary_user(tmp_path: Path, every: int) -> None:
    """The same attacks fail when the judge belongs to an ordinary user."""
    if os.geteuid() != 0:
        pytest.skip("the suite runs as an ordinary user already")
    done = as_ordinary_user(tmp_path, ["-m", "tests.judge.attacks", "@HERE@"], [a.name for a in ALL[::every]])
    assert done.stdout.splitlines() == [f"{len(ALL[::every])} attacks"], done.stdout + done.stderr


def as_ordinary_user(tmp_path: Path, words: list[str], more: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs Python as nobody, with a copy of the project that it may read."""
    tool, python = shutil.which("setpriv"), _python_for_all()
    if tool is None or python is None:
        pytest.skip("needs setpriv, and a Python of this version that every user may run")
    home = tmp_path / "ordinary"
    for name in ("mockml", "tests", "problems", "rubrics"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "scene").mkdir()
    # The warm parent takes nothing from the environment, so the packages have to belong to the interpreter.
    subprocess.run([python, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    (site,) = (home / "venv" / "lib").glob("python*/site-packages")
    packages = Path(np.__file__).parents[1]
    if _for_all(packages):
        (site / "packages.pth").write_text(f"{packages}\n")
    else:
        for found in packages.glob("numpy*"):
            shutil.copytree(found, site / found.name, ignore=shutil.ignore_patterns("tests"))
    subprocess.run(["chown", "-R", str(ORDINARY), str(home)], check=True)
    temporary = Path(tempfile.gettempdir())
    for parent in (one for one in (tmp_path, *tmp_path.parents) if temporary in one.parents):
        parent.chmod(parent.stat().st_mode | 0o711)
    words = [str(home / "scene") if word == "@HERE@" else word for word in words]
    user = [tool, f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"]
    environment = {"HOME": str(home), "TMPDIR": str(home), "PATH": os.environ["PATH"]}
    command = [*user, str(home / "venv" / "bin" / "python"), *words, *more]
    return subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)


def _python_for_all() -> str | None:
    """A Python of this version that others may run too."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (Path(sys.executable).resolve(), Path("/usr/bin") / version, Path("/usr/local/bin") / version):
        if path.is_file() and _for_all(path):
            return str(path)
    return None


def _for_all(path: Path) -> bool:
    """Whether every user may reach a path."""
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


@confined
def test_messages_are_safe_to_show(hostile_judge: Judge, place: Scene) -> None:
    """What is said of a hostile solution holds no character that a terminal would obey."""
    chosen = [attack for attack in ALL if "raises_" in attack.name or "escapes" in attack.name]
    assert chosen
    for attack in chosen:
        for case in carry_out(hostile_judge, attack, place).cases:
            shown = clean(case.message + case.output)
            assert not [c for c in shown if ord(c) < 32 and c not in "\n\t"], attack.name
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert len(case.message) < 2000


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_ten_thousand_grades_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten thousand grades there is no descriptor, process or file more than before, and no more memory."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    right = Submission((HOSTILE / "mistakes" / "right.py").read_text(), "right.py")
    left, memory = [], []
    with open_judge() as judge:
        parent = judge.warm()
        for number in range(10_001):
            if number % 2_000 == 0:
                parent.settle()
                left.append((descriptors(), len(children(parent.pid)), len(list(temporary.iterdir()))))
                memory.append((_resident(os.getpid()), _resident(parent.pid)))
            assert judge.grade(right, number).verdict == "passed"
    assert set(left) == {left[0]}
    assert left[0][1:] == (0, 1)
    _, settled, *_, last = memory  # the first thousand fill caches
    assert all(later < earlier + 2_000 for later, earlier in zip(last, settled, strict=True)), memory
    assert list(temporary.iterdir()) == []


def _resident(pid: int) -> int:
    """A process's resident memory, in kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def test_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    """Grading a file that prints escapes under a real terminal sends none on, and leaves the terminal's modes."""
    solution = tmp_path / "kmeans.py"
    solution.write_text("print('\\x1b[2J\\x1b]0;owned\\x07')\nraise RuntimeError('\\x1b[31m red')\n")
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    command = [sys.executable, "-m", "mockml", "grade", str(solution), "--reveal"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    shown = b""
    while process.poll() is None or select.select([ours], [], [], 0)[0]:
        if select.select([ours], [], [], 0.1)[0]:
            shown += os.read(ours, 1 << 16)
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 1
    assert b"RuntimeError" in shown
    assert b"\x1b" not in shown
