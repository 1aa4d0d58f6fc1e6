"""Cases: the `@case` decorator that cases.py files use, and how such a file is loaded."""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.random

from mockml.errors import BadSpec
from mockml.judge.candidate import Candidate

Check = Callable[[Candidate, np.random.Generator], None]
TAGS = ("core", "edge", "numerics", "contract", "speed")


@dataclass(frozen=True, slots=True)
class Case:
    """One hidden check: a function of a candidate and a random generator that raises when it does not hold."""

    id: str
    title: str
    tag: str
    check: Check
    clarifies: str | None = None
    seconds: float | None = None
    catches_nothing_because: str = ""

    def rng(self, seed: int) -> np.random.Generator:
        """The case's own generator: the same for the same session seed, on every machine."""
        name = int.from_bytes(hashlib.sha256(self.id.encode()).digest()[:8], "big")
        return np.random.default_rng([seed, name])


def case(
    title: str,
    *,
    tag: str,
    clarifies: str | None = None,
    seconds: float | None = None,
    catches_nothing_because: str = "",
) -> Callable[[Check], Case]:
    """Makes a function a case; its name is the case's id. `seconds` is a limit of its own on the clock.

    Raises ValueError for an unknown tag.
    """
    if tag not in TAGS:
        raise ValueError(f"unknown tag {tag!r}; known: {', '.join(TAGS)}")

    def make(check: Check) -> Case:
        name = getattr(check, "__name__", "case")
        return Case(name, title, tag, check, clarifies, seconds, catches_nothing_because)

    return make


def load_module(folder: Path, name: str, text: str | None = None) -> ModuleType:
    """Runs `<folder>/<name>.py` (or `text` in its place) as part of a package of the folder's own.

    Raises BadSpec when it cannot be run.
    """
    package = f"_mockml_problem_{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]}"
    if package not in sys.modules:
        made = ModuleType(package)
        made.__path__ = [str(folder)]
        sys.modules[package] = made
    path = folder / f"{name}.py"
    module = ModuleType(f"{package}.{name}")
    module.__file__, module.__package__ = str(path), package
    try:
        source = path.read_text(encoding="utf-8") if text is None else text
        if text is None:
            sys.modules[module.__name__] = module
        exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    except Exception as error:
        sys.modules.pop(module.__name__, None)
        where, line = place_of(error, path)
        raise BadSpec([f"{where}:{line}:1: {type(error).__name__}: {error}"]) from error
    return module


def place_of(error: Exception, path: Path) -> tuple[str, int]:
    """File and line of an error: where it is no Python, else the last line run of the file or of a module beside it."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        places.append((error.filename or "", error.lineno))
    own = [(name, line or 1) for name, line in places if Path(name).parent == path.parent]
    return own[-1] if own else (str(path), 1)


def load_cases(folder: Path) -> list[Case]:
    """The cases of a problem's folder, in the order they stand in cases.py."""
    module = load_module(folder, "cases")
    return [value for value in vars(module).values() if isinstance(value, Case)]
