"""What a solution may import, and where that lies on the disk: Python's own modules and what the problem requires."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from typing import Any


def top_level() -> set[str]:
    """The top-level names of everything that is imported now."""
    return {name.partition(".")[0] for name in sys.modules}


def folders() -> list[str]:
    """Python's own library, and the folders or files of the packages that are imported."""
    found = [os.path.join(sys.base_prefix, "lib"), os.path.dirname(os.__file__)]  # noqa: PTH118, PTH120
    for name in sorted(top_level() - set(sys.stdlib_module_names)):
        file = getattr(sys.modules.get(name), "__file__", None)
        if not file:
            continue
        folder, last = os.path.split(file)
        if last.startswith("__init__."):
            # Wheels keep their shared libraries in a folder beside the package.
            found += [folder, folder + ".libs"]
        else:
            found.append(file)
    return found


class OnlyThese(importlib.abc.MetaPathFinder):
    """Says of every other package that it is not available, whether it happens to be installed or not."""

    def __init__(self, requires: Sequence[str]) -> None:
        self.known = top_level() | set(sys.stdlib_module_names) | {name.partition(".")[0] for name in requires}
        self.words = ", ".join(requires) or "nothing else"
        library = os.path.dirname(os.__file__)  # noqa: PTH120 - no pathlib in the worker
        self.library = [library, os.path.join(library, "lib-dynload")]  # noqa: PTH118

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:  # noqa: ARG002
        """Raises ModuleNotFoundError for what is not at hand; leaves the rest to the other finders."""
        if path is not None or fullname.partition(".")[0] in self.known:
            return None
        # Some parts of Python's library, such as its build data, are not among the names it lists.
        if (spec := importlib.machinery.PathFinder.find_spec(fullname, self.library)) is not None:
            return spec
        raise ModuleNotFoundError(
            f"{fullname} is not available here: only Python's own modules and {self.words} are", name=fullname
        )


class Beside(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules that lie beside the solution file, from their texts; they never come before anything installed."""

    def __init__(self, texts: dict[str, tuple[str, str]]) -> None:
        self.texts = texts

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:  # noqa: ARG002
        """The spec of a module whose text was sent."""
        if fullname not in self.texts:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=self.texts[fullname][0])

    def exec_module(self, module: Any) -> None:
        """Runs the module's text."""
        filename, text = self.texts[module.__name__]
        module.__file__ = filename
        exec(compile(text, filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102


def allow(texts: dict[str, list[str]]) -> None:
    """Lets the solution import modules that lie beside its file: a name, and the file's name and text, for each."""
    sys.meta_path.append(Beside({name: (filename, text) for name, (filename, text) in texts.items()}))
    for finder in sys.meta_path:
        if isinstance(finder, OnlyThese):
            finder.known |= set(texts)
