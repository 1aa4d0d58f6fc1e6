"""From a YAML node tree to typed data, with every fault reported at once, each at its file:line:column."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from mockml.errors import BadSpec, nearest

MAX_BYTES = 2 << 20
MAX_DEPTH = 40
T = TypeVar("T")
WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false", type(None): "nothing"}
TAGS = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": bool,
    "tag:yaml.org,2002:null": type(None),
}


def shown(path: Path) -> str:
    """A path as it is named in a finding: from the current folder where it is below that."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


class Reader:
    """Reads one YAML file; `findings` gathers what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[str] = []
        self.places: dict[str, yaml.Mark] = {}

    def find(self, where: str, message: str, mark: yaml.Mark | None = None) -> None:
        """Notes a fault at a path within the document, such as `clarifications[2].answer`."""
        mark = mark or self._nearest_place(where)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        prefix = f"{where}: " if where else ""
        self.findings.append(f"{shown(self.path)}:{line}:{column}: {prefix}{message}")

    def _nearest_place(self, where: str) -> yaml.Mark | None:
        while where and where not in self.places:
            cut = max(where.rfind("."), where.rfind("["))
            where = where[:cut] if cut > 0 else ""
        return self.places.get(where)

    def text(self) -> str | None:
        """The file's text; None, with a finding, where it has none."""
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                self.find("", f"larger than {MAX_BYTES >> 20} MiB")
                return None
            return data.decode("utf-8-sig")
        except FileNotFoundError:
            self.find("", "the file is missing")
        except OSError as error:
            self.find("", error.strerror or str(error))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.findings.append(f"{shown(self.path)}:{line}:1: not UTF-8 text")
        return None

    def documents(self, text: str) -> list[yaml.Node]:
        """The node trees of a text's YAML documents; none, with a finding, where it is no YAML."""
        try:
            nodes = [node for node in yaml.compose_all(text, yaml.CSafeLoader) if node is not None]
            for node in nodes:
                self._check_tree(node, set(), 0)
        except yaml.MarkedYAMLError as error:
            words = " ".join(part for part in (error.context, error.problem) if part)
            self.find("", f"not valid YAML: {words}", error.problem_mark or error.context_mark)
        except (yaml.YAMLError, ValueError) as error:
            self.find("", f"not valid YAML: {str(error).splitlines()[0]}")
        except RecursionError:
            self.find("", "nested too deep")
        else:
            return nodes
        return []

    def _check_tree(self, node: yaml.Node, seen: set[int], depth: int) -> None:
        # An alias shows as a node met twice. Refused: a few lines of them can stand for gigabytes.
        if id(node) in seen:
            raise yaml.MarkedYAMLError(None, None, "aliases are not used here", node.start_mark)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(None, None, "nested too deep", node.start_mark)
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._check_tree(key, seen, depth + 1)
                self._check_tree(value, seen, depth + 1)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._check_tree(item, seen, depth + 1)

    def build(self, node: yaml.Node, kind: type[T]) -> T | None:
        """The node as a `kind`; None, with findings, where it is none."""
        before = len(self.findings)
        plain = self._read(node, kind, "")
        if len(self.findings) > before:
            return None
        try:
            return msgspec.convert(plain, kind)
        except msgspec.ValidationError as error:
            self.find("", str(error))
            return None

    def _read(self, node: yaml.Node, kind: Any, where: str) -> Any:
        self.places.setdefault(where, node.start_mark)
        if kind is Any:
            return self._anything(node, where)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._read_union(node, get_args(kind), where)
        if origin is Literal:
            value = self._scalar(node, str, where)
            if value is not None and value not in get_args(kind):
                self.find(where, f"expected one of {', '.join(get_args(kind))}; got {value}", node.start_mark)
            return value
        if origin is list:
            return self._read_list(node, get_args(kind)[0], where)
        if origin is dict:
            return self._read_dict(node, get_args(kind)[1], where)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._read_struct(node, kind, where)
        return self._scalar(node, kind, where)

    def _read_union(self, node: yaml.Node, kinds: tuple[Any, ...], where: str) -> Any:
        if _kind_of(node) is type(None) and type(None) in kinds:
            return None
        options = [kind for kind in kinds if kind is not type(None)]
        for kind in options:
            if (get_origin(kind) is list) == isinstance(node, yaml.SequenceNode):
                return self._read(node, kind, where)
        return self._read(node, options[0], where)

    def _read_list(self, node: yaml.Node, kind: Any, where: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            self.find(where, f"expected a list, got {_words(node)}", node.start_mark)
            return None
        return [self._read(item, kind, f"{where}[{i}]") for i, item in enumerate(node.value)]

    def _read_dict(self, node: yaml.Node, kind: Any, where: str) -> Any:
        return {key: self._read(value, kind, _join(where, key)) for key, value in self._pairs(node, where)}

    def _read_struct(self, node: yaml.Node, kind: type[msgspec.Struct], where: str) -> Any:
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        hints = get_type_hints(kind)
        if not isinstance(node, yaml.MappingNode):
            self.find(where, f"expected a mapping, got {_words(node)}", node.start_mark)
            return None
        found = {}
        for key, value in self._pairs(node, where):
            if key in fields:
                found[key] = self._read(value, hints[key], _join(where, key))
            else:
                mark = next(k.start_mark for k, _ in node.value if k.value == key)
                self.find(where, f"unknown key {key!r}; {nearest(key, fields)}", mark)
        for name, field in fields.items():
            if field.required and name not in found:
                self.find(where, f"the key {name!r} is missing", node.start_mark)
        return found

    def _pairs(self, node: yaml.Node, where: str) -> list[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.find(where, f"expected a mapping, got {_words(node)}", node.start_mark)
            return []
        pairs: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.find(where, "a key must be text", key.start_mark)
            elif key.value in pairs:
                self.find(where, f"the key {key.value!r} is there twice", key.start_mark)
            else:
                pairs[key.value] = value
        return list(pairs.items())

    def _scalar(self, node: yaml.Node, kind: Any, where: str) -> Any:
        got = _kind_of(node)
        if got is kind or (kind is float and got is int):
            return _value(node, kind)
        self.find(where, f"expected {WORDS.get(kind, kind)}, got {_words(node)}", node.start_mark)
        return None

    def _anything(self, node: yaml.Node, where: str) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._anything(item, f"{where}[{i}]") for i, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return {key: self._anything(value, _join(where, key)) for key, value in self._pairs(node, where)}
        kind = _kind_of(node)
        if kind is None:
            self.find(where, f"expected a plain value, got {_words(node)}", node.start_mark)
            return None
        return _value(node, kind)


def _join(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _kind_of(node: yaml.Node) -> Any:
    return TAGS.get(node.tag) if isinstance(node, yaml.ScalarNode) else None


def _value(node: yaml.Node, kind: Any) -> Any:
    if kind is str:
        return node.value
    try:
        value = yaml.CSafeLoader.yaml_constructors[node.tag](yaml.SafeLoader(""), node)
    except (ValueError, OverflowError):
        return None
    return float(value) if kind is float else value


def _words(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    kind = _kind_of(node)
    return "a number" if kind in (int, float) else WORDS.get(kind, "a value of another kind")


def raise_findings(findings: list[str]) -> None:
    """Raises BadSpec where there is anything to report."""
    if findings:
        raise BadSpec(list(dict.fromkeys(findings)))
