"""What cases say of a result, in the order a reader checks it: type, shape, kind of number, values.

Everything here works on decoded, plain data on the trusted side. What fails ends the case in the candidate's
words: `labels: expected shape (300,), got (300, 1)`. NaN never passes. At most a few numbers are shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mockml.judge.candidate import CandidateRaised, CaseEnded, Remote, as_function
from mockml.judge.worker import frames

Shape = tuple[int | None, ...]
Kind = Literal["float", "whole", "index", "label"]
SHOWN = 4
TINY = 1e-300
CPU_FLOOR = 0.02


def failed(message: str) -> CaseEnded:
    """The end of a case whose result is wrong."""
    return CaseEnded("failed", message)


def invalid(message: str) -> CaseEnded:
    """The end of a case whose result is not the kind of data that was asked for."""
    return CaseEnded("invalid", message)


def describe(value: Any) -> str:
    """What a value is, in a few words that do not show its content."""
    if value is None:
        return "None"
    if isinstance(value, Remote):
        return repr(value)
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    if frames.is_frame(value):
        return f"a {type(value).__name__} of shape {value.shape}"
    if frames.is_missing(value):
        return f"a missing value ({'NaT' if str(value) == 'NaT' else 'NA'})"
    article = "an" if type(value).__name__[0] in "aeiou" else "a"
    return f"{article} {type(value).__name__}"


def plain(value: Any) -> Any:
    """`value`, or the plain content of an object that has one: a named tuple, a set, an index of pandas'."""
    if isinstance(value, Remote) and value._content is not None:
        return value._content[0]
    return value


def returns(value: Any, *names: str) -> tuple[Any, ...]:
    """The parts of a result that is a tuple or list of just these."""
    value = plain(value)
    wanted = f"{len(names)} values ({', '.join(names)})"
    if not isinstance(value, (tuple, list)):
        raise invalid(f"expected {wanted}, got {describe(value)}")
    if len(value) != len(names):
        raise invalid(f"expected {wanted}, got {len(value)}")
    return tuple(value)


def an_object(value: Any, name: str) -> Any:
    """`value`, which is an object that stayed with the candidate, and not data."""
    if not isinstance(value, Remote):
        raise invalid(f"{name}: expected an object of the class, got {describe(value)}")
    return value


def array(
    value: Any,
    name: str,
    *,
    shape: Shape | None = None,
    ndim: int | None = None,
    kind: Kind = "float",
    finite: bool = True,
) -> NDArray[Any]:
    """`value` as an array of the shape and kind: float64, int64 for "whole" and "index", as it is for "label".

    A data frame is an array of its values, whatever its labels. A None in `shape` stands for any length. "whole"
    takes whole numbers in any dtype; "index" demands an integer one.
    """
    found = _plain_array(value, name)
    if ndim is not None and found.ndim != ndim:
        raise failed(f"{name}: expected {ndim} dimension(s), got shape {found.shape}")
    if shape is not None:
        _same_shape(found, shape, name)
    if kind == "label":
        return found
    return _numbers(found, name, kind, finite)


def _plain_array(value: Any, name: str) -> NDArray[Any]:
    value = plain(value)
    if isinstance(value, (Remote, dict, str, bytes)) or value is None:
        raise invalid(f"{name}: expected an array, got {describe(value)}")
    try:
        found = frames.as_array(value) if frames.is_frame(value) else np.asarray(value)
    except ValueError:
        raise invalid(f"{name}: expected an array, got a list with rows of different lengths") from None
    if found.dtype == object:
        found = _from_objects(found, name)
    if found.dtype.kind not in "biufUc":
        raise invalid(f"{name}: expected numbers, got {found.dtype}")
    return found


def _from_objects(found: NDArray[Any], name: str) -> NDArray[Any]:
    items = found.ravel().tolist()
    if not all(isinstance(item, (bool, int, float, str, np.generic)) for item in items):
        odd = next(i for i in items if not isinstance(i, (bool, int, float, str, np.generic)))
        raise invalid(f"{name}: expected numbers, got {describe(odd)} among them")
    try:
        return np.asarray(items).reshape(found.shape)
    except (ValueError, OverflowError):
        raise invalid(f"{name}: expected numbers, got values that make no array") from None


def _same_shape(found: NDArray[Any], shape: Shape, name: str) -> None:
    same = found.ndim == len(shape) and all(
        want is None or got == want for got, want in zip(found.shape, shape, strict=True)
    )
    if not same:
        words = str(tuple("any" if want is None else want for want in shape)).replace("'", "")
        raise failed(f"{name}: expected shape {words}, got {found.shape}")


def _numbers(found: NDArray[Any], name: str, kind: Kind, finite: bool) -> NDArray[Any]:
    if found.size == 0 and found.dtype.kind == "f" and kind == "index":
        return found.astype(np.int64)  # np.array([]) is a float, and holds no index that is not whole
    if found.dtype.kind not in "biuf":
        words = {"U": "text", "c": "complex numbers"}[found.dtype.kind]
        raise invalid(f"{name}: expected real numbers, got {words}")
    if kind == "index" and found.dtype.kind not in "iu":
        raise failed(f"{name}: expected integers to index with, got dtype {found.dtype}")
    if found.dtype.kind == "f":
        _check_finite(found, name, finite or kind != "float")
        if kind == "whole" and not np.array_equal(found, np.round(found)):
            raise failed(f"{name}: expected whole numbers, got {_first(found[found != np.round(found)])}")
    if kind == "float":
        return found.astype(np.float64)
    if found.size and np.abs(found.astype(np.float64)).max() >= 2.0**62:
        raise failed(f"{name}: got numbers too large to be counts or labels")
    return found.astype(np.int64)


def _check_finite(found: NDArray[Any], name: str, finite: bool) -> None:
    bad = ~np.isfinite(found)
    if finite and bad.any():
        if found.size == 1:
            raise failed(f"{name}: expected a finite number, got {_first(found)}")
        count = int(bad.sum())
        raise failed(f"{name}: expected finite numbers, got {_first(found[bad])} in {count} of {found.size} places")


def _first(values: NDArray[Any]) -> str:
    return str(values.ravel()[0])


def scalar(value: Any, name: str, *, finite: bool = True) -> float:
    """`value` as a float: a number, a NumPy scalar, or an array with one element."""
    if isinstance(value, (list, tuple)) and len(value) != 1:
        raise failed(f"{name}: expected one number, got {describe(value)}")
    found = array(value, name, finite=finite)
    if found.size != 1:
        raise failed(f"{name}: expected one number, got an array of shape {found.shape}")
    return float(found.ravel()[0])


def close(
    actual: Any, expected: Any, name: str, *, rtol: float = 1e-6, scale: float | None = None, hint: str = ""
) -> None:
    """`actual` equals `expected` to `rtol` of the data's scale, which is the largest |expected| if not given."""
    got, want = np.asarray(actual, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    if got.shape != want.shape:
        _same_shape(got, want.shape, name)
    size = scale if scale is not None else float(np.abs(want).max(initial=0.0))
    with np.errstate(all="ignore"):
        wrong = ~((np.abs(got - want) <= rtol * max(size, TINY)) | (got == want))
    if wrong.any():
        raise failed(_difference(got, want, wrong, name, hint))


def equal(actual: Any, expected: Any, name: str, *, hint: str = "") -> None:
    """`actual` equals `expected` exactly, place by place."""
    got, want = np.asarray(actual), np.asarray(expected)
    if got.shape != want.shape:
        _same_shape(got, want.shape, name)
    wrong = np.asarray(got != want)
    if wrong.any():
        raise failed(_difference(got, want, wrong, name, hint))


def _difference(got: NDArray[Any], want: NDArray[Any], wrong: NDArray[Any], name: str, hint: str) -> str:
    if got.ndim == 0 or got.size == 1:
        one, other = want.ravel()[0], got.ravel()[0]
        words = f"{name}: expected {_number(one, other)}, got {_number(other, one)}"
    elif got.size <= SHOWN and _row(want) != _row(got):
        words = f"{name}: expected {_row(want)}, got {_row(got)}"
    else:
        place = tuple(int(i) for i in np.argwhere(wrong)[0])
        at = place[0] if len(place) == 1 else place
        words = (
            (
                f"{name}: {int(wrong.sum())} of {got.size} values differ; "
                f"at [{at}] expected {_number(want[place], got[place])}, got {_number(got[place], want[place])}"
            )
            .replace("[(", "[")
            .replace(")]", "]")
        )
    return f"{words}. {hint}" if hint else words


def _number(value: Any, other: Any = None) -> str:
    """A number to six digits, or to as many as tell it from `other`."""
    if np.asarray(value).dtype.kind not in "fiu":
        return str(value)[:40]
    short = f"{float(value):.6g}"
    if other is None or np.asarray(other).dtype.kind not in "fiu":
        return short
    return f"{float(value):.17g}" if short == f"{float(other):.6g}" else short


def _row(values: NDArray[Any]) -> str:
    parts = (_row(value) for value in values) if values.ndim > 1 else map(_number, values)
    return "[" + ", ".join(parts) + "]"


def that(condition: bool | np.bool_, message: str) -> None:
    """`condition` holds; else the case fails with `message`."""
    if not condition:
        raise failed(message)


def unmodified(function: Any, *args: Any, **kwargs: Any) -> Any:
    """What `function` returns, provided it left its arguments, lists included, as they were."""
    answer = as_function(function).call(args, kwargs, arguments=True)
    after = answer.get("arguments")
    if not isinstance(after, list) or len(after) != 2:
        raise invalid("the arguments could not be read back")
    later_args, later_kwargs = after
    if not isinstance(later_args, list) or not isinstance(later_kwargs, dict) or len(later_args) != len(args):
        raise invalid("the arguments could not be read back")
    pairs = [(f"argument {i + 1}", value, later_args[i]) for i, value in enumerate(args)]
    pairs += [(key, value, later_kwargs.get(key)) for key, value in kwargs.items()]
    for name, before, now in pairs:
        if not _same(before, now):
            raise failed(f"{name} was modified by the call; the caller's data must stay as it was")
    return answer["ok"]


def unshared(function: Any, first: tuple[Any, ...], second: tuple[Any, ...], **kwargs: Any) -> tuple[Any, Any]:
    """What `function` returns for two lists of arguments, provided the second call left the first result alone."""
    called = as_function(function)
    before = called.call(first, kwargs, hold=True)["ok"]
    after = called(*second, **kwargs)
    if not _same(plain(before), plain(called.candidate.held())):
        raise failed(
            "what an earlier call returned changed when the function was called again; "
            "make a new result in each call, and keep none of it"
        )
    return before, after


def _same(before: Any, now: Any) -> bool:
    if isinstance(before, Remote):
        return True
    if isinstance(before, np.ndarray):
        return (
            isinstance(now, np.ndarray)
            and before.shape == now.shape
            and before.dtype == now.dtype
            and _same_items(before, now)
        )
    if isinstance(before, (list, tuple)):
        return (
            type(now) is type(before)
            and len(now) == len(before)
            and all(_same(a, b) for a, b in zip(before, now, strict=True))
        )
    if isinstance(before, dict):
        return isinstance(now, dict) and _same(list(before.items()), list(now.items()))
    if frames.is_frame(before):
        form, other = frames.plain_form(before), frames.plain_form(now)
        return form is not None and other is not None and _same(form, other)
    if frames.is_missing(before):
        return now is before
    return type(now) is type(before) and (now == before or (now != now and before != before))


def _same_items(before: NDArray[Any], now: NDArray[Any]) -> bool:
    if before.dtype == object:  # whose bytes are addresses
        return _same(before.tolist(), now.tolist())
    return np.ascontiguousarray(before).tobytes() == np.ascontiguousarray(now).tobytes()


def raises(kind: type[BaseException], function: Any, *args: Any, **kwargs: Any) -> None:
    """Calling `function` raises `kind` or a subclass of it."""
    try:
        value = as_function(function)(*args, **kwargs)
    except CandidateRaised as error:
        if kind.__name__ in error.types:
            return
        raise failed(f"expected {kind.__name__} to be raised, got {error.message}") from None
    raise failed(f"expected {kind.__name__} to be raised, got {describe(value)} returned")


def quiet(function: Any, *args: Any, of: str = "", **kwargs: Any) -> Any:
    """What `function` returns, provided NumPy warned of nothing, or of nothing that has `of` in its words."""
    answer = as_function(function).call(args, kwargs, warnings=True)
    heard = answer.get("warned", [])
    for text in heard if isinstance(heard, list) else []:
        if isinstance(text, str) and of in text:
            raise failed(f"expected no warning, got RuntimeWarning: {text[:200]}")
    return answer["ok"]


def fast(function: Any, reference: Callable[..., Any], *args: Any, ratio: float = 20.0, **kwargs: Any) -> Any:
    """What `function` returns; the case ends as slow if it took `ratio` x the reference's CPU time or more.

    Both run on the same input in the same run, so a slow machine changes nothing; below a floor of 20 ms
    nothing is called slow. The result is still to be checked: slow is no failure, wrong is.
    """
    ours = _cpu_seconds(lambda: reference(*args, **kwargs))
    called = as_function(function)
    answer = called.call(args, kwargs)
    share = answer["cpu"] / max(ratio * ours, CPU_FLOOR)
    called.candidate.speed = max(share, called.candidate.speed or 0.0)
    if share > 1:
        times = answer["cpu"] / max(ours, 1e-6)
        called.candidate.late = CaseEnded(
            "slow", f"took {times:.0f} x the CPU time of a vectorized solution ({ratio:.0f} x is the mark)"
        )
    return answer["ok"]


def _cpu_seconds(run: Callable[[], Any]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def tolerance(*arrays: Any) -> float:
    """The relative tolerance for these inputs: 1e-3 where one is float32, else 1e-6."""
    return 1e-3 if any(getattr(a, "dtype", None) == np.float32 for a in arrays) else 1e-6


__all__: Sequence[str] = (
    "an_object",
    "array",
    "close",
    "describe",
    "equal",
    "fast",
    "plain",
    "quiet",
    "raises",
    "returns",
    "scalar",
    "that",
    "tolerance",
    "unmodified",
    "unshared",
)
