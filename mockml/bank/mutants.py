"""Operator-level mutants of a reference: one comparison, operator, constant, axis, slice or keyword changed in each.

They measure the cases from the side that no author thought of; `bugs.yaml` holds the mistakes that people make.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to a reference: its kind, the line, the first line of the statement before and after, the text."""

    kind: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.before}  ->  {self.after}"


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    node: ast.AST
    field: str
    value: Any


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a text that compiles, each once. Annotations, docstrings and messages are left alone."""
    tree = ast.parse(source)
    statements = _statements(tree)
    seen = {ast.unparse(tree)}
    for node in ast.walk(tree):
        statement = statements.get(node)
        if statement is None:
            continue
        for change in _changes(node):
            before = _first_line(statement)
            kept = getattr(node, change.field)
            setattr(node, change.field, change.value)
            text, after = ast.unparse(tree), _first_line(statement)
            setattr(node, change.field, kept)
            if text not in seen:
                seen.add(text)
                yield Mutant(change.kind, getattr(statement, "lineno", 1), before, after, text + "\n")


def _statements(tree: ast.Module) -> dict[ast.AST, ast.stmt]:
    """The innermost statement of every node whose change could matter."""
    found: dict[ast.AST, ast.stmt] = {}

    def visit(node: ast.AST, statement: ast.stmt | None) -> None:
        if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
            return  # which words an error has is nobody's contract
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node, ast.stmt):
            statement = node
        if statement is not None:
            found[node] = statement
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    visit(child, statement)

    visit(tree, None)
    return found


def _first_line(statement: ast.stmt) -> str:
    return ast.unparse(statement).partition("\n")[0].strip()


def _changes(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            for other in COMPARISONS[type(operator)]:
                yield _Change("comparison", node, "ops", [*node.ops[:i], other(), *node.ops[i + 1 :]])
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        for arithmetic in ARITHMETIC.get(type(node.op), ()):
            yield _Change("arithmetic", node, "op", arithmetic())
    elif isinstance(node, ast.BoolOp):
        yield _Change("comparison", node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp):
        yield from _unary(node)
    elif isinstance(node, ast.Constant):
        for value in _other_constants(node.value):
            yield _Change("constant", node, "value", value)
    elif isinstance(node, ast.Slice):
        yield from _slices(node)
    elif isinstance(node, ast.Call):
        yield from _keywords(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _Change("comparison", node, "test", ast.UnaryOp(ast.Not(), copy.deepcopy(node.test)))


def _unary(node: ast.UnaryOp) -> Iterator[_Change]:
    if isinstance(node.op, ast.USub | ast.Invert):
        yield _Change("arithmetic", node, "op", ast.UAdd())


def _other_constants(value: object) -> tuple[object, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, value - 1) if value > 0 else (1,)
    if isinstance(value, float):
        return (value * 2, value / 2) if value else (1.0,)
    return ()


def _slices(node: ast.Slice) -> Iterator[_Change]:
    for field in ("lower", "upper"):
        bound = getattr(node, field)
        if bound is not None:
            yield _Change("slice", node, field, None)
            yield _Change("slice", node, field, ast.BinOp(copy.deepcopy(bound), ast.Add(), ast.Constant(1)))
    if node.lower is None and node.upper is None and node.step is None:
        yield _Change("slice", node, "lower", ast.Constant(1))


def _keywords(node: ast.Call) -> Iterator[_Change]:
    for i, keyword in enumerate(node.keywords):
        rest = node.keywords[:i] + node.keywords[i + 1 :]
        yield _Change("keyword", node, "keywords", rest)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant | ast.UnaryOp):
            other = 1 if ast.unparse(keyword.value) == "0" else 0
            changed = ast.keyword("axis", ast.Constant(other))
            yield _Change("axis", node, "keywords", [*node.keywords[:i], changed, *node.keywords[i + 1 :]])
