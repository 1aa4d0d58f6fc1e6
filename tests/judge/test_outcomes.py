"""Every way a solution can end is told apart, in words, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from mockml.judge.outcomes import Verdict
from mockml.judge.process import Limits, WarmParent
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from tests.judge.conftest import GOOD, LIMITS

RETURN = "return x + y"


def body(code: str) -> str:
    """The good solution with another body for `add`."""
    return GOOD.replace(RETURN, code)


CASES = [
    ("a right solution", GOOD, "passed", ""),
    ("a list in place of an array", body("return [v + y for v in x]"), "passed", ""),
    ("a million printed lines", body("[print(i) for i in range(10**6)]; return x + y"), "passed", ""),
    ("a flood on the second descriptor", body("import os; os.write(2, b'x' * 10**7); return x + y"), "passed", ""),
    ("a wrong value", body("return x - y"), "failed", "sum: 5 of 5 values differ"),
    ("a wrong shape", body("return (x + y)[:, None]"), "failed", "sum: expected shape (5,), got (5, 1)"),
    ("not a number", body("return x * float('nan')"), "failed", "expected finite numbers, got nan"),
    ("a changed argument", body("x += y; return x"), "failed", "argument 1 was modified by the call"),
    ("nothing returned", body("pass"), "invalid", "sum: expected an array, got None"),
    ("an object returned", body("return Store(1)"), "invalid", "got a Store object"),
    ("a generator returned", body("return (v + y for v in x)"), "invalid", "generator"),
    ("text returned", body("return 'abc'"), "invalid", "got a str"),
    ("rows of different lengths", body("return [[1.0], [1.0, 2.0]]"), "invalid", "rows of different lengths"),
    ("a list that holds itself", body("a = []; a.append(a); return a"), "invalid", "nested more than"),
    ("an exception", body("return x @ np.ones(3)"), "error", "solution.py:6, in add"),
    ("a hostile exception", body("raise type('E', (Exception,), {'__str__': lambda s: 1 / 0})()"), "error", "E"),
    ("endless recursion", body("return add(x, y)"), "error", "RecursionError"),
    ("sys.exit(0) in a call", body("import sys; sys.exit(0)"), "error", "the solution called sys.exit(0)"),
    ("sys.exit(0) at import", "import sys; sys.exit(0)", "error", "the solution called sys.exit(0)"),
    ("a syntax error", "def add(x:\n", "error", "SyntaxError"),
    ("an empty file", "", "missing", "the file does not define add"),
    ("os._exit(0) in a call", body("import os; os._exit(0)"), "crashed", "ended by itself (exit code 0)"),
    ("os._exit(0) at import", "import os; os._exit(0)", "crashed", "ended by itself (exit code 0)"),
    ("a segmentation fault", body("import ctypes; ctypes.string_at(0)"), "crashed", "segmentation fault"),
    ("an abort", body("import os; os.abort()"), "crashed", "aborted"),
    ("every descriptor closed", body("import os; os.closerange(0, 99); return x + y"), "crashed", "ended by itself"),
    ("bytes that are no frame", body("import os; os.write(3, b'passed' * 99); return x + y"), "invalid", "no answer"),
    ("a forged answer", body("import os; os.write(3, __import__('struct').pack('>4sII', b'MKM1', 13, 0) + "
                             "b'{\"ok\": [1.0]}'); return x + y"), "invalid", "another question"),
    ("an infinite loop in a call", body("while True: pass"), "timeout", "no answer within"),
    ("an infinite loop at import", "while True: pass", "timeout", "no answer within"),
    ("a long sleep", body("import time; time.sleep(999)"), "timeout", "no answer within"),
    ("stopping itself", body("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"), "timeout", "no answer"),
    ("a forbidden module", "import json.tool", "failed", "to be solved without json.tool"),
    ("a forbidden function, hidden", body("\n    try:\n        np.polyfit([1, 2.0], [1, 2.0], 1)\n"
                                          "    except BaseException:\n        pass\n    return x + y"),
     "failed", "to be solved without numpy.linalg.lstsq"),
    ("waiting for input", body("return x + float(input())"), "error", "EOFError"),
]  # fmt: skip
if os.uname().sysname == "Linux":
    CASES.append(("100 GB of memory", body("return np.ones(10**11 // 8)"), "memory", "Unable to allocate"))
    CASES.append(("memory piece by piece", body("a = []\n    while True: a.append(np.ones(10**7))"), "memory", ""))


def grade(judge: Judge, source: str, seed: int = 1) -> Verdict:
    """The verdict on a text."""
    return judge.grade(Submission(source, "/somewhere/solution.py"), seed)


def children_of(parent: WarmParent) -> str:
    """The processes below the warm parent, when those it was told to end have ended."""
    parent.settle()
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent.pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()


@pytest.mark.parametrize(("name", "source", "outcome", "words"), CASES, ids=[case[0] for case in CASES])
def test_each_end_has_its_outcome(judge: Judge, name: str, source: str, outcome: str, words: str) -> None:
    """A solution's end is told in words, within the limit, and no process stays behind."""
    started = time.monotonic()
    verdict = grade(judge, source)
    assert verdict.cases[0].outcome == outcome, verdict.cases[0]
    assert words in verdict.cases[0].message
    assert time.monotonic() - started < judge.limits.seconds + 1.5
    assert (verdict.verdict == "passed") == (outcome == "passed")
    assert children_of(judge.warm()) == ""


def test_daemons_are_ended(toy_folder: Path) -> None:
    """Even without a system-call filter, a process that a solution starts and detaches does not outlive its case."""
    code = """
    import os, time
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writer, str(os.getpid()).encode())
            time.sleep(999)
        os._exit(0)
    os.wait()
    global pid
    print(os.read(reader, 20).decode())
    return x + y"""
    with Judge("toy", toy_folder, requires=["numpy"], limits=LIMITS, without=["seccomp"]) as judge:
        verdict = grade(judge, body(code))
    pid = int(verdict.cases[0].output.strip())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_solution_writes_no_file(judge: Judge, tmp_path: Path) -> None:
    """A solution cannot fill the disk: what it writes to a file is refused."""
    target = tmp_path / "big"
    verdict = grade(judge, body(f"open({str(target)!r}, 'w').write('x' * 10**6); return x + y"))
    assert verdict.cases[0].outcome == "error"
    assert not target.exists() or target.stat().st_size == 0


def test_output_is_kept_up_to_a_limit(judge: Judge) -> None:
    """What a solution prints is kept, and cut where it is too much, with a word about it."""
    verdict = grade(judge, body("print('hello' * 40_000); return x + y"))
    output = verdict.cases[0].output
    assert output.startswith("hello")
    assert len(output) < judge.limits.output + 100
    assert "more bytes of output" in output


def test_patience_ends(toy_folder: Path) -> None:
    """A solution that hangs in every case is not waited for in full every time."""
    from dataclasses import replace

    from mockml.judge.case import load_cases
    from mockml.judge.grade import run_cases

    cases = [replace(load_cases(toy_folder)[0], id=f"case_{i}") for i in range(5)]
    with WarmParent().prepare() as parent:
        limits = Limits(seconds=1.5)
        results = list(run_cases(cases, Submission(body("while True: pass"), "s.py"), parent, 1, limits))
    assert [result.outcome for result in results] == ["timeout"] * 5
    assert "shortened" in results[3].message
    assert "shortened" not in results[2].message


def test_nothing_is_left_when_the_judge_is_closed(toy_folder: Path) -> None:
    """Closing the judge ends its process and removes its folder."""
    with Judge("toy", toy_folder, requires=["numpy"]) as judge:
        parent = judge.warm()
        folder, pid = parent.folder, parent.pid
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
