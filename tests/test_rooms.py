"""The rooms: imports go one way, and the test of it fails when they do not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts, checked on a copy of the package."""
    env = {**os.environ, "PYTHONPATH": str(folder)}
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(config_filename=sys.argv[1]))"
    command = [sys.executable, "-c", code, str(folder / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts."""
    shutil.copytree(ROOT / "mockml", tmp_path / "mockml", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_down_only(tmp_path: Path) -> None:
    """Every contract of pyproject.toml holds."""
    done = lint(copy(tmp_path))
    assert done.returncode == 0, done.stdout


def test_an_import_upwards_is_found(tmp_path: Path) -> None:
    """A line that imports a room above breaks the check, so the check is real."""
    folder = copy(tmp_path)
    path = folder / "mockml" / "judge" / "outcomes.py"
    path.write_text(path.read_text() + "\nimport mockml.bank.spec\n")
    done = lint(folder)
    assert done.returncode == 1
    assert "mockml.judge.outcomes -> mockml.bank.spec" in done.stdout


def test_no_module_is_too_long() -> None:
    """No module of ours has more than 500 lines, and half have at most 150."""
    lengths = sorted(len(path.read_text().splitlines()) for path in (ROOT / "mockml").rglob("*.py"))
    assert lengths[-1] <= 500
    assert lengths[len(lengths) // 2] <= 150
