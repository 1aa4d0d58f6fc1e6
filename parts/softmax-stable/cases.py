"""Hidden cases of softmax and its logarithm: functions of the input, so both are compared with the reference."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import log_softmax as log_reference
from .reference import softmax as reference

SOFTMAX = "softmax is exp(scores) over its sum along the axis"
LOG = "log_softmax is the logarithm of these weights"
SHIFT = "Take the largest score along the axis from all of them first"
NO_LOG_OF_WEIGHTS = "Never take the logarithm of a weight: it is s - log(sum(exp(s)))"


def check(candidate, scores, axis=None, rtol=1e-6, hint="", log_hint=""):
    """Weights and logarithms are those of the reference; `axis` is left to the default where it is None."""
    options = {} if axis is None else {"axis": axis}
    shape = np.shape(scores)
    weights = expect.array(candidate.softmax(scores, **options), "softmax", shape=shape, finite=False)
    expect.close(weights, reference(scores, **options), "softmax", rtol=rtol, scale=1.0, hint=hint or SOFTMAX)
    logs = expect.array(candidate.log_softmax(scores, **options), "log_softmax", shape=shape, finite=False)
    wanted = log_reference(scores, **options)
    scale = max(float(np.abs(wanted).max()), 1.0)
    expect.close(logs, wanted, "log_softmax", rtol=rtol, scale=scale, hint=log_hint or hint or LOG)


@case("the rows of a matrix", tag="core")
def rows(candidate: Candidate, rng: np.random.Generator) -> None:
    check(candidate, rng.normal(size=(5, 7)))
    check(candidate, rng.normal(size=(4, 4)), hint="Each row sums to one for itself")


@case("any axis, from the front and from the back", tag="core")
def axes(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = rng.normal(size=(3, 4, 5))
    for axis in (0, 1, 2, -1, -2, -3):
        check(candidate, scores, axis, hint=f"The weights sum to one along axis {axis} here, of shape (3, 4, 5)")
    # With equal lengths a sum without keepdims is broadcast along the wrong axis, silently.
    scores = rng.normal(size=(4, 4, 4))
    for axis in (0, 1, 2):
        check(candidate, scores, axis, hint=f"The weights sum to one along axis {axis} here, of shape (4, 4, 4)")


@case("a flat list of scores", tag="edge")
def one_axis(candidate: Candidate, rng: np.random.Generator) -> None:
    check(candidate, rng.normal(size=6))
    check(candidate, rng.normal(size=6), 0)


@case("a single score, and equal ones", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for scores in (rng.normal(size=1), rng.normal(size=(4, 1)), np.full((2, 5), rng.normal())):
        check(candidate, scores)
    check(candidate, rng.normal(size=(1, 4)), 0)


@case("scores far above and far below zero", tag="numerics")
def large(candidate: Candidate, rng: np.random.Generator) -> None:
    # Steps of a quarter are exact up to 1e12, so the shifted scores are the same in any right solution.
    for offset in (2.0**10, -(2.0**10), 2.0**40, -(2.0**40)):
        check(candidate, rng.integers(-12, 13, size=(3, 6)) / 4 + offset, hint=SHIFT)
    scores = np.array([1e300, -1e300, 0.0, 1e300])[rng.permutation(4)]
    check(candidate, scores, hint=SHIFT, log_hint=NO_LOG_OF_WEIGHTS)
    for offset in (1e300, -1e300):  # equal ones, since a log 4 is not to be seen beside 1e300
        check(candidate, np.full(4, offset), log_hint="Subtract the largest score first; log(sum) is lost beside it")


@case("rows that lie far apart", tag="numerics")
def distant_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # The largest score of all would leave nothing of the lower rows.
    scores = rng.integers(-12, 13, size=(4, 5)) / 4 + rng.permutation([-4096.0, 0.0, 4096.0, 65536.0])[:, None]
    hint = "Each row has its own largest score; the largest of all leaves the other rows without a sum"
    check(candidate, scores, hint=hint)
    check(candidate, scores.T, 0, hint=hint)


@case("scores thousands apart", tag="numerics")
def far_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    for step in (1000.0, 37.0):
        scores = rng.permutation(np.arange(5) * -step) + rng.normal(size=(3, 5))
        check(candidate, scores, log_hint=NO_LOG_OF_WEIGHTS)


@case("weights too small to add to one", tag="numerics")
def tiny_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    # exp(-30) is 1e-13: the larger weight is one less that, and the smaller has its own digits.
    scores = np.array([0.0, -30.0]) + rng.integers(-3, 4)
    found = expect.array(candidate.softmax(scores), "softmax", shape=(2,))
    hint = "A small weight has digits of its own; nothing is added to the sum or to the weights"
    expect.close(found[1], reference(scores)[1], "softmax of a score 30 below the other", rtol=1e-3, hint=hint)
    logs = expect.array(candidate.log_softmax(scores), "log_softmax", shape=(2,))
    expect.close(logs[1], -30.0, "log_softmax of a score 30 below the other", hint=NO_LOG_OF_WEIGHTS)


@case("integers, signed and not", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Differences of 200 leave eight signed bits, and a difference below zero leaves unsigned ones.
    for dtype, low, high in ((np.int8, -100, 101), (np.uint8, 0, 201), (np.int64, -5, 6)):
        scores = np.array([[low, high - 1, high - 2], [high - 1, low + 1, low]], dtype=dtype)
        check(candidate, rng.permuted(scores, axis=1), hint="Integer differences wrap around; compute in floats")


@case("nested lists and float32, and nothing is changed", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = rng.normal(size=(3, 4))
    check(candidate, scores.tolist())
    check(candidate, scores.astype(np.float32), rtol=1e-3)
    for name in ("softmax", "log_softmax"):
        for value in (scores, scores.tolist()):
            expect.array(expect.unmodified(getattr(candidate, name), value), name, shape=(3, 4))
