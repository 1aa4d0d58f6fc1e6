"""Writes a reference anew as a colleague might have: other names, another order, no comments, the same behaviour.

Only what nobody outside can reach is renamed: local variables, helper functions and their parameters, and attributes
that neither the problem's text nor its cases name. A plan is made once, from all texts that it will be applied to, so
that a text with a bug and the one without get the same names and the same order.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from mockml.bank import restyle_words as words

WORD = re.compile(r"[A-Za-z_]\w*")
# Where these are used, names may be made as text, which cannot be followed: attributes, and all the others.
REFLECTS = {"__dict__", "__getattr__", "__slots__", "getattr", "hasattr", "setattr"}
EVALUATES = {"eval", "exec", "globals", "locals", "vars"}
BRACKETED = re.compile(r"^( *)(return|[\w., ]+ =) \((.*)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a text: new names for old ones, for attributes too, and an order of its definitions."""

    names: Mapping[str, str]
    attributes: Mapping[str, str]
    seed: str

    def apply(self, text: str) -> str:
        """The text in its new style."""
        tree = _Renamer(self).visit(ast.parse(text))
        for node in ast.walk(tree):
            _drop_docstring(node)
        if _movable(tree):
            tree.body = self._ordered(tree.body)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and all(isinstance(part, ast.FunctionDef) for part in node.body):
                node.body.sort(key=lambda part: (getattr(part, "name", "") != "__init__", self._place(part)))
        return _spaced(ast.unparse(ast.fix_missing_locations(tree)))

    def _ordered(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        moved = [node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
        return [node for node in body if node not in moved] + sorted(moved, key=self._place)

    def _place(self, node: ast.stmt) -> float:
        return random.Random(f"{self.seed} {getattr(node, 'name', '')}").random()  # noqa: S311 - no secret


def plan(texts: Iterable[str], entries: Iterable[str], reached: str, seed: str) -> Plan:
    """A plan for texts that define `entries`; what is a word of `reached` may be reached from outside and stays."""
    found = _Found()
    for text in texts:
        found.take(ast.parse(text), set(entries))
    rng = random.Random(seed)  # noqa: S311 - no secret
    taken = found.words | set(keyword.kwlist) | set(dir(builtins)) | set(WORD.findall(reached))
    fresh = _Fresh(taken, rng)
    local = found.locals - found.fixed - {"_"}
    helpers = found.helpers - found.locals - found.parameters
    own = found.own - found.elsewhere - set(WORD.findall(reached))
    if found.words & (REFLECTS | EVALUATES):
        own = set()
    if found.words & EVALUATES:
        local, helpers = set(), set()
    names = {name: fresh.like(name, words.LOCALS, words.ANY) for name in sorted(local)}
    names |= {name: fresh.like(name, words.HELPERS, words.ANY_HELPERS) for name in sorted(helpers)}
    return Plan(
        names, {name: fresh.like(name, words.LOCALS, words.ANY) for name in sorted(own) if name[:2] != "__"}, seed
    )


class _Fresh:
    """Gives names that are nowhere else, in an order of the seed."""

    def __init__(self, taken: set[str], rng: random.Random) -> None:
        self._taken, self._rng = taken, rng

    def like(self, name: str, known: str, anything: str) -> str:
        """Another name for the same thing, or any where none is known."""
        choices, others = words.alternatives(known).get(name, []), anything.split()
        order = [*self._rng.sample(choices, len(choices)), *self._rng.sample(others, len(others))]
        made = next(one for one in chain(order, (f"v{number}" for number in count(1))) if one not in self._taken)
        self._taken.add(made)
        return made


@dataclass(slots=True)
class _Found:
    """The names in some texts, by what they are.

    `fixed` are no local variables, `own` are set on `self`, `elsewhere` are asked of other objects than `self`.
    """

    locals: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    helpers: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def take(self, tree: ast.Module, entries: set[str]) -> None:
        """Adds what is in a module."""
        helpers = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} - entries
        self.helpers |= helpers
        self.fixed |= {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        self.fixed |= set(dir(builtins)) | entries
        self.words |= set(WORD.findall(ast.unparse(tree)))
        given = {one.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for one in node.keywords if one.arg}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in helpers:
                self._parameters(node.args, public=False)
            self._statement(node)
        self.fixed |= given & self.parameters
        for part in ast.walk(tree):
            self._node(part, tree)

    def _statement(self, node: ast.stmt) -> None:
        """What a module binds besides functions stays: constants, imports."""
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            self.fixed |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}

    def _parameters(self, arguments: ast.arguments, *, public: bool) -> None:
        names = {one.arg for one in ast.walk(arguments) if isinstance(one, ast.arg)}
        self.parameters |= names
        if public:
            self.fixed |= names
        else:
            self.locals |= names

    def _node(self, node: ast.AST, tree: ast.Module) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                self.locals.add(name)
            case ast.FunctionDef() | ast.Lambda():
                helper = isinstance(node, ast.FunctionDef) and node in tree.body and node.name in self.helpers
                if not helper:
                    self._parameters(node.args, public=True)
                if isinstance(node, ast.FunctionDef) and node not in tree.body:
                    self.fixed.add(node.name)
            case ast.alias():
                self.fixed.add((node.asname or node.name).split(".")[0])
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                self.fixed |= set(names)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                self.fixed.add(name)
            case ast.ClassDef():
                self._class(node)
            case ast.Attribute() if not _is_self(node.value):
                self.elsewhere.add(node.attr)

    def _class(self, node: ast.ClassDef) -> None:
        """Methods and what is set on `self`: a class's own, where nothing outside names it."""
        methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        self.own |= methods | {
            part.attr
            for part in ast.walk(node)
            if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and _is_self(part.value)
        }
        for part in node.body:
            if not isinstance(part, ast.FunctionDef):
                self.fixed |= {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}


class _Renamer(ast.NodeTransformer):
    def __init__(self, made: Plan) -> None:
        self._plan, self._class = made, False

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._plan.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._plan.names.get(node.arg, node.arg)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for part in node.body:
            if isinstance(part, ast.FunctionDef):
                part.name = self._plan.attributes.get(part.name, part.name)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self._plan.names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if _is_self(node.value):
            node.attr = self._plan.attributes.get(node.attr, node.attr)
        return self.generic_visit(node)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _drop_docstring(node: ast.AST) -> None:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) or ast.get_docstring(node) is None:
        return
    node.body = node.body[1:] or [ast.Pass()]


def _movable(tree: ast.Module) -> bool:
    """True where no definition needs another one to be there first."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and (node.bases or node.decorator_list or not _plain(node)):
            return False
        if isinstance(node, ast.FunctionDef) and (node.decorator_list or not _literal_defaults(node)):
            return False
    after = [isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in tree.body]
    return after == sorted(after)  # no statement in between that may call one


def _plain(node: ast.ClassDef) -> bool:
    return all(isinstance(part, ast.FunctionDef) and _literal_defaults(part) for part in node.body)


def _literal_defaults(node: ast.FunctionDef) -> bool:
    defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
    return not any(isinstance(part, ast.Name) for one in defaults for part in ast.walk(one))


def _spaced(text: str) -> str:
    """Two empty lines before each definition at the top and no needless parentheses, as people write it."""
    text = re.sub(r"\n+(?=(?:def|class) )", "\n\n\n", text.strip("\n")) + "\n"
    return BRACKETED.sub(_bare, text)


def _bare(found: re.Match[str]) -> str:
    """`return a, b` for `return (a, b)`, where it is the same."""
    try:
        same = ast.dump(ast.parse(f"x = ({found[3]})")) == ast.dump(ast.parse(f"x = {found[3]}"))
    except SyntaxError:
        same = False
    return f"{found[1]}{found[2]} {found[3]}" if same else found[0]
