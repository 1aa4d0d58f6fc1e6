"""What tests share: a home of their own, the shipped problems, and the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from mockml.bank.library import Bank
from mockml.bank.spec import Problem

Command = Callable[..., "subprocess.CompletedProcess[str]"]

# How long an example takes says something of the machine, not of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a data directory of its own, and starts in an empty folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MOCKML_HOME", str(folder))
    for name in ("MOCKML_PLAIN", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return folder


@pytest.fixture(scope="session")
def kmeans() -> Problem:
    """The k-means problem as it ships."""
    return Bank().problem("kmeans")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests measured, which they tell with `record_property("measured", line)`, from any worker."""
    reports = [report for several in terminalreporter.stats.values() for report in several]
    for report in reports:
        if getattr(report, "when", "") == "call":
            for name, line in report.user_properties:
                if name == "measured":
                    terminalreporter.write_line(line)


@pytest.fixture
def mockml() -> Command:
    """Runs the real command in a process of its own, without a terminal."""

    def run(*words: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mockml", *words],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=100,
            env={**os.environ, **(env or {})},
            check=False,
        )

    return run
