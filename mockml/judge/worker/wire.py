"""Frames between grader and worker: a length, a JSON header, raw array buffers. Never pickle.

A frame is `magic, header length, number of buffers, buffer lengths` as big-endian integers, then the header
as JSON, then the buffers. Every size is checked against `Caps` before anything is allocated. Values are
written as JSON nodes: plain scalars and lists as themselves, all else as an object with one tag.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from . import frames

MAGIC = b"MKM1"
PREFIX = struct.Struct(">4sII")
LENGTH = struct.Struct(">Q")
MAX_DEPTH = 64
MAX_NODES = 1_000_000
MAX_INT_BITS = 4096
DTYPES = frozenset("?bBhHiIlLqQefdFD")


@dataclass(frozen=True, slots=True)
class Caps:
    """The largest frame that is read, in bytes and in buffers."""

    header: int = 32 << 20
    buffers: int = 100_000
    total: int = 512 << 20


class WireError(Exception):
    """The bytes are not a frame, or not one within the caps."""


class Unsendable(Exception):
    """The value is too deep, too large or too many to be sent."""


@dataclass(frozen=True, slots=True)
class Handle:
    """An object that stayed on the other side: its number there, and the name of its type.

    `content` is a tuple of its plain content, where it is a container or one of pandas' objects; else None.
    """

    number: int
    type_name: str
    callable: bool = False
    content: tuple[Any] | None = None


@dataclass(slots=True)
class Encoder:
    """Turns values into JSON nodes and buffers; `keep` gives a handle to what cannot be sent."""

    keep: Callable[[Any], Handle]
    buffers: list[memoryview | bytes] = field(default_factory=list)
    nodes: int = 0
    cells: int = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The JSON node of `value`. Only exact built-in and NumPy types are data; all else is a handle."""
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise Unsendable(f"nested more than {MAX_DEPTH} deep")
        if self.nodes > MAX_NODES:
            raise Unsendable(f"more than {MAX_NODES} values")
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is str:
            return value if value.isascii() else {"s": value.encode("utf-8", "surrogatepass").hex()}
        if kind is int:
            if value.bit_length() > MAX_INT_BITS:
                raise Unsendable(f"an integer of {value.bit_length()} bits")
            return value if value.bit_length() < 64 else {"i": hex(value)}
        if kind is list:
            return [self.encode(item, depth + 1) for item in value]
        if kind is tuple:
            return {"t": [self.encode(item, depth + 1) for item in value]}
        if kind is dict and all(map(_is_key, value)):
            pairs = [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()]
            return {"d": pairs}
        return self._encode_other(value, depth)

    def _encode_other(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return self.encode(str.__str__(value), depth)
        if isinstance(value, np.ndarray):
            return self._encode_array(np.asarray(value), depth)
        if isinstance(value, (np.generic, complex)):
            return self._encode_number(np.asarray(value), depth)
        if type(value) is bytes:
            return {"b": self._buffer(value)}
        if type(value) is Handle:
            return {"h": [value.number, value.type_name, value.callable]}
        frame = frames.plain_form(value)
        if frame is not None:
            self.cells += frames.cells(frame)
            if self.cells > frames.MAX_CELLS:
                raise Unsendable(f"frames of more than {frames.MAX_CELLS:,} values")
            return {"p": self.encode(frame, depth + 1)}
        handle = self.keep(value)
        node = {"h": [handle.number, handle.type_name, handle.callable]}
        content = _content(value)
        if content is not None:  # of a set, say: data to look at, an object when it is handed back
            node["content"] = self.encode(content, depth + 1)
        return node

    def _encode_number(self, array: Any, depth: int) -> Any:
        """A NumPy scalar within the header: a list of many must not need a buffer for each."""
        if array.dtype.char in "gG":
            array = array.astype(np.float64 if array.dtype.char == "g" else np.complex128)
        if array.dtype.char not in DTYPES:
            return self._encode_array(array, depth)
        if array.dtype.kind == "c":
            return {"n": [array.dtype.char, float(array.real), float(array.imag)]}
        return {"n": [array.dtype.char, array.item()]}

    def _encode_array(self, array: Any, depth: int) -> Any:
        if array.dtype.char in "gG":
            array = array.astype(np.float64 if array.dtype.char == "g" else np.complex128)
        if array.dtype.char == "U":
            return {"l": [self.encode(str(item)) for item in array.ravel()], "shape": list(array.shape)}
        if array.dtype.char == "O":
            items = [self.encode(item, depth + 1) for item in array.ravel()]
            return {"o": items, "shape": list(array.shape)}
        if array.dtype.char not in DTYPES:
            handle = self.keep(array)
            return {"h": [handle.number, f"array of {array.dtype}", False]}
        if not array.dtype.isnative:
            array = array.astype(array.dtype.newbyteorder("="))
        data = np.ascontiguousarray(array)
        raw = data.reshape(-1).view(np.uint8).data if data.size else b""
        return {"a": self._buffer(raw), "dtype": array.dtype.char, "shape": list(array.shape)}

    def _buffer(self, raw: memoryview | bytes) -> int:
        self.buffers.append(raw)
        return len(self.buffers) - 1


def _is_key(key: Any) -> bool:
    """Whether the key of a dict can be sent, and means the same there; a dict with others stays an object."""
    if isinstance(key, tuple):
        return type(key) is tuple and all(map(_is_key, key))
    if isinstance(key, np.generic):
        return key.dtype.char in DTYPES or isinstance(key, str)
    return key is None or type(key) in (bool, int, float, bytes) or isinstance(key, str)


def _content(value: Any) -> Any:
    """The content of a container that is none of the plain ones, or of an object of pandas'; None of all else."""
    if isinstance(value, (set, frozenset, range)):
        few = tuple(islice(value, MAX_NODES + 1))
        return few if len(few) <= MAX_NODES else None
    for base in (tuple, list, dict):
        if isinstance(value, base):
            return base(value) if type(value) is not base else None
    return frames.content(value)


@dataclass(slots=True)
class Decoder:
    """Rebuilds plain data from JSON nodes and buffers; `find` turns a handle into what it stands for here.

    Without `tables` a frame is refused, so that no answer can have pandas imported where a problem has no use for it.
    """

    buffers: list[bytearray]
    find: Callable[[Handle], Any]
    tables: bool = True
    nodes: int = 0
    cells: int = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        """The value of a node. Raises WireError for anything that `Encoder` would not have written."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise WireError("a value nested too deep or too large")
        if node is None or isinstance(node, (bool, int, float, str)):
            return node
        if isinstance(node, list):
            return [self.decode(item, depth + 1) for item in node]
        if not isinstance(node, dict):
            raise WireError("an unknown node")
        try:
            return self._decode_tagged(node, depth)
        except frames.NotAFrame as error:
            raise WireError(str(error)) from None
        except (KeyError, IndexError, TypeError, ValueError, OverflowError, AttributeError) as error:
            raise WireError(f"a malformed node: {type(error).__name__}") from None

    def _decode_tagged(self, node: dict[str, Any], depth: int) -> Any:
        if "a" in node:
            return self._decode_array(node)
        if "n" in node:
            char, *parts = node["n"]
            if char not in DTYPES or not all(isinstance(part, (bool, int, float)) for part in parts):
                raise WireError("a scalar that is none")
            return np.dtype(char).type(complex(*parts) if np.dtype(char).kind == "c" else parts[0])
        if "t" in node:
            return tuple(self._items(node["t"], depth))
        if "d" in node:
            return self._decode_dict(node["d"], depth)
        if "s" in node:
            return bytes.fromhex(node["s"]).decode("utf-8", "surrogatepass")
        if "i" in node:
            number = int(node["i"], 16)
            if number.bit_length() > MAX_INT_BITS:
                raise WireError("an integer too large")
            return number
        if "b" in node:
            return bytes(self.buffers[self._index(node["b"])])
        if "l" in node:
            texts = self._items(node["l"], depth)
            return np.array([str(text) for text in texts], dtype=np.str_).reshape(self._shape(node))
        if "o" in node:
            return self._decode_objects(node, depth)
        if "p" in node:
            return self._decode_frame(node["p"], depth)
        if "h" in node:
            number, type_name, is_callable = node["h"]
            content = (self.decode(node["content"], depth + 1),) if "content" in node else None
            return self.find(Handle(int(number), str(type_name)[:200], bool(is_callable), content))
        raise WireError("an unknown tag")

    def _decode_frame(self, node: Any, depth: int) -> Any:
        if not self.tables:
            raise WireError("a frame, in a problem without pandas")
        plain = self.decode(node, depth + 1)
        self.cells += frames.cells(plain)
        if self.cells > frames.MAX_CELLS:
            raise WireError("frames of more values than are taken")
        return frames.build(plain)

    def _items(self, nodes: Any, depth: int) -> list[Any]:
        if not isinstance(nodes, list):
            raise WireError("items that are no list")
        return [self.decode(item, depth + 1) for item in nodes]

    def _decode_dict(self, pairs: Any, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key, value in pairs:
            plain = self.decode(key, depth + 1)
            if not isinstance(plain, (str, int, float, bool, tuple, np.generic, bytes, type(None))):
                raise WireError("a key that is not plain")
            found[plain] = self.decode(value, depth + 1)
        return found

    def _decode_objects(self, node: dict[str, Any], depth: int) -> Any:
        items = self._items(node["o"], depth)
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            array[i] = item
        return array.reshape(self._shape(node))

    def _decode_array(self, node: dict[str, Any]) -> Any:
        char = node["dtype"]
        if not isinstance(char, str) or char not in DTYPES:
            raise WireError("an unknown dtype")
        raw = self.buffers[self._index(node["a"])]
        shape = self._shape(node)
        dtype = np.dtype(char)
        count = 1
        for length in shape:
            count *= length
        if count * dtype.itemsize != len(raw):
            raise WireError("a buffer of another size than its shape")
        # A bytearray backs the array, so that it is writable as the caller's own would be.
        return np.frombuffer(raw, dtype=dtype).reshape(shape) if count else np.empty(shape, dtype)

    def _index(self, index: Any) -> int:
        if type(index) is not int or not 0 <= index < len(self.buffers):
            raise WireError("a buffer that is not there")
        return index

    @staticmethod
    def _shape(node: dict[str, Any]) -> tuple[int, ...]:
        shape = node["shape"]
        if not isinstance(shape, list) or len(shape) > 32:
            raise WireError("a shape that is none")
        if not all(type(length) is int and 0 <= length < 1 << 40 for length in shape):
            raise WireError("a shape that is none")
        return tuple(shape)


def pack(header: dict[str, Any], buffers: list[memoryview | bytes], caps: Caps) -> list[memoryview | bytes]:
    """The pieces of one frame, to be written one after the other."""
    text = json.dumps(header, separators=(",", ":")).encode("ascii")
    sizes = [len(raw) for raw in buffers]
    if len(text) > caps.header or len(buffers) > caps.buffers or sum(sizes) > caps.total:
        raise Unsendable(f"{len(text) + sum(sizes):,} bytes, which is more than is taken")
    prefix = PREFIX.pack(MAGIC, len(text), len(buffers)) + b"".join(LENGTH.pack(size) for size in sizes)
    return [prefix + text, *buffers]


def read(receive: Callable[[int], bytearray], caps: Caps) -> tuple[dict[str, Any], list[bytearray]]:
    """One frame through `receive`, which gives exactly as many bytes as it is asked for.

    Raises WireError when the bytes are no frame within `caps`; what `receive` raises passes through.
    """
    magic, header_length, count = PREFIX.unpack(receive(PREFIX.size))
    if magic != MAGIC:
        raise WireError("bytes that are no frame")
    if header_length > caps.header or count > caps.buffers:
        raise WireError("a frame larger than is taken")
    sizes = [size for (size,) in LENGTH.iter_unpack(receive(LENGTH.size * count))]
    if sum(sizes) > caps.total:
        raise WireError("a frame larger than is taken")
    try:
        header = json.loads(receive(header_length))
    except (ValueError, RecursionError):
        raise WireError("a header that is no JSON") from None
    if not isinstance(header, dict):
        raise WireError("a header that is no object")
    return header, [receive(size) for size in sizes]
