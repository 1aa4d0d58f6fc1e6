"""Code that does nothing: what no line leads to, helpers that nothing calls, names that are set and never read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from mockml.scoring.evidence import Evidence, plural

Function = ast.FunctionDef | ast.AsyncFunctionDef
ENDS = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def functions_of(tree: ast.AST) -> list[Function]:
    """Every function and method, nested ones too."""
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def dead_code(tree: ast.AST, times: tuple[float, ...]) -> Evidence:
    """How much of a file does nothing."""
    found = [f"line {node.lineno}" for node in _unreachable(tree)] + _unused(tree)
    shown = f": {', '.join(found[:3])}" if found else ""
    return Evidence("dead_code", len(found), f"{plural(len(found), 'piece')} of dead code{shown}", times)


def _unreachable(tree: ast.AST) -> Iterator[ast.stmt]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield from [after for before, after in pairwise(block) if isinstance(before, ENDS)][:1]


def _unused(tree: ast.AST) -> list[str]:
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    read |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    functions = functions_of(tree)
    helpers = [one.name for one in functions if one.name.startswith("_") and not one.name.endswith("__")]
    stored = [name for function in functions for node in ast.walk(function) for name in _assigned(node)]
    return list(dict.fromkeys(name for name in (*helpers, *stored) if name not in read))


def _assigned(node: ast.AST) -> list[str]:
    """The names that an assignment sets for their own sake: a loop and an unpacking have to name what they need not."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return []
    return [one.id for one in targets if isinstance(one, ast.Name) and not one.id.startswith("_")]
