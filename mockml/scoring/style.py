"""How the code reads, by its syntax tree: docstrings, names, functions, loops over rows, guards, dead code, reasons."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from mockml.scoring.deadcode import Function, dead_code, functions_of
from mockml.scoring.evidence import UNREADABLE, Evidence, Facts, agrees, plural

NAMES = (
    "reason_comments",
    "documented",
    "vague_names",
    "functions",
    "longest_function",
    "row_loops",
    "edge_guards",
    "dead_code",
)
# `var` and `val` are left out: in this field they are the variance and the validation set.
VAGUE = re.compile(r"(tmp|temp|foo|bar|baz|res|ret|thing|stuff|obj|lst|aux|xx+|yy+|my_.*)\d*|(data|arr|test)\d+")
REASON = re.compile(r"\b(because|since|so that|so the|otherwise|avoids?|prevents?|in order|to make sure|never)\b", re.I)
GUARD = re.compile(
    r"\b(len|size|shape|any|all|isfinite|isnan|eps\w*|tiny|max|maximum|clip|None|not)\b|[=!<>]=?\s*0\b", re.I
)
GUARD_CALLS = frozenset({"maximum", "clip", "where", "nan_to_num", "errstate"})


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of the code's style; not measured where nothing was saved, or where it is no Python."""
    if not facts.source.strip():
        return _unmeasured("nothing was saved")
    if facts.tree is None:
        return _unmeasured(UNREADABLE)
    try:
        return _measured(facts, facts.tree)
    except RecursionError:  # what the parser just bears can be too deep for those who walk it
        return _unmeasured(UNREADABLE)


def _unmeasured(why: str) -> list[Evidence]:
    return [Evidence(name, None, why) for name in NAMES]


def _measured(facts: Facts, tree: ast.Module) -> list[Evidence]:
    times = (facts.kind("saved")[-1].clock,)
    own = [node for node in functions_of(tree) if not node.name.startswith("test_")]
    reference = (facts.problem.folder / "reference.py").read_text(encoding="utf-8")
    return [
        _reasons(facts.source, times),
        _documented(own, times),
        _vague(tree, times),
        Evidence("functions", len(own), f"{plural(len(own), 'function')}, tests left out", times),
        _longest(own, times),
        _row_loops(tree, ast.parse(reference), times),
        _guards(own, times),
        dead_code(tree, times),
    ]


def _reasons(source: str, times: tuple[float, ...]) -> Evidence:
    found = [text for text in _comments(source) if REASON.search(text)]
    return Evidence(
        "reason_comments",
        len(found),
        f"{plural(len(found), 'comment')} that {agrees(len(found), 'give')} a reason",
        times,
    )


def _comments(source: str) -> Iterator[str]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string
    except (tokenize.TokenError, SyntaxError):
        return


def _documented(own: list[Function], times: tuple[float, ...]) -> Evidence:
    public = [node for node in own if not node.name.startswith("_")]
    if not public:
        return Evidence("documented", None, "there is no public function")
    said = [node for node in public if _says_arguments(node)]
    sentence = f"{len(said)} of {plural(len(public), 'public function')} with a docstring on what goes in and comes out"
    return Evidence("documented", len(said) / len(public), sentence, times)


def _says_arguments(node: Function) -> bool:
    words = ast.get_docstring(node) or ""
    names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if arg.arg != "self"]
    named = not names or any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)
    returns = any(isinstance(one, ast.Return) and one.value is not None for one in ast.walk(node))
    return bool(words) and named and (not returns or "return" in words.lower())


def _vague(tree: ast.AST, times: tuple[float, ...]) -> Evidence:
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    stored |= {node.name for node in functions_of(tree)}
    vague = sorted(name for name in stored if VAGUE.fullmatch(name))
    shown = f": {', '.join(vague[:3])}" if vague else ""
    return Evidence(
        "vague_names", len(vague), f"{plural(len(vague), 'name')} that {agrees(len(vague), 'say')} little{shown}", times
    )


def _longest(own: list[Function], times: tuple[float, ...]) -> Evidence:
    if not own:
        return Evidence("longest_function", None, "there is no function")
    longest = max(own, key=_lines)
    sentence = f"longest function: {longest.name}, {plural(_lines(longest), 'line')}"
    return Evidence("longest_function", _lines(longest), sentence, times)


def _lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _row_loops(tree: ast.AST, reference: ast.AST, times: tuple[float, ...]) -> Evidence:
    """Loops inside loops over ranges and arrays, beyond the depth that the reference needs."""
    needed = max((depth for _, depth in _depths(reference)), default=0)
    found = [node for node, depth in _depths(tree) if depth > max(needed, 1)]
    lines = f"line{'s' if len(found) > 1 else ''} {', '.join(str(node.lineno) for node in found[:3])}"
    sentence = (
        "no loop over rows that the reference does without"
        if not found
        else (f"{plural(len(found), 'loop')} inside a loop where the reference has none ({lines})")
    )
    return Evidence("row_loops", len(found), sentence, times)


def _depths(node: ast.AST, depth: int = 0) -> Iterator[tuple[ast.For | ast.While, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not child.name.startswith("test_"):
                yield from _depths(child)
        elif isinstance(child, (ast.For, ast.While)):
            yield child, depth + 1
            yield from _depths(child, depth + 1)
        else:
            yield from _depths(child, depth)


def _guards(own: list[Function], times: tuple[float, ...]) -> Evidence:
    count = sum(_is_guard(node) for function in own for node in ast.walk(function))
    return Evidence("edge_guards", count, f"{plural(count, 'guard')} for empty, zero or non-finite values", times)


def _is_guard(node: ast.AST) -> bool:
    if isinstance(node, (ast.If, ast.IfExp)):
        return bool(GUARD.search(ast.unparse(node.test)))
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in GUARD_CALLS
