"""From scratch means it: what is forbidden refuses where the code runs, however it was reached."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

# What was used, and the solution's line that did: [name, line, function].
used: list[list[Any]] = []


class ForbiddenUse(BaseException):
    """The solution used what the problem forbids. Not an Exception: `except Exception` must not hide it."""


def refuse(name: str) -> None:
    """Records the use, which fails the case even when the exception is swallowed, and raises."""
    used.append([name, *_line_of_the_solution()])
    raise ForbiddenUse(f"this problem is to be solved without {name}")


def _line_of_the_solution() -> tuple[int, str]:
    """The innermost line of the solution file that is running now, and its function."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__name__") in ("solution", "__main__"):
            return frame.f_lineno, frame.f_code.co_name
        frame = frame.f_back  # type: ignore[assignment]
    return 0, ""


class _Finder(importlib.abc.MetaPathFinder):
    """Refuses the import of forbidden modules and of anything inside them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:  # noqa: ARG002
        """Raises for a forbidden module; says nothing of any other."""
        for name in self.names:
            if fullname == name or fullname.startswith(name + "."):
                refuse(name)


def install(names: Sequence[str]) -> None:
    """Forbids each dotted name: a module's import is refused, a function is replaced wherever it is bound."""
    modules = []
    for name in names:
        owner, _, attribute = name.rpartition(".")
        if owner and (found := _module(owner)) is not None and hasattr(found, attribute):
            _replace(getattr(found, attribute), name)
        else:
            modules.append(name)
    if modules:
        for name in list(sys.modules):
            if any(name == taken or name.startswith(taken + ".") for taken in modules):
                del sys.modules[name]
        sys.meta_path.insert(0, _Finder(modules))


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _replace(function: Any, name: str) -> None:
    def forbidden(*args: Any, **kwargs: Any) -> None:  # noqa: ARG001
        refuse(name)

    originals = [function]
    if (inner := getattr(function, "__wrapped__", None)) is not None:
        originals.append(inner)
    top = name.partition(".")[0]
    for module_name, module in list(sys.modules.items()):
        if module_name == top or module_name.startswith(top + "."):
            for key, value in list(vars(module).items()):
                if any(value is original for original in originals):
                    setattr(module, key, forbidden)
