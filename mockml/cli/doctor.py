"""`mockml doctor`: what this system offers the judge and the screens, found by trying it."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import asdict
from typing import Any

import typer

from mockml.cli import options
from mockml.cli.output import Result, columns, emit, text_width
from mockml.judge.outcomes import Layer
from mockml.report.layout import fill

EXIT_ABSENT = 4


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: mockml doctor --require-isolation")(doctor)


def doctor(require_isolation: options.RequireIsolation = False, as_json: options.Json = False) -> None:
    """Try the sandbox's walls and print what holds. Exit: 0; with --require-isolation 4 where a layer is absent."""
    from mockml.judge.process import WarmParent
    from mockml.judge.sandbox import absent, switched_off

    with WarmParent().prepare(without=switched_off()) as parent:
        layers = parent.layers()
    missing = absent(layers)
    facts = _facts()
    data = {"system": facts, "isolation": [asdict(layer) for layer in layers]}
    code = EXIT_ABSENT if require_isolation and missing else 0
    emit("doctor", Result(data, _text(facts, layers, missing), code), as_json=as_json)


def _facts() -> dict[str, Any]:
    from importlib.metadata import PackageNotFoundError, version

    from mockml.judge.worker import landlock, syscalls

    def installed(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "not installed"

    return {
        "python": platform.python_version(),
        "numpy": installed("numpy"),
        "pandas": installed("pandas"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "landlock": landlock.version(),
        "system_call_filter": syscalls.table() is not None,
        "user": "root" if os.geteuid() == 0 else "ordinary",
        "terminal": os.environ.get("TERM", "") if sys.stdout.isatty() else "none",
    }


def _text(facts: dict[str, Any], layers: tuple[Layer, ...], missing: list[str]) -> str:
    width = text_width()
    landlock = f"version {facts['landlock']}" if facts["landlock"] else "not there"
    rows = [
        ("system", facts["system"]),
        ("python", facts["python"]),
        ("numpy", facts["numpy"]),
        ("pandas", facts["pandas"]),
        ("landlock", landlock),
        ("user", facts["user"]),
        ("terminal", facts["terminal"] or "without a name"),
    ]
    lines = [columns(rows), "", "What stands between a solution and this machine, tried just now:", ""]
    for layer in layers:
        mark = "active" if layer.active else "ABSENT"
        lines += fill(layer.detail, width, f"  {mark}  {layer.layer:<10}  ", " " * 22)
    lines.append("")
    if missing:
        said = f"Absent here: {', '.join(missing)}. Grade only code you would run yourself."
        lines += [*fill(said, width), "Next: mockml grade FILE --require-isolation refuses to grade without them"]
    else:
        lines.append("Next: mockml start kmeans")
    return "\n".join(lines)
