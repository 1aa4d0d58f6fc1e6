"""The candidate's file as a module: compiled from its text, with tracebacks that show its own lines only."""

from __future__ import annotations

import ast
import linecache
import sys
import traceback
from types import ModuleType
from typing import Any

import numpy as np

MAX_TEXT = 2_000
MAX_REPR = 20_000
MAX_FRAMES = 20


class Solution:
    """The candidate's module. Nothing is read from disk: no bytecode, no neighbour that shadows NumPy."""

    def __init__(self, filename: str, source: str) -> None:
        self.filename = filename
        self.source = source
        self.module = ModuleType("solution")

    def run(self, name: str) -> None:
        """Runs the file's text under `name`. Raises whatever it raises."""
        self.module = ModuleType(name)
        self.module.__file__ = self.filename
        sys.modules[name] = self.module  # dataclasses and pickling look a class's module up
        lines = self.source.splitlines(keepends=True)
        linecache.cache[self.filename] = (len(self.source), None, lines, self.filename)
        code = compile(self.source, self.filename, "exec", dont_inherit=True)
        exec(code, self.module.__dict__)  # noqa: S102 - running the candidate's code is what a worker is for

    def evaluate(self, code: str, given: str, *, show: bool) -> Any:
        """The value of the last expression of `code`, run after `given`; its repr where `show` is set."""
        names = dict(self.module.__dict__)
        names.setdefault("np", np)
        exec(compile(given, "<given>", "exec", dont_inherit=True), names)  # noqa: S102
        tree = ast.parse(code, "<try>", "exec")
        value = None
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<try>", "exec", dont_inherit=True), names)  # noqa: S102
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<try>", "eval", dont_inherit=True), names)  # noqa: S307
        if not show:
            return value
        return "" if value is None else repr(value)[:MAX_REPR]

    def line(self, number: int) -> str:
        """One line of the file, by its number from 1; '' where there is none."""
        lines = self.source.splitlines()
        return lines[number - 1].strip()[:200] if 0 < number <= len(lines) else ""

    def test_names(self) -> list[str]:
        """The file's `test_*` functions that take no arguments, in the order they stand."""
        found = []
        for name, value in self.module.__dict__.items():
            code = getattr(value, "__code__", None)
            if not name.startswith("test") or code is None or code.co_filename != self.filename:
                continue
            if code.co_argcount <= len(value.__defaults__ or ()):
                found.append(name)
        return found


def describe(error: BaseException, module: Solution | None) -> dict[str, Any]:
    """An exception as data: the names of its classes, its text, and the candidate's own traceback lines."""
    filename = module.filename if module else ""
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:
        text = "(its message could not be read)"
    described: dict[str, Any] = {
        "type": type(error).__name__[:200],
        "types": [kind.__name__[:200] for kind in type(error).__mro__][:20],
        "message": text,
        "frames": [],
    }
    if isinstance(error, SyntaxError) and error.filename == filename:
        described["message"] = str(error.msg)[:MAX_TEXT]
        described["frames"] = [[error.lineno or 0, "", (error.text or "").strip()[:200]]]
        return described
    try:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == filename]
        kept = frames[-MAX_FRAMES:]
        described["frames"] = [[f.lineno or 0, f.name[:200], (f.line or "")[:200]] for f in kept]
    except BaseException:
        described["frames"] = []
    return described
