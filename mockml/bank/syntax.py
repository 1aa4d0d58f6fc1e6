"""Python text from specs: parsed and compiled, never run, and whatever is wrong with it said in words."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotPython:
    """Why a text is no Python, and where."""

    line: int
    column: int
    words: str


def parse_python(text: str) -> ast.Module | NotPython:
    """The syntax tree of a text that compiles, or what is wrong with it."""
    # The compiler's warnings are about style, and would land in the middle of a command's output.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "text", "exec", dont_inherit=True)
            return ast.parse(text)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            return _fault(error)


def python_fault(text: str, *, expression: bool = False) -> NotPython | None:
    """What keeps a text, or an expression, from compiling; None where it compiles."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "text", "eval" if expression else "exec", dont_inherit=True)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            return _fault(error)
    return None


def _fault(error: Exception) -> NotPython:
    if isinstance(error, SyntaxError):
        return NotPython(error.lineno or 1, max(error.offset or 1, 1), f"not valid Python: {error.msg}")
    if isinstance(error, ValueError):
        return NotPython(1, 1, f"not valid Python: {error}")
    # The parser runs out with MemoryError, the compiler with RecursionError.
    return NotPython(1, 1, "not valid Python: nested too deep")
