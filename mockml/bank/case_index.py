"""What cases.py holds, read from its syntax tree: nothing is run, and NumPy is not imported."""

from __future__ import annotations

import ast
from typing import Any

from mockml.bank.spec import CaseHead
from mockml.bank.strict import Reader, shown

TAGS = ("core", "edge", "numerics", "contract", "speed")


def read_cases(reader: Reader) -> list[CaseHead]:
    """The heads of the cases in the reader's file, in order; faults become its findings."""
    text = reader.text()
    if text is None:
        return []
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        _find(reader, error.lineno or 1, error.offset or 1, f"not valid Python: {error.msg}")
        return []
    heads: list[CaseHead | None] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            marks = [d for d in node.decorator_list if isinstance(d, ast.Call) and _name(d.func) == "case"]
            heads += [_head(reader, node, mark) for mark in marks]
    if not heads:
        _find(reader, 1, 1, "no cases: decorate functions with @case(...)")
    return [head for head in heads if head is not None]


def _head(reader: Reader, function: ast.FunctionDef, decorator: ast.Call) -> CaseHead | None:
    values: dict[str, Any] = {}
    named = [("title", argument) for argument in decorator.args[:1]]
    named += [(keyword.arg or "**", keyword.value) for keyword in decorator.keywords]
    for name, node in named:
        try:
            values[name] = ast.literal_eval(node)
        except ValueError:
            _find(reader, node.lineno, node.col_offset + 1, f"{function.name}: {name} must be a literal")
            return None
    title, tag, clarifies = values.get("title"), values.get("tag"), values.get("clarifies")
    if not isinstance(title, str) or not title:
        _find(reader, decorator.lineno, decorator.col_offset + 1, f"{function.name}: a case needs a title")
        return None
    if tag not in TAGS:
        known = ", ".join(TAGS)
        _find(reader, decorator.lineno, decorator.col_offset + 1, f"{function.name}: tag must be one of {known}")
        return None
    return CaseHead(function.name, title, tag, clarifies if isinstance(clarifies, str) else None)


def _find(reader: Reader, line: int, column: int, message: str) -> None:
    reader.findings.append(f"{shown(reader.path)}:{line}:{column}: {message}")


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
