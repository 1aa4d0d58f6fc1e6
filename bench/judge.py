"""How long a verdict takes, against peers in the same run: `python bench/judge.py [--rounds N]`.

Cold: `mockml grade` as a whole process, against pytest, unittest and a bare `import numpy`, all with the same ten
checks of the same solution. Warm: edit, save, verdict inside a session, against the same ten calls in one forked,
unsandboxed process that compares results itself. The floor is the time inside the solution. Figures are medians of
rounds in which every contender runs once, in turn.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
from checks import CHECKS

from mockml.bank.judging import open_judge
from mockml.bank.library import load_problem
from mockml.judge.submission import Submission

IDLE = 0.15  # a session is quiet before a save: workers are forked ahead then
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CASES = """
import numpy as np
import sys
sys.path.insert(0, {here!r})
from checks import CHECKS
from mockml.judge.case import case

"""
CASE = """
@case("{name}", tag="core")
def {name}(candidate, rng):
    CHECKS["{name}"](candidate.kmeans, rng)
"""
PYTEST = """
import sys
sys.path.insert(0, {here!r})
import numpy as np, pytest
from checks import CHECKS
from kmeans import kmeans


@pytest.mark.parametrize("name", CHECKS)
def test_check(name):
    CHECKS[name](kmeans, np.random.default_rng(1))
"""
UNITTEST = """
import sys, unittest
sys.path.insert(0, {here!r})
import numpy as np
from checks import CHECKS
from kmeans import kmeans


class Checks(unittest.TestCase):
    pass


for name in CHECKS:
    setattr(Checks, f"test_{{name}}", lambda self, name=name: CHECKS[name](kmeans, np.random.default_rng(1)))
"""


def build(folder: Path) -> Path:
    """A problem with the ten checks as its cases, the solution, and the same for pytest and unittest."""
    problem = folder / "kmeans"
    shutil.copytree(ROOT / "problems" / "kmeans", problem, ignore=shutil.ignore_patterns("__pycache__"))
    spec, bugs = problem / "problem.yaml", problem / "bugs.yaml"
    spec.write_text(re.sub(r"^ +cases: .*\n", "", spec.read_text(), flags=re.MULTILINE))
    first = next(iter(CHECKS))
    bugs.write_text(re.sub(r"caught_by: .*", f"caught_by: [{first}]", bugs.read_text()))
    cases = CASES.format(here=str(HERE)) + "".join(CASE.format(name=name) for name in CHECKS)
    (problem / "cases.py").write_text(cases)
    shutil.copy(ROOT / "problems" / "kmeans" / "reference.py", folder / "kmeans.py")
    (folder / "test_ten.py").write_text(PYTEST.format(here=str(HERE)))
    (folder / "unit_ten.py").write_text(UNITTEST.format(here=str(HERE)))
    return problem


def cold(folder: Path, problem: Path, rounds: int) -> dict[str, float]:
    """Seconds of whole processes, by contender."""
    python = sys.executable
    mockml = str(Path(python).parent / "mockml")
    plain = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "MOCKML_HOME": str(folder / "home")}
    contenders = {
        "mockml grade": ([mockml, "grade", "kmeans.py", "--problem", str(problem)], plain),
        "pytest": ([python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ten.py"], plain),
        "unittest": ([python, "-m", "unittest", "-q", "unit_ten"], plain),
        "import numpy": ([python, "-c", "import numpy"], plain),
        "mockml --version": ([mockml, "--version"], plain),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (command, environment) in contenders.items():
            started = time.perf_counter()
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            times[name].append(time.perf_counter() - started)
            if done.returncode:
                raise SystemExit(f"{name}: exit code {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
    return {name: statistics.median(taken) for name, taken in times.items()}


def warm(folder: Path, problem: Path, rounds: int) -> dict[str, float]:
    """Seconds from a saved solution to a verdict, by contender."""
    text = (folder / "kmeans.py").read_text()
    inside: list[float] = []
    with open_judge(load_problem(problem)) as judge:
        contenders: dict[str, Callable[[str], None]] = {
            "judge": lambda source: _judged(judge.grade(Submission(source, "kmeans.py"), 1).verdict),
            "forked": _forked,
            "inside the solution": lambda source: inside.append(_inside(source)),
        }
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for number in range(rounds + 2):
            edited = f"{text}\n# edit {number}\n"
            for name, contender in contenders.items():
                judge.make_ready()
                time.sleep(IDLE)
                started = time.perf_counter()
                contender(edited)
                if number >= 2:
                    times[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return {**medians, "inside the solution": statistics.median(inside)}


def _judged(verdict: str) -> None:
    if verdict != "passed":
        raise SystemExit(f"the judge says {verdict}")


def _load(source: str) -> ModuleType:
    module = ModuleType("solution")
    exec(compile(source, "kmeans.py", "exec"), module.__dict__)
    return module


def _forked(source: str) -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            module = _load(source)
            for check in CHECKS.values():
                check(module.kmeans, np.random.default_rng(1))
            os.write(writer, b"passed")
        finally:
            os._exit(0)
    os.close(writer)
    answer = os.read(reader, 100)
    os.close(reader)
    os.waitpid(pid, 0)
    _judged(answer.decode())


def _inside(source: str) -> float:
    module = _load(source)
    spent = 0.0

    def timed(*args: object, **kwargs: object) -> object:
        nonlocal spent
        started = time.perf_counter()
        answer = module.kmeans(*args, **kwargs)
        spent += time.perf_counter() - started
        return answer

    for check in CHECKS.values():
        check(timed, np.random.default_rng(1))
    return spent


def main() -> None:
    """Prints the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="mockml-bench-") as name:
        folder = Path(name)
        problem = build(folder)
        whole, inner = cold(folder, problem, rounds), warm(folder, problem, 2 * rounds)
    print(f"medians of {rounds} rounds, ten checks, {os.cpu_count()} cores")
    for name, seconds in whole.items():
        print(f"  cold  {name:<20} {1000 * seconds:7.1f} ms   {seconds / whole['pytest']:.2f} x pytest")
    for name, seconds in inner.items():
        print(f"  warm  {name:<20} {1000 * seconds:7.1f} ms   {seconds / inner['forked']:.2f} x forked")
    beyond = inner["judge"] - inner["inside the solution"]
    print(f"  warm  edit to verdict, beyond the solution's own time: {1000 * beyond:.1f} ms")


if __name__ == "__main__":
    main()
