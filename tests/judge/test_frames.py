"""Frames cross the wire whole: values, dtypes, labels and every kind of missing; garbage is refused."""

from __future__ import annotations

import contextlib
import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockml.judge import expect
from mockml.judge.candidate import CaseEnded
from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from mockml.judge.workbench import same_data
from mockml.judge.worker import frames
from mockml.judge.worker.wire import Decoder, Encoder, Handle, Unsendable, WireError
from tests.judge.conftest import LIMITS
from tests.judge.test_wire import keep, mutate, refuse, same, through

pd: Any = pytest.importorskip("pandas")

# Frames take long to make, and a busy machine is no fault.
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(max_size=4)
NUMBERS = st.sampled_from(["bool", "int8", "int32", "int64", "uint8", "uint64", "float32", "float64"])
NULLABLE = st.sampled_from(["Int8", "Int64", "UInt32", "Float32", "Float64", "boolean"])
ITEMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.floats(),
    TEXT,
    st.sampled_from([pd.NA, pd.NaT, np.float32(0.5), np.int64(3), np.bool_(True)]),
)
NAMES = st.none() | TEXT | st.integers(-9, 9) | st.sampled_from([0.5, True])
KINDS = ["number", "object", "text", "python text", "nullable", "category", "time"]
LABEL_KINDS = ["number", "object", "text", "nullable"]


@st.composite
def columns(draw: st.DrawFn, rows: int, kinds: list[str]) -> Any:
    """A series of one of the dtypes that are taken."""

    def some(items: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(items, min_size=rows, max_size=rows))

    kind = draw(st.sampled_from(kinds))
    if kind == "number":
        values = some(st.integers(0, 100))
        column = pd.Series(np.array(values, dtype=draw(NUMBERS)))
        gaps = some(st.booleans())
        return column.where(~np.array(gaps, dtype=bool)) if column.dtype.kind == "f" else column
    if kind == "object":
        array = np.empty(rows, dtype=object)
        array[:] = some(ITEMS)
        return pd.Series(array, dtype=object)
    if kind in ("text", "python text"):
        plain = pd.DataFrame({"x": ["a"]})["x"].dtype  # what this pandas makes of text: `str`, or object before 3
        dtype = pd.StringDtype("python") if kind == "python text" or isinstance(plain, np.dtype) else plain
        return pd.Series(some(TEXT | st.none()), dtype=dtype)
    if kind == "nullable":
        values = some(st.none() | st.integers(0, 1))
        return pd.Series(pd.array(values, dtype=draw(NULLABLE)))
    if kind == "category":
        known = draw(st.lists(TEXT, unique=True, max_size=4))
        codes = some(st.integers(-1, len(known) - 1))
        labels = pd.Index(known, dtype=object)
        return pd.Series(pd.Categorical.from_codes(codes, categories=labels, ordered=draw(st.booleans())))
    stamps = some(st.integers(0, 10**9) | st.just(-(2**63)))
    unit = draw(st.sampled_from(frames.UNITS))
    return pd.Series(np.array(stamps, dtype=np.int64).view(f"M8[{unit}]"))


@st.composite
def labels(draw: st.DrawFn, count: int) -> Any:
    """An index: a range, or labels of some dtype, with repeats."""
    name = draw(NAMES)
    if draw(st.booleans()):
        start, step = draw(st.integers(-9, 9)), draw(st.sampled_from([-2, 1, 3]))
        return pd.RangeIndex(start, start + step * count, step, name=name)
    column = draw(columns(count, LABEL_KINDS))
    return pd.Index(column.array, dtype=column.dtype, name=name)


@st.composite
def tables(draw: st.DrawFn) -> Any:
    """A data frame of up to five columns, none of them and no rows included."""
    rows, wide = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    frame = pd.DataFrame({i: draw(columns(rows, KINDS)) for i in range(wide)}, index=range(rows))
    frame.index, frame.columns = draw(labels(rows)), draw(labels(wide))
    return frame


@st.composite
def series(draw: st.DrawFn) -> Any:
    """A series with a name."""
    rows = draw(st.integers(0, 5))
    found = draw(columns(rows, KINDS))
    found.index, found.name = draw(labels(rows)), draw(NAMES)
    return found


def exactly(left: Any, right: Any) -> bool:
    """The same items of the same types, missing ones missing in the same way."""
    if isinstance(left, pd.DataFrame):
        pairs = [(left.iloc[:, i], right.iloc[:, i]) for i in range(left.shape[1])]
        return all(exactly(one, other) for one, other in [*pairs, (left.index, right.index)])
    one, other = left.tolist(), right.tolist()
    return len(one) == len(other) and all(
        (a is b or (a is not pd.NA and b is not pd.NA and same(a, b))) for a, b in zip(one, other, strict=True)
    )


@given(tables())
@settings(PATIENT)
def test_data_frames_come_back_as_they_were(frame: Any) -> None:
    """Columns, dtypes, labels, names and missing values of a data frame arrive as they were, and can be written to."""
    back = through(frame)
    pd.testing.assert_frame_equal(back, frame, check_exact=True, check_column_type="exact", check_index_type="exact")
    assert exactly(frame, back)
    assert type(back.index) is type(frame.index)
    assert type(back.columns) is type(frame.columns)
    back[back.shape[1]] = 0


@given(series())
@settings(PATIENT)
def test_series_come_back_as_they_were(value: Any) -> None:
    """Values, dtype, labels and name of a series arrive as they were."""
    back = through(value)
    pd.testing.assert_series_equal(back, value, check_exact=True, check_index_type="exact")
    assert exactly(value, back)


def test_frames_inside_of_other_data_arrive() -> None:
    """A learned configuration with frames, series and missing values among its data is all there."""
    config = {"medians": pd.Series([1.0, 2.0], index=["a", "b"]), "modes": ("x", pd.NA, pd.NaT), 3: [pd.DataFrame()]}
    back = through(config)
    assert list(back) == ["medians", "modes", 3]
    pd.testing.assert_series_equal(back["medians"], config["medians"])
    assert back["modes"] == ("x", pd.NA, pd.NaT)
    assert back[3][0].shape == (0, 0)


ODD = {
    "many labels": pd.DataFrame({"a": [1.0, 2.0]}, index=pd.MultiIndex.from_tuples([(0, 1), (0, 2)])),
    "sparse": pd.DataFrame({"a": pd.arrays.SparseArray([1.0, 2.0])}),
    "times": pd.Series([1.0, 2.0], index=pd.date_range("2026-01-01", periods=2)),
    "index": pd.Index([1.0, 2.0]),
    "range": pd.RangeIndex(1, 3),
    "array": pd.array([1, 2], dtype="Int64"),
    "subclass": type("Table", (pd.DataFrame,), {})({"a": [1.0, 2.0]}),
    "name": pd.Series([1.0, 2.0], name=("a", "b")),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_frames_are_objects_that_can_be_looked_at(name: str) -> None:
    """Frames of kinds that are not taken apart stay objects, to be handed back; their values can be read."""
    found = through(ODD[name])
    assert isinstance(found, Handle)
    assert found.content is not None
    assert np.asarray(found.content[0]).ravel().tolist() == [1, 2]


def test_what_no_column_may_hold_stays_an_object() -> None:
    """An object column that holds anything but text, numbers and missing values is not taken apart."""
    found = through(pd.DataFrame({"a": [{"x": 1}, [2]]}))
    assert isinstance(found, Handle)
    assert through(pd.Series([1.0]).rename(object())).type_name == "Series"
    attributes = pd.DataFrame({"a": [1]})
    attributes.attrs["x"] = 1
    assert isinstance(through(attributes), Handle)


def test_dicts_with_odd_keys_stay_objects() -> None:
    """A dict is data when its keys can be sent, and an object to be handed back when not."""
    assert through({1: "a", (2, "b"): "c", np.int64(3): None}) == {1: "a", (2, "b"): "c", 3: None}
    for key in (pd.NA, pd.Timestamp("2026-01-01"), frozenset({1}), (object(),)):
        assert through({key: 1}) == Handle(7, "dict")


# -- garbage -----------------------------------------------------------------------------------------------------------

GOOD = pd.DataFrame(
    {
        "number": [1.0, np.nan],
        "object": pd.Series(["a", None], index=["x", "y"], dtype=object),
        "text": pd.array(["a", None], dtype="string"),
        "masked": pd.array([1, None], dtype="Int64"),
        "category": pd.Categorical(["a", None]),
        "time": np.array(["2026-01-01", "NaT"], dtype="M8[ns]"),
    },
    index=pd.Index(["x", "y"], dtype=object, name="row"),
)


def encoded(value: Any) -> tuple[Any, list[bytearray]]:
    """The node and the buffers of a value, as they arrive."""
    encoder = Encoder(keep)
    node = json.loads(json.dumps(encoder.encode(value)))
    return node, [bytearray(raw) for raw in encoder.buffers]


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every node below a node."""
    found = [path]
    items: Any = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


NODE, BUFFERS = encoded(GOOD)
PLACES = places(NODE)[1:]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2**70) | st.floats() | st.sampled_from(["", "a", "NA", "nan", "ns"]),
    lambda inner: st.lists(inner, max_size=3) | st.fixed_dictionaries({"t": st.lists(inner, max_size=4)}),
    max_leaves=4,
) | st.sampled_from(
    [copy.deepcopy(NODE), {"p": {"t": ["missing", "NA"]}}, *({"a": i, "dtype": "b", "shape": [16]} for i in range(3))]
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
@settings(PATIENT, max_examples=400)
def test_lying_frames_are_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    """A frame's node with parts of it replaced is a WireError, or data; it raises nothing else."""
    node = copy.deepcopy(NODE)
    for path, junk in changes:
        inner = node
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = junk
        except (KeyError, IndexError, TypeError):
            continue
    try:
        Decoder(copy.deepcopy(BUFFERS), lambda handle: handle).decode(node)
    except WireError:
        return


@given(tables() | series(), st.data())
@settings(PATIENT, max_examples=200)
def test_mutated_frames_never_surprise(value: Any, data: st.DataObject) -> None:
    """A frame's bytes with some changed are decoded or refused; nothing else is raised."""
    refuse(mutate(value, data))


def lie(*plain: Any) -> Any:
    """The node of plain data that claims to be a frame."""
    node, _ = encoded(tuple(plain))
    return {"p": node}


RANGE = ("range", 0, 2, 1, None)
NONE: Any = ("labels", None, ("object", []))
TWO: list[Any] = ["a", "b"]


@pytest.mark.parametrize(
    "node",
    [
        {"p": 3},
        {"p": {"t": []}},
        lie("frame", RANGE, RANGE),
        lie("frame", RANGE, RANGE, [("object", TWO)]),
        lie("frame", ("range", 0, 1, 1, None), RANGE, [("object", ["a"])]),
        lie("frame", ("range", 0, 1, 1, None), RANGE, [("object", ["a", b"b"])]),
        lie("frame", ("range", 0, 1, 1, None), RANGE, [("object", ["a", ["b"]])]),
        lie("frame", ("range", 0, 1, 1, None), RANGE, [("text", "python", "NA", ["a", 1])]),
        lie("frame", ("range", 0, 1, 1, None), RANGE, [("text", "pickle", "NA", TWO)]),
        lie("frame", NONE, ("range", 0, 2**62, 1, None), []),
        lie("frame", NONE, ("range", 0, 2**200, 1, None), []),
        lie("frame", NONE, ("range", 0, 0, 0, None), []),
        lie("frame", NONE, ("range", 0, 0, 1, ["name"]), []),
        lie("frame", ("range", 0, 20_000, 1, None), ("range", 0, 0, 1, None), [("object", [])] * 20_000),
        lie("series", None, RANGE, ("object", ["a"])),
        lie("series", ["name"], RANGE, ("object", TWO)),
        lie("series", None, ("labels", None, ("category", 1, RANGE, True)), ("object", TWO)),
        lie("series", None, RANGE, ("time", ["a", "b"], "ns")),
        lie("missing", "Monday"),
    ],
)
def test_frames_that_are_none_are_refused(node: Any) -> None:
    """Wrong lengths, unknown dtypes, odd items and sizes over the cap are a WireError, before anything is built."""
    with pytest.raises(WireError):
        Decoder([], lambda handle: handle).decode(node)


def test_arrays_that_lie_in_a_frame_are_refused() -> None:
    """Codes outside of the categories, masks of another length and odd dtypes are a WireError."""
    two = np.array([0, 5], dtype=np.int8)
    category = ("category", two, ("labels", None, ("object", TWO)), False)
    for column in (
        category,
        ("category", two.astype(float), RANGE, False),
        ("category", np.zeros(2, np.int8), ("labels", None, ("object", ["a", "a"])), False),
        ("masked", two, np.array([True])),
        ("masked", two, np.array([0, 1])),
        ("masked", np.zeros(2, np.complex128), np.array([True, False])),
        ("time", np.zeros(2), "ns"),
        ("time", np.zeros(2, np.int64), "Y"),
        np.zeros((2, 1)),
    ):
        node, buffers = encoded(("series", None, RANGE, column))
        with pytest.raises(WireError):
            Decoder(buffers, lambda handle: handle).decode({"p": node})


def test_sizes_are_counted_over_all_frames_of_an_answer() -> None:
    """Many frames that share a buffer are refused, and so are frames too large to be sent."""
    column, buffers = encoded(np.zeros(1 << 20, dtype=np.int8))
    inner = {"t": ["series", None, {"t": ["range", 0, 1 << 20, 1, None]}, column]}
    decoder = Decoder(buffers, lambda handle: handle)
    with pytest.raises(WireError, match="more values"):
        decoder.decode([{"p": inner}] * 1000)
    with pytest.raises(Unsendable, match="values"):
        through(pd.DataFrame(np.zeros((1 << 20, 5), dtype=np.int8)))


# -- in the judge ------------------------------------------------------------------------------------------------------

CASES = """
import numpy as np
import pandas as pd

from mockml.judge import expect
from mockml.judge.case import case


@case("adds to a column of its own frame", tag="core")
def adds(candidate, rng):
    frame = pd.DataFrame({"a": [1.0, np.nan], "b": ["x", None]}, index=[7, 3])
    result, config = expect.returns(expect.unmodified(candidate.add, frame, 1.0), "frame", "config")
    expect.close(expect.array(result, "frame", shape=(2, 1), finite=False)[:1], [[2.0]], "frame")
    expect.equal(expect.array(expect.unmodified(candidate.count, frame, config), "count"), [1], "count")
"""
RIGHT = """
import pandas as pd


def add(frame, value):
    return frame[["a"]] + value, {"seen": set(frame["b"].dropna()), "index": frame.index, "mean": frame.mean(
        numeric_only=True), "again": lambda column: column.isin(["x"])}


def count(frame, config):
    same = config["index"].equals(frame.index) and isinstance(config["mean"], pd.Series)
    return [same * len(config["seen"] & set(frame["b"])) * config["again"](frame["b"]).sum()]
"""


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A warm judge of a tiny problem with frames."""
    folder = tmp_path_factory.mktemp("frames")
    (folder / "cases.py").write_text(CASES)
    with Judge("frames", folder, requires=["numpy", "pandas"], limits=LIMITS) as judge:
        yield judge


@pytest.mark.parametrize(
    ("old", "new", "outcome", "words"),
    [
        ("", "", "passed", ""),
        (
            "    return frame[",
            "    frame['a'] = 0.0\n    return frame[",
            "failed",
            "argument 1 was modified by the call",
        ),
        ('frame[["a"]] + value', 'frame[["b"]]', "invalid", "frame: expected"),
        ('frame[["a"]] + value', 'frame["a"]', "failed", "frame: expected shape (2, 1), got (2,)"),
    ],
)
def test_frames_are_judged(judge: Judge, old: str, new: str, outcome: str, words: str) -> None:
    """Frames reach a solution and come back; a change of the caller's frame is seen; a configuration stays whole."""
    found = judge.grade(Submission(RIGHT.replace(old, new) if old else RIGHT, "s.py"), 1).cases[0]
    assert (found.outcome, words in found.message) == (outcome, True), found
    # What it was called with is kept where it was not passed, for --reveal.
    assert ("DataFrame({'a': [1.0, nan], 'b': ['x', " in found.data) == (outcome != "passed")


LIARS = {
    "equals all": """
class Same(pd.DataFrame):
    def __eq__(self, other): return True
    def equals(self, other): return True
def add(frame, value):
    return Same({"a": [5.0, 5.0]}), {}
""",
    "patches pandas": """
pd.DataFrame.equals = pd.testing.assert_frame_equal = lambda *args, **kwargs: True
pd.DataFrame.__eq__ = pd.Series.__eq__ = lambda self, other: True
def add(frame, value):
    return pd.DataFrame({"a": [5.0, 5.0]}), {}
""",
    "hides what it changed": """
def add(frame, value):
    right = frame[["a"]] + value
    frame["a"] = 0.0
    pd.DataFrame.iloc = property(lambda self: [[1.0, float("nan")]])
    return right, {}
""",
    "forges a frame": """
for name, module in list(sys.modules.items()):
    if name.endswith(".serve"):
        module.answer = lambda session, header, buffers: (
            {"ok": {"p": {"t": ["series", None, {"t": ["range", 0, 10**15, 1, None]}, {"t": ["object", []]}]}}}, [])
def add(frame, value): pass
""",
}


@pytest.mark.parametrize("liar", LIARS)
def test_nothing_that_a_solution_does_to_frames_earns_a_pass(judge: Judge, liar: str) -> None:
    """Frames that equal everything, a pandas that was patched and forged frames are judged by what they hold."""
    found = judge.grade(Submission("import sys\nimport pandas as pd\n" + LIARS[liar], "s.py"), 1).cases[0]
    assert found.outcome in ("failed", "invalid", "error", "crashed"), found


@given(st.recursive(tables() | series() | ITEMS, lambda inner: st.lists(inner, max_size=3), max_leaves=4))
@settings(PATIENT)
def test_no_frame_is_a_surprise_for_cases(value: Any) -> None:
    """Whatever frames come back, alone or in lists, a case ends in words or gets its array."""
    for kind in ("float", "whole", "index", "label"):
        try:
            found = expect.array(value, "X", kind=kind, finite=False)
            if kind != "label":
                expect.close(found, 1.0, "X", scale=1.0)
        except CaseEnded:
            pass
    for ask in (expect.scalar, expect.returns):
        with contextlib.suppress(CaseEnded):
            ask(value, "x")
    with pytest.raises(CaseEnded):
        same_data(value, "text that it is not")


GRADES = """
import sys
from pathlib import Path

from mockml.judge.service import Judge
from mockml.judge.submission import Submission
from tests.judge.attacks import HOSTILE, PROBLEM

honest = "import sys\\n\\ndef solve(x):\\n    if not len(x):\\n        raise ValueError\\n"
honest += "    return 2 * x + 1 + ('pandas' in sys.modules)"
forged = (HOSTILE / "tampering" / "forged_frame.py").read_text()
with Judge("attacked", PROBLEM, requires=["numpy"]) as judge:
    for source in (honest, forged):
        print(*{case.outcome for case in judge.grade(Submission(source, "s.py"), 1).cases}, "pandas" in sys.modules)
"""


def test_pandas_is_imported_only_where_it_is_needed() -> None:
    """Without a need of pandas neither grader nor worker imports it, also not when an answer claims to be a frame."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", GRADES], capture_output=True, text=True, cwd=root)
    assert done.stdout == "passed False\ninvalid False\n", done.stderr


@pytest.mark.parametrize("value", [GOOD, GOOD["text"], [GOOD, {"x": GOOD}]], ids=["frame", "series", "inside"])
def test_same_sees_every_change(value: Any) -> None:
    """A frame equals its copy; a changed value, dtype, label, order or kind of missing is a modification."""
    assert expect._same(value, copy.deepcopy(value))


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.rename(columns={"text": "words"}),
        lambda frame: frame.iloc[::-1],
        lambda frame: frame.iloc[:, ::-1],
        lambda frame: frame.iloc[:1],
        lambda frame: frame.reset_index(drop=True),
        lambda frame: frame.assign(number=frame["number"].fillna(0.0)),
        lambda frame: frame.assign(number=frame["number"].astype("float32")),
        lambda frame: frame.assign(object=pd.Series(["a", np.nan], index=["x", "y"], dtype=object)),
        lambda frame: frame.assign(masked=frame["masked"].astype("Float64")),
        lambda frame: frame.assign(more=1),
        lambda frame: frame.to_numpy(),
        lambda frame: None,
    ],
)
def test_a_changed_frame_is_not_the_same(change: Any) -> None:
    """Whatever was changed in a frame is seen."""
    assert not expect._same(GOOD, change(GOOD.copy()))


def test_frames_are_arrays_for_cases() -> None:
    """A frame or series of numbers of any dtype is an array; text and missing values fail in words."""
    mixed = pd.DataFrame({"a": [1.5, 2.0], "b": [True, False], "c": pd.array([1, 2], dtype="Int64")})
    assert expect.array(mixed, "X", shape=(2, 3)).tolist() == [[1.5, 1.0, 1.0], [2.0, 0.0, 2.0]]
    assert expect.array(mixed["c"], "y", kind="whole").tolist() == [1, 2]
    assert expect.array([mixed["a"], mixed["b"]], "X").shape == (2, 2)
    assert expect.array(pd.DataFrame(index=range(3)), "X", shape=(3, 0)).size == 0
    for value, words in (
        (GOOD[["text"]][:1], "X: expected real numbers, got text"),
        (
            pd.DataFrame({"a": pd.Series([1, pd.NA], dtype=object)}),
            "X: expected numbers, got a missing value (NA) among them",
        ),
        (GOOD[["number"]], "X: expected finite numbers, got nan in 1 of 2 places"),
        (GOOD[["time"]], "X: expected numbers, got datetime64[ns]"),
    ):
        with pytest.raises(CaseEnded) as ended:
            expect.array(value, "X")
        assert words in ended.value.message.replace("datetime64[us]", "datetime64[ns]")
    assert expect.describe(mixed) == "a DataFrame of shape (2, 3)"


def test_what_a_call_was_made_with_is_told_in_few_words() -> None:
    """A frame is shown by how each column begins, with its row labels where they are not the usual ones."""
    wide = pd.DataFrame({"a": np.arange(6) / 3, "b": ["x" * 99, *"abcde"]})
    assert frames.sketch(wide) == (
        "DataFrame({'a': [0.0, 0.3333, 0.6667, 1.0, ...], 'b': ['" + "x" * 39 + ", 'a', 'b', 'c', ...]}, shape=(6, 2))"
    )
    short = frames.sketch(pd.Series([1.5, np.nan], index=["p", "q"], name="s"))
    assert short == "Series({'s': [1.5, nan]}, index=['p', 'q'], shape=(2,))"
    assert len(frames.sketch(pd.DataFrame(np.zeros((2, 500))))) < 400
