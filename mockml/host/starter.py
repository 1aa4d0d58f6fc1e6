"""The starter file: written once, never over a file that is there."""

from __future__ import annotations

from pathlib import Path

from mockml.bank.spec import Problem
from mockml.errors import BadFile


def starter_text(problem: Problem) -> str:
    """What a new solution file holds: the problem's mark and its stub."""
    return f"# mockml: {problem.id}\n{problem.body.signature.rstrip()}\n"


def write_starter(problem: Problem, path: Path) -> bool:
    """Writes the starter file; False where a file is there already. Raises BadFile when it cannot be written."""
    return write_new(path, starter_text(problem))


def write_new(path: Path, text: str) -> bool:
    """Writes a file; False where one is there already, which is left as it is.

    Raises BadFile when it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if not path.is_file():
            raise BadFile(f"{path}: there, but not a file", "name another one with --file") from None
        return False
    except OSError as error:
        hint = "name a file in a folder you can write with --file"
        raise BadFile(f"{path}: {error.strerror or error}", hint) from None
    return True
