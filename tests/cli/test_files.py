"""Whatever a solution file turns out to be, it is said in one line and nothing hangs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.bank.library import content_root
from tests.conftest import Command

REFERENCE = content_root() / "problems" / "kmeans" / "reference.py"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fifo.py", "not a regular file"),
        ("folder.py", "Is a directory"),
        ("/dev/zero", "not a regular file"),
        ("large.py", "larger than 1 MiB"),
        ("dangling.py", "No such file"),
        ("missing.py", "No such file"),
        ("nul.py", "NUL"),
        ("latin.py", "not UTF-8"),
        ("loop.py", "symbolic links"),
    ],
)
def test_what_is_no_solution_is_refused(mockml: Command, name: str, said: str) -> None:
    """A pipe, a folder, a device, 100 MB, a broken link, bytes that are no text: one line and exit code 2."""
    os.mkfifo("fifo.py")
    Path("folder.py").mkdir()
    with Path("large.py").open("wb") as large:
        large.truncate(100 << 20)
    Path("dangling.py").symlink_to("nowhere")
    Path("loop.py").symlink_to("loop.py")
    Path("nul.py").write_bytes(b"x = 1\0")
    Path("latin.py").write_bytes(b"x = '\xe9'")
    done = mockml("grade", name, "--problem", "kmeans")
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in done.stderr


def test_a_link_to_a_solution_is_one(mockml: Command, tmp_path: Path) -> None:
    """A symbolic link is followed, and the name of the link counts."""
    (tmp_path / "elsewhere.py").write_text(REFERENCE.read_text())
    Path("kmeans.py").symlink_to(tmp_path / "elsewhere.py")
    assert mockml("grade", "kmeans.py").returncode == 0


def test_neighbours_shadow_nothing() -> None:
    """A numpy.py, random.py or json.py beside the file changes nothing, and no bytecode is left behind."""
    Path("kmeans.py").write_text("import random, json\n" + REFERENCE.read_text())
    for name in ("numpy.py", "random.py", "json.py", "mockml.py", "sitecustomize.py"):
        Path(name).write_text("raise RuntimeError('shadowed')")
    script = str(Path(sys.executable).parent / "mockml")
    command = [script, "grade", "kmeans.py", "--allow-local-imports"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert sorted(path.name for path in Path().iterdir()) == [
        "json.py",
        "kmeans.py",
        "mockml.py",
        "numpy.py",
        "random.py",
        "sitecustomize.py",
    ]
