"""pandas frames as plain data, for the wire: columns, labels, dtypes, and in which way a value is missing.

pandas is optional and slow to import. A process that has not imported it has no frame to send, and one that gets a
frame imports it then. A frame becomes a tuple of strings, lists and arrays; `build` takes only what `plain_form`
gives, from a list of known dtypes, and pickles nothing.

    ("frame", column labels, index, [column, ...])     ("series", name, index, column)      ("missing", "NA" or "NaT")
    labels: ("range", start, stop, step, name)         or ("labels", name, column)
    column: an array, ("object", [...]), ("text", storage, "NA" or "nan", [...]), ("masked", values, mask),
            ("category", codes, labels, ordered) or ("time", whole numbers, unit)
"""

from __future__ import annotations

import importlib
import sys
from itertools import islice
from typing import Any

import numpy as np

MAX_CELLS = 1 << 22  # in all frames of one answer
COLUMN_CELLS = 512  # what a column costs at least: many empty ones take long to build
SHOWN_ROWS, SHOWN_COLUMNS = 4, 12
NUMBERS = frozenset("?bBhHiIlLqQefdFD")
UNITS = ("s", "ms", "us", "ns")
STORAGES = ("python", "pyarrow")
NULLABLE = frozenset(
    ["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean"]
)


class NotAFrame(ValueError):
    """The plain data is that of no frame which `plain_form` could have given."""


class _Odd(Exception):
    """A frame of a kind that is not taken apart."""


# -- taking apart ----------------------------------------------------------------------------------------------------


def plain_form(value: Any) -> tuple[Any, ...] | None:
    """A frame, series or missing value as plain data, exactly; None for all else and for frames of odd kinds."""
    pandas = _imported()
    if pandas is None:
        return None
    if value is pandas.NA or value is pandas.NaT:
        return ("missing", "NA" if value is pandas.NA else "NaT")
    try:
        if type(value) is pandas.DataFrame:
            _only_data(value)
            columns = [_column(pandas, value.iloc[:, i]) for i in range(value.shape[1])]
            return ("frame", _labels(pandas, value.columns), _labels(pandas, value.index), columns)
        if type(value) is pandas.Series:
            _only_data(value)
            return ("series", _name(value.name), _labels(pandas, value.index), _column(pandas, value))
    except _Odd:
        pass
    return None


def content(value: Any) -> Any:
    """What can be looked at in an object of pandas' that stays where it is, as an array; None for other objects."""
    pandas = _imported()
    if pandas is None:
        return None
    kinds = (pandas.DataFrame, pandas.Series, pandas.Index, pandas.api.extensions.ExtensionArray)
    return np.asarray(value) if isinstance(value, kinds) else None


def is_frame(value: Any) -> bool:
    """True for a data frame or a series."""
    pandas = _imported()
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def sketch(frame: Any) -> str:
    """A data frame or series in a few words: how each column begins, the row labels where they are not 0, 1, 2..."""
    columns = frame.items() if frame.ndim == 2 else [(frame.name, frame)]
    parts = [f"{name!r}: {_beginning(column)}" for name, column in islice(columns, SHOWN_COLUMNS)]
    index = "" if type(frame.index).__name__ == "RangeIndex" else f", index={_beginning(frame.index)}"
    return f"{type(frame).__name__}({{{', '.join(parts)}}}{index}, shape={frame.shape})"


def _beginning(column: Any) -> str:
    items = (float(f"{item:.4g}") if isinstance(item, float) else item for item in islice(column, SHOWN_ROWS))
    more = ["..."] if len(column) > SHOWN_ROWS else []
    return f"[{', '.join([*(repr(item)[:40] for item in items), *more])}]"


def is_missing(value: Any) -> bool:
    """True for the missing values that are pandas' own."""
    pandas = _imported()
    return pandas is not None and (value is pandas.NA or value is pandas.NaT)


def as_array(frame: Any) -> Any:
    """The values of a frame, as numbers where every column has some."""
    columns = [np.asarray(frame.iloc[:, i]) for i in range(frame.shape[1])] if frame.ndim == 2 else []
    if columns and all(column.dtype.kind in "biuf" for column in columns):
        return np.column_stack(columns)  # np.asarray would make objects of truth values beside floats
    return np.asarray(frame) if columns or frame.ndim == 1 else np.empty(frame.shape)


def _imported() -> Any:
    pandas = sys.modules.get("pandas")
    return pandas if hasattr(pandas, "ArrowDtype") else None  # None as well while it is being imported


def _only_data(value: Any) -> None:
    if value.attrs or not value.flags.allows_duplicate_labels:
        raise _Odd


def _name(name: Any) -> Any:
    if not _is_label(name):
        raise _Odd
    return name


def _is_label(name: Any) -> bool:
    return name is None or type(name) in (str, int, float, bool)


def _labels(pandas: Any, index: Any) -> tuple[Any, ...]:
    if type(index) is pandas.RangeIndex:
        return ("range", index.start, index.stop, index.step, _name(index.name))
    if type(index) is not pandas.Index:
        raise _Odd
    return ("labels", _name(index.name), _column(pandas, pandas.Series(index)))


def _column(pandas: Any, series: Any) -> Any:
    dtype = series.dtype
    if isinstance(dtype, np.dtype):
        return _numpy_column(pandas, series, dtype)
    if type(dtype) is pandas.StringDtype and dtype.storage in STORAGES:
        gone = "NA" if dtype.na_value is pandas.NA else "nan"
        return ("text", dtype.storage, gone, [item if isinstance(item, str) else None for item in series.tolist()])
    if type(dtype) is pandas.CategoricalDtype:
        codes = series.cat.codes.to_numpy()
        return ("category", codes, _labels(pandas, dtype.categories), bool(dtype.ordered))
    if type(dtype).__module__.partition(".")[0] == "pandas" and dtype.name in NULLABLE:
        filler = np.zeros(1, dtype.numpy_dtype)[0]
        values = series.array.to_numpy(dtype=dtype.numpy_dtype, na_value=filler)
        return ("masked", values, np.asarray(series.isna().to_numpy(), dtype=bool))
    raise _Odd


def _numpy_column(pandas: Any, series: Any, dtype: Any) -> Any:
    if dtype.char in NUMBERS:
        return series.to_numpy()
    if dtype.char == "O":
        items = series.tolist()
        if all(_is_item(pandas, item) for item in items):
            return ("object", items)
    elif dtype.kind == "M" and np.datetime_data(dtype) in [(unit, 1) for unit in UNITS]:
        return ("time", series.to_numpy().view(np.int64), np.datetime_data(dtype)[0])
    raise _Odd


def _is_item(pandas: Any, item: Any) -> bool:
    """Whether an object column may hold it: None, text, a number, a truth value, or one of pandas' missing ones."""
    if _is_label(item) or item is pandas.NA or item is pandas.NaT:
        return True
    return isinstance(item, np.generic) and item.dtype.char in NUMBERS


# -- putting together ------------------------------------------------------------------------------------------------


def cells(plain: Any) -> int:
    """What the plain form of a frame costs to build, in cells, before anything is built.

    Raises NotAFrame for what has not the shape of one.
    """
    match plain:
        case ("missing", str()):
            return 1
        case ("frame", labels, index, list(columns)):
            rows = _label_cells(index)
            wide = sum(max(rows, COLUMN_CELLS, _inner_cells(column)) for column in columns)
            return rows + _label_cells(labels) + wide
        case ("series", _, index, column):
            return COLUMN_CELLS + 2 * _label_cells(index) + _inner_cells(column)
    raise NotAFrame("a frame that is none")


def _label_cells(labels: Any) -> int:
    match labels:
        case ("range", int(start), int(stop), int(step), _) if step:
            return len(range(start, stop, step))  # OverflowError, which is none of ours, from 2**63
        case ("labels", _, column):
            return _length(column)
    raise NotAFrame("labels that are none")


def _inner_cells(column: Any) -> int:
    match column:
        case ("category", _, labels, _):
            return _length(column) + _label_cells(labels)
    return _length(column)


def _length(column: Any) -> int:
    match column:
        case np.ndarray(ndim=1):
            return len(column)
        case ("object", list(items)) | ("text", _, _, list(items)):
            return len(items)
        case ("masked", np.ndarray(ndim=1) as values, _) | ("time", np.ndarray(ndim=1) as values, _):
            return len(values)
        case ("category", np.ndarray(ndim=1) as codes, _, _):
            return len(codes)
    raise NotAFrame("a column that is none")


def build(plain: Any) -> Any:
    """The frame of a plain form, whose `cells` were counted. Raises NotAFrame for anything else."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        raise NotAFrame("a frame, and pandas is not installed here") from None
    try:
        return _build(pandas, plain)
    except NotAFrame:
        raise
    except Exception as error:  # pandas has many: labels that repeat, codes out of range, times out of bounds
        raise NotAFrame(f"a frame that cannot be built: {type(error).__name__}") from None


def _build(pandas: Any, plain: Any) -> Any:
    match plain:
        case ("missing", "NA" | "NaT" as kind):
            return pandas.NA if kind == "NA" else pandas.NaT
        case ("frame", labels, index, list(columns)):
            rows = _label_cells(index)
            if any(_length(column) != rows for column in columns) or _label_cells(labels) != len(columns):
                raise NotAFrame("columns of another length than the labels")
            built = {i: _build_column(pandas, column) for i, column in enumerate(columns)}
            frame = pandas.DataFrame(built, index=pandas.RangeIndex(rows))
            frame.index, frame.columns = _build_labels(pandas, index), _build_labels(pandas, labels)
            return frame
        case ("series", name, index, column):
            if _length(column) != _label_cells(index) or not _is_label(name):
                raise NotAFrame("a series of another length than its labels")
            series = _build_column(pandas, column)
            series.index, series.name = _build_labels(pandas, index), name
            return series
    raise NotAFrame("a frame that is none")


def _build_labels(pandas: Any, labels: Any) -> Any:
    match labels:
        case ("range", start, stop, step, name) if _is_label(name):
            return pandas.RangeIndex(start, stop, step, name=name)
        case ("labels", name, column) if _is_label(name):
            if isinstance(column, tuple) and column[0] in ("category", "time"):
                raise NotAFrame("labels that are none")  # they would make an index of another type
            values = _build_column(pandas, column)
            return pandas.Index(values.array, dtype=values.dtype, name=name)
    raise NotAFrame("labels that are none")


def _build_column(pandas: Any, column: Any) -> Any:
    match column:
        case np.ndarray() if column.dtype.char in NUMBERS:
            return pandas.Series(column, copy=True)
        case ("object", items) if all(_is_item(pandas, item) for item in items):
            values = np.empty(len(items), dtype=object)
            values[:] = items
            return pandas.Series(values, dtype=object)
        case ("text", str(storage), "NA" | "nan" as gone, items) if storage in STORAGES:
            if not all(item is None or type(item) is str for item in items):
                raise NotAFrame("text that is none")
            dtype = pandas.StringDtype(storage, **({} if gone == "NA" else {"na_value": np.nan}))
            return pandas.Series(items, dtype=dtype)
        case ("masked", values, np.ndarray() as mask) if mask.dtype.char == "?":
            kinds = {"b": "BooleanArray", "i": "IntegerArray", "u": "IntegerArray", "f": "FloatingArray"}
            make = getattr(pandas.arrays, kinds[values.dtype.kind])
            return pandas.Series(make(values.copy(), mask.copy()))
        case ("category", codes, labels, bool(ordered)) if codes.dtype.kind == "i":
            known = _build_labels(pandas, labels)
            return pandas.Series(pandas.Categorical.from_codes(codes, categories=known, ordered=ordered))
        case ("time", values, str(unit)) if unit in UNITS and values.dtype == np.int64:
            return pandas.Series(values.view(f"M8[{unit}]"), copy=True)
    raise NotAFrame("a column that is none")
