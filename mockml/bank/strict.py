"""From a YAML node tree to typed data, with every fault reported at once, each at its file:line:column."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from mockml.bank.nodes import NotYaml, compose
from mockml.errors import BadSpec, nearest

MAX_BYTES = 2 << 20
MAX_WORDS = 500
T = TypeVar("T")
WORDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    type(None): "nothing",
    list: "a list",
}
TAGS = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": bool,
    "tag:yaml.org,2002:null": type(None),
}
CONSTRUCTOR = yaml.constructor.SafeConstructor()
CONSTRUCT = {
    int: CONSTRUCTOR.construct_yaml_int,
    float: CONSTRUCTOR.construct_yaml_float,
    bool: CONSTRUCTOR.construct_yaml_bool,
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
        self.find_at(line, column, f"{where}: {message}" if where else message)

    def find_at(self, line: int, column: int, message: str) -> None:
        """Notes a fault at a line and column, which count from 1."""
        self.findings.append(f"{shown(self.path)}:{line}:{column}: {_one_line(message)}")

    def _nearest_place(self, where: str) -> yaml.Mark | None:
        while where and where not in self.places:
            cut = max(where.rfind("."), where.rfind("["))
            where = where[:cut] if cut > 0 else ""
        return self.places.get(where)

    def text(self) -> str | None:
        """The file's text; None, with a finding, where it has none."""
        return self._decoded(lambda file: file.read(MAX_BYTES + 1))

    def head(self) -> str | None:
        """The text up to the `---` that ends the first document, as `text` gives it; no more is read."""
        return self._decoded(_read_head)

    def _decoded(self, read: Callable[[BinaryIO], bytes]) -> str | None:
        try:
            with self.path.open("rb") as file:
                data = read(file)
            if len(data) <= MAX_BYTES:
                return data.decode("utf-8-sig")
            self.find("", f"larger than {MAX_BYTES >> 20} MiB")
        except FileNotFoundError:
            self.find("", "the file is missing")
        except OSError as error:
            self.find("", error.strerror or str(error))
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(errors="replace")
            self.find_at(before.count("\n") + 1, len(before) - before.rfind("\n"), "not UTF-8 text")
        return None

    def documents(self, text: str) -> list[yaml.Node]:
        """The node trees of a text's YAML documents; none, with a finding, where it is no YAML."""
        try:
            return compose(text)
        except NotYaml as error:
            self.find_at(error.line, error.column, error.words)
        return []

    def only(self) -> yaml.Node | None:
        """The node tree of the file's one YAML document; None, with a finding, where it has none or several."""
        text = self.text()
        documents = self.documents(text) if text is not None else []
        if len(documents) == 1:
            return documents[0]
        if documents:
            self.find("", "expected one YAML document, and a second begins here", documents[1].start_mark)
        elif not self.findings:
            self.find("", "the file is empty")
        return None

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
            value = node.value if _kind_of(node) is str else None
            if value not in get_args(kind):
                got = value if value is not None else _words(node)
                self.find(where, f"expected one of {', '.join(get_args(kind))}; got {got}", node.start_mark)
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
        fitting = [kind for kind in options if (get_origin(kind) or kind) is _shape_of(node)]
        if fitting or len(options) == 1:
            return self._read(node, (fitting or options)[0], where)
        words = " or ".join(WORDS.get(get_origin(kind) or kind, "a mapping") for kind in options)
        self.find(where, f"expected {words}, got {_words(node)}", node.start_mark)
        return None

    def _read_list(self, node: yaml.Node, kind: Any, where: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            self.find(where, f"expected a list, got {_words(node)}", node.start_mark)
            return None
        return [self._read(item, kind, f"{where}[{i}]") for i, item in enumerate(node.value)]

    def _read_dict(self, node: yaml.Node, kind: Any, where: str) -> Any:
        return {key: self._read(value, kind, _join(where, key)) for key, value in self._pairs(node, where)}

    def _read_struct(self, node: yaml.Node, kind: type[msgspec.Struct], where: str) -> Any:
        fields, hints = _shape(kind)
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
            return self._value(node, kind, where)
        self.find(where, f"expected {WORDS.get(kind, kind)}, got {_words(node)}", node.start_mark)
        return None

    def _value(self, node: yaml.Node, kind: Any, where: str) -> Any:
        if kind is type(None) or not isinstance(node, yaml.ScalarNode):
            return None
        if kind is str:
            return node.value
        try:
            value = CONSTRUCT[_kind_of(node)](node)
            return float(value) if kind is float else value
        except (ValueError, LookupError, OverflowError):
            # An explicit tag on what is none (`!!bool maybe`), or digits without end.
            self.find(where, f"cannot be read as {WORDS[kind]}", node.start_mark)
            return None

    def _anything(self, node: yaml.Node, where: str) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._anything(item, f"{where}[{i}]") for i, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            keys = {key.value: key for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
            pairs = self._pairs(node, where)
            # A key keeps its type here: an expected value may well be {0: 3, 1: 5}.
            return {self._anything(keys[k], where): self._anything(value, _join(where, k)) for k, value in pairs}
        kind = _kind_of(node)
        if kind is None:
            self.find(where, f"expected a plain value, got {_words(node)}", node.start_mark)
            return None
        return self._value(node, kind, where)


def _read_head(file: BinaryIO) -> bytes:
    lines: list[bytes] = []
    size, content = 0, False
    while size <= MAX_BYTES and (line := file.readline(MAX_BYTES + 1)):
        if content and line.rstrip() == b"---":
            break
        lines.append(line)
        size += len(line)
        bare = line.removeprefix(b"\xef\xbb\xbf").strip()
        content = content or not (bare == b"---" or bare.startswith((b"#", b"%")) or not bare)
    return b"".join(lines)


def _one_line(message: str) -> str:
    # What a spec holds is quoted in findings, and may hold line breaks or a terminal's control sequences.
    text = " ".join(message.split())
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    return text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]}..."


@functools.cache
def _shape(kind: type[msgspec.Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A struct's fields and their types, which take long to find out and never change."""
    return {field.name: field for field in msgspec.structs.fields(kind)}, get_type_hints(kind)


def _join(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _kind_of(node: yaml.Node) -> Any:
    return TAGS.get(node.tag) if isinstance(node, yaml.ScalarNode) else None


def _shape_of(node: yaml.Node) -> Any:
    return list if isinstance(node, yaml.SequenceNode) else _kind_of(node)


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
