"""What cases.py holds, read from its syntax tree: nothing is run, and NumPy is not imported."""

from __future__ import annotations

import ast
from typing import Any

from mockml.bank.spec import CaseHead
from mockml.bank.strict import Reader
from mockml.bank.syntax import NotPython, parse_python
from mockml.errors import nearest

TAGS = ("core", "edge", "numerics", "contract", "speed")
ARGUMENTS = ("title", "tag", "clarifies", "seconds", "catches_nothing_because")


def read_cases(reader: Reader) -> list[CaseHead] | None:
    """The heads of the cases in the reader's file, in order; faults become its findings.

    None where the file cannot be read at all. A case with a fault is still there, so that what names it is not
    taken for a fault as well.
    """
    text = reader.text()
    if text is None:
        return None
    tree = parse_python(text)
    if isinstance(tree, NotPython):
        reader.find_at(tree.line, tree.column, tree.words)
        return None
    heads: list[CaseHead] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if any(_name(d) == "case" for d in node.decorator_list):
                _find(reader, node, f"{node.name}: write @case(...) with a title and a tag")
            marks = [d for d in node.decorator_list if isinstance(d, ast.Call) and _name(d.func) == "case"]
            if marks and node.name in {head.id for head in heads}:
                _find(reader, node, f"{node.name}: a case of this name is there twice")
            heads += [_head(reader, node, mark) for mark in marks]
    if not heads:
        reader.find_at(1, 1, "no cases: decorate functions with @case(...)")
    return heads


def _head(reader: Reader, function: ast.FunctionDef, decorator: ast.Call) -> CaseHead:
    values, unread = _arguments(reader, function.name, decorator)
    title, tag, clarifies = values.get("title"), values.get("tag"), values.get("clarifies")
    if "title" not in unread and (not isinstance(title, str) or not title.strip()):
        _find(reader, decorator, f"{function.name}: a case needs a title")
    if "tag" not in unread and tag not in TAGS:
        _find(reader, decorator, f"{function.name}: tag must be one of {', '.join(TAGS)}")
    if clarifies is not None and not isinstance(clarifies, str):
        _find(reader, decorator, f"{function.name}: clarifies must be text, the id of a clarification")
        clarifies = None
    return CaseHead(function.name, str(title), str(tag), clarifies)


def _arguments(reader: Reader, name: str, decorator: ast.Call) -> tuple[dict[str, Any], set[str]]:
    """The arguments by name, and the names of those that are no literals."""
    values: dict[str, Any] = {}
    unread: set[str] = set()
    for extra in decorator.args[1:]:
        _find(reader, extra, f"{name}: only the title comes without a name")
    named = [("title", argument) for argument in decorator.args[:1]]
    for keyword in decorator.keywords:
        if keyword.arg is None:
            _find(reader, keyword.value, f"{name}: write the arguments out, without **")
            unread |= {*ARGUMENTS}
        elif keyword.arg not in ARGUMENTS:
            _find(reader, keyword, f"{name}: unknown argument {keyword.arg!r}; {nearest(keyword.arg, ARGUMENTS)}")
        else:
            named.append((keyword.arg, keyword.value))
    for argument, node in named:
        try:
            values[argument] = ast.literal_eval(node)
        except (ValueError, TypeError):
            _find(reader, node, f"{name}: {argument} must be a literal")
            unread.add(argument)
    return values, unread


def _find(reader: Reader, node: ast.expr | ast.keyword | ast.FunctionDef, message: str) -> None:
    reader.find_at(node.lineno, node.col_offset + 1, message)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
