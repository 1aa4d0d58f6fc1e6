"""Values cross the wire whole, and bytes that are no frame are refused."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mockml.judge.worker.wire import (
    MAGIC,
    PREFIX,
    Caps,
    Decoder,
    Encoder,
    Handle,
    Unsendable,
    WireError,
    pack,
    read,
)

CAPS = Caps(header=1 << 20, buffers=1000, total=1 << 20)
SCALARS = st.none() | st.booleans() | st.integers(-(2**200), 2**200) | st.floats()
PLAIN = st.recursive(
    SCALARS | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)
ARRAYS = hnp.arrays(
    dtype=hnp.boolean_dtypes() | hnp.integer_dtypes() | hnp.floating_dtypes() | hnp.complex_number_dtypes(),
    shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)


def keep(value: Any) -> Handle:
    """A handle that stands for anything."""
    return Handle(7, type(value).__name__)


def through(value: Any) -> Any:
    """A value after its way through a frame."""
    encoder = Encoder(keep)
    frame = b"".join(bytes(part) for part in pack({"v": encoder.encode(value)}, encoder.buffers, CAPS))
    return decode(frame)


def decode(frame: bytes) -> Any:
    """The value in a frame's bytes."""
    rest = memoryview(frame)

    def receive(count: int) -> bytearray:
        nonlocal rest
        if count > len(rest):
            raise EOFError
        part, rest = bytearray(rest[:count]), rest[count:]
        return part

    header, buffers = read(receive, CAPS)
    return Decoder(buffers, lambda handle: handle).decode(header["v"])


def same(left: Any, right: Any) -> bool:
    """Equal in type and value; NaN equals itself."""
    if type(left) is not type(right):
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, float) and math.isnan(left):
        return math.isnan(right)
    return bool(left == right)


@given(PLAIN)
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    """Numbers, text, lists, tuples and dicts arrive with their types and values."""
    assert same(through(value), value)


@given(ARRAYS)
def test_arrays_come_back_as_they_were(value: np.ndarray[Any, Any]) -> None:
    """Arrays of every number type and shape arrive bit by bit, and can be written to."""
    back = through(value)
    assert back.shape == value.shape
    assert back.dtype == value.dtype.newbyteorder("=")
    assert np.array_equal(back, value, equal_nan=value.dtype.kind in "fc")
    assert back.flags.writeable


@given(st.lists(st.floats(allow_nan=False) | st.integers(-9, 9), max_size=30))
def test_numpy_scalars_in_lists_need_no_buffers(values: list[float]) -> None:
    """A list of any number of NumPy scalars is small, and keeps its types."""
    scalars = [np.float64(value) for value in values] + [np.int32(3), np.bool_(True), np.float32(0.1)]
    encoder = Encoder(keep)
    encoder.encode(scalars)
    assert not encoder.buffers
    assert same(through(scalars), scalars)


def test_views_and_odd_arrays_arrive() -> None:
    """Transposed, strided, text and object arrays arrive as plain ones; what is no data becomes a handle."""
    X = np.arange(12.0).reshape(3, 4)
    assert np.array_equal(through(X.T[::2]), X.T[::2])
    assert through(np.array(["a", "bc"])).tolist() == ["a", "bc"]
    assert through(np.array([1, "x", None], dtype=object)).tolist() == [1, "x", None]
    assert through(np.longdouble(1.5)) == 1.5
    assert through(object()) == Handle(7, "object")


def test_too_deep_and_too_large_is_said() -> None:
    """What cannot be sent is refused with a reason, before it is sent."""
    nested: list[Any] = []
    for _ in range(100):
        nested = [nested]
    with pytest.raises(Unsendable, match="deep"):
        through(nested)
    with pytest.raises(Unsendable, match="bytes"):
        through(np.zeros(1 << 20))
    with pytest.raises(Unsendable, match="bits"):
        through(10**5000)


def refuse(data: bytes) -> None:
    """Decodes bytes, which gives plain data or one of the errors that are documented."""
    try:
        decode(data)
    except Exception as error:
        assert isinstance(error, (WireError, EOFError, KeyError)), error


def mutate(value: Any, data: st.DataObject) -> bytes:
    """The frame of a value with some bytes changed, cut out or doubled."""
    encoder = Encoder(keep)
    frame = bytearray(b"".join(bytes(part) for part in pack({"v": encoder.encode(value)}, encoder.buffers, CAPS)))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(len(frame) - 1, 0)))
        frame[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    return bytes(frame)


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    """Bytes that are no frame give a WireError or are too short; never anything else."""
    with pytest.raises((WireError, EOFError, KeyError)):
        decode(data)


@given(PLAIN | ARRAYS, st.data())
@settings(max_examples=300)
def test_mutated_frames_never_surprise(value: Any, data: st.DataObject) -> None:
    """A frame with some bytes changed decodes to plain data or is refused; it raises nothing else."""
    refuse(mutate(value, data))


@pytest.mark.slow
@pytest.mark.timeout(3000)
@given(PLAIN | ARRAYS, st.data())
@settings(max_examples=50_000, suppress_health_check=list(HealthCheck))
def test_fifty_thousand_mutated_frames(value: Any, data: st.DataObject) -> None:
    """Fifty thousand frames with bytes changed are decoded or refused."""
    refuse(mutate(value, data))


@pytest.mark.slow
@pytest.mark.timeout(3000)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda data: PREFIX.pack(MAGIC, 2 * len(data), 1) + data))
@settings(max_examples=50_000, suppress_health_check=list(HealthCheck))
def test_fifty_thousand_pieces_of_noise(data: bytes) -> None:
    """Fifty thousand pieces of noise, half of them with a frame's beginning, are refused."""
    refuse(data)


@pytest.mark.parametrize(
    "node",
    [
        {"a": 0, "dtype": "O", "shape": [1]},
        {"a": 5, "dtype": "d", "shape": [1]},
        {"a": 0, "dtype": "d", "shape": [1 << 41]},
        {"a": 0, "dtype": "d", "shape": [-1]},
        {"a": 0, "dtype": "d", "shape": [2]},
        {"n": ["O", 1]},
        {"n": ["d", "1"]},
        {"d": [[["list"], 1]]},
        {"d": [[{"a": 0, "dtype": "b", "shape": [8]}, 1]]},
        {"i": "0x" + "f" * 5000},
        {"s": "zz"},
        {"h": [1]},
        {"unknown": 1},
    ],
)
def test_lying_nodes_are_refused(node: Any) -> None:
    """A node that says other than it holds is a WireError."""
    with pytest.raises(WireError):
        Decoder([bytearray(8)], lambda handle: handle).decode(node)


class Point(NamedTuple):
    """A named tuple."""

    x: float
    y: float


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (Point(1.0, 2.0), (1.0, 2.0)),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (type("Row", (list,), {})([1, 2]), [1, 2]),
        ({3}, (3,)),
        (frozenset({3}), (3,)),
        (range(3), (0, 1, 2)),
    ],
)
def test_kinds_of_containers_are_objects_with_content(value: Any, content: Any) -> None:
    """A named tuple or a kind of dict stays an object, to be handed back, and its content can be looked at."""
    found = through(value)
    assert isinstance(found, Handle)
    assert found.content == (content,)


def test_kinds_of_strings_are_strings() -> None:
    """The strings that NumPy gives are plain ones on the other side, as keys too."""
    assert through({np.str_("a"): np.str_("b")}) == {"a": "b"}
    assert through(type("Term", (str,), {})("x")) == "x"
