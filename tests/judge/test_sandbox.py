"""The sandbox holds, and where a part of it is missing that is said and not passed over."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mockml.errors import CannotJudge
from mockml.judge.sandbox import SWITCH, absent, layers, switched_off
from mockml.judge.service import Judge
from mockml.judge.source import modules_beside
from mockml.judge.submission import Submission
from mockml.judge.worker import landlock, syscalls
from tests.judge.conftest import GOOD, LIMITS
from tests.judge.test_outcomes import body, grade

LINUX = sys.platform == "linux"
needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
needs_filter = pytest.mark.skipif(syscalls.table() is None, reason="no system-call filter for this machine")


@needs_landlock
@needs_filter
def test_every_wall_holds_here(judge: Judge) -> None:
    """On a system with Landlock and seccomp, no attack that is tried succeeds."""
    assert absent(judge.isolation()) == []


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        pytest.param(["landlock"], ["filesystem"], marks=[needs_landlock, needs_filter]),
        pytest.param(["seccomp"], ["network", "processes"], marks=[needs_landlock, needs_filter]),
    ],
)
def test_a_missing_wall_is_named(toy_folder: Path, without: list[str], missing: list[str]) -> None:
    """Without a mechanism the verdict names the layers that are gone, and requiring isolation runs nothing."""
    with Judge("toy", toy_folder, requires=["numpy"], limits=LIMITS, without=without) as judge:
        assert absent(grade(judge, GOOD).isolation) == missing
        with pytest.raises(CannotJudge, match=", ".join(missing)):
            judge.require_isolation()


def test_without_walls_every_solution_gets_a_new_parent(toy_folder: Path) -> None:
    """Where a solution could reach the warm parent, the next solution is forked from another one."""
    with Judge("toy", toy_folder, requires=["numpy"], limits=LIMITS, without=["landlock", "seccomp"]) as judge:
        first = judge.warm().pid
        grade(judge, GOOD)
        assert judge.warm().pid != first


def test_silence_is_no_proof() -> None:
    """A probe that says nothing, or nonsense, proves no layer."""
    for report in (b"", b"{", b"[]", b'{"read a file": 0}'):
        assert {"filesystem", "network", "grader"} <= set(absent(layers(report)))


def test_the_switch_knows_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt mechanism in the switch is refused, not ignored."""
    monkeypatch.setenv(SWITCH, "landlock, seccomp")
    assert switched_off() == ("landlock", "seccomp")
    monkeypatch.setenv(SWITCH, "landlok")
    with pytest.raises(CannotJudge, match="landlok"):
        switched_off()


@needs_landlock
def test_files_of_the_user_are_out_of_reach(judge: Judge, toy_folder: Path, tmp_path: Path) -> None:
    """A solution reads neither the cases nor a user's file, and leaves no file behind, not even an empty one."""
    folder = tmp_path / "mine"
    folder.mkdir()
    private = folder / "private.txt"
    private.write_text("secret")
    for path in (private, toy_folder / "cases.py", Path(__file__), Path("/proc/self/environ")):
        verdict = grade(judge, body(f"return open({str(path)!r}).read()"))
        assert verdict.cases[0].outcome == "error"
        assert "PermissionError" in verdict.cases[0].message
    grade(judge, body(f"open({str(folder / 'new')!r}, 'w'); return x + y"))
    assert sorted(folder.iterdir()) == [private]


@needs_landlock
def test_everything_of_python_and_numpy_can_be_imported(judge: Judge) -> None:
    """The sandbox leaves Python's own modules and all of NumPy usable, imported late or early."""
    code = """
    import bisect, csv, ctypes, dataclasses, decimal, fractions, functools, heapq, itertools, json, lzma, math
    import queue, random, sqlite3, statistics, tempfile, threading, typing, unittest.mock, zoneinfo, zlib, doctest
    import concurrent.futures, logging, timeit
    import numpy.testing, numpy.polynomial, numpy.ma, numpy.fft, numpy.random, numpy.linalg, numpy.lib.stride_tricks
    with open("/dev/null", "w") as sink:
        print("hello", file=sink)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        doubled = list(pool.map(lambda v: v * 2, x))
    logging.warning("to stderr")
    np.testing.assert_allclose(doubled, 2 * x)
    assert abs(timeit.timeit("1", number=1)) < 1
    return x + y"""
    result = grade(judge, body(code)).cases[0]
    assert result.outcome == "passed", result.message


def test_other_packages_are_said_to_be_unavailable(judge: Judge) -> None:
    """A package that the problem does not require is not there, installed or not, and the message says what is."""
    for name in ("pytest", "mockml", "mockml.judge.expect", "nowhere_to_be_found"):
        result = grade(judge, f"import {name}\n{GOOD}").cases[0]
        assert result.outcome == "error"
        assert f"{name.partition('.')[0]} is not available here: only Python's own modules and numpy" in result.message


@needs_filter
def test_sockets_processes_and_signals_are_refused(judge: Judge) -> None:
    """A solution opens no socket of any kind, starts nothing, and signals nobody but itself."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        attempts = [
            f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)",
            "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
            "import socket; socket.socket(socket.AF_UNIX)",
            "import socket; socket.socketpair()",
            "import os; os.fork()",
            "import subprocess; subprocess.run(['/bin/true'])",
            "import os; os.execv('/bin/true', ['true'])",
            f"import os; os.kill({os.getpid()}, 0)",
            "import os; os.kill(os.getppid(), 0)",
            "import os; os.kill(-1, 0)",
            "import os; os.chmod('/tmp', 0o1777)",
            "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
        ]
        for attempt in attempts:
            result = grade(judge, body(f"{attempt}; return x + y")).cases[0]
            assert result.outcome == "error", attempt
            assert "PermissionError" in result.message or "not allowed" in result.message, (attempt, result.message)


def test_a_forbidden_use_names_the_line(judge: Judge) -> None:
    """What the problem forbids is named with the candidate's own line, also when the solution hides the exception."""
    hidden = body(
        "\n    try:\n        np.linalg.lstsq([[1.0]], [1.0])\n    except BaseException:\n        pass\n    return x + y"
    )
    message = grade(judge, hidden).cases[0].message
    assert "to be solved without numpy.linalg.lstsq (solution.py:8, in add: np.linalg.lstsq([[1.0]], [1.0]))" in message


def test_modules_beside_the_file(judge: Judge, tmp_path: Path) -> None:
    """Helper modules are imported where that is allowed, and never in the place of Python's own."""
    path = tmp_path / "solution.py"
    (tmp_path / "helper.py").write_text("import json\ndef total(x, y):\n    return x + y\n")
    (tmp_path / "random.py").write_text("raise RuntimeError('shadowed')\n")
    source = "import random, helper\nrandom.random()\n" + body("return helper.total(x, y)")
    alone = judge.grade(Submission(source, str(path)), 1).cases[0]
    assert (alone.outcome, "helper is not available" in alone.message) == ("error", True)
    together = judge.grade(Submission(source, str(path), modules_beside(path)), 1).cases[0]
    assert together.outcome == "passed", together.message


@pytest.mark.skipif(not LINUX, reason="resident memory is read from /proc")
def test_the_warm_parent_is_small(judge: Judge) -> None:
    """The warm parent takes less than 60 MB of memory."""
    status = Path(f"/proc/{judge.warm().pid}/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < 60_000


def test_doctor_tells_what_it_tried(tmp_path: Path) -> None:
    """`mockml doctor` prints every layer, and with --require-isolation a missing one is exit code 4."""
    environment = {**os.environ, "MOCKML_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "mockml", "doctor", "--json"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    names = [layer["layer"] for layer in json.loads(found.stdout)["data"]["isolation"]]
    assert names == ["process", "limits", "memory", "filesystem", "network", "processes", "grader"]
    environment[SWITCH] = "seccomp"
    command = [*command[:-1], "--require-isolation"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 4
    assert "ABSENT  network" in found.stdout
