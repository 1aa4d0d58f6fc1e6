"""What a problem says of its judge reaches the worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.judging import open_judge
from mockml.bank.library import load_problem
from mockml.judge.submission import Submission
from tests.bank.sample import findings, write_problem

GREEDY = "import numpy as np\n\n\ndef mean(x):\n    return float(np.ones(400 << 17).sum())  # 400 MiB\n"


@pytest.mark.parametrize(("memory", "fits"), [(256, False), (1024, True)])
def test_a_problem_sets_its_own_memory(tmp_path: Path, memory: int, fits: bool) -> None:
    """400 MiB are refused where a problem allows 256, and taken where it allows 1024."""
    folder = write_problem(tmp_path)
    spec = folder / "problem.yaml"
    spec.write_text(spec.read_text() + f"memory: {memory}\n")
    with open_judge(load_problem(folder)) as judge:
        printed, raised = judge.evaluate("mean([1.0])", Submission(GREEDY, "mean.py"))
    assert raised is not fits, printed
    assert fits or "MemoryError" in printed or "Unable to allocate" in printed


def test_a_memory_that_nothing_runs_in_is_a_finding(tmp_path: Path) -> None:
    """A limit below what Python and NumPy take is named with its place."""
    folder = write_problem(tmp_path)
    spec = folder / "problem.yaml"
    spec.write_text(spec.read_text() + "memory: 1\n")
    assert "memory" in findings(folder)[0]
    assert "expected 256 to 65536 MiB, got 1" in findings(folder)[0]
