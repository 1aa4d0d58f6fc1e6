"""Hidden cases of the best split. Of equally good thresholds any is right, so the one that came is judged itself."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import gini

MIDPOINT = "Thresholds are the midpoints between neighbouring distinct values of x"
WEIGHTED = "The best split has the lowest Gini impurity of its sides, each weighted by its share of the samples"


def weighted_impurity(x, y, threshold):
    """The weighted impurity of one split."""
    left = x <= threshold
    return np.mean(left) * gini(y[left]) + np.mean(~left) * gini(y[~left])


def check(result, x, y, hint=WEIGHTED, rtol=1e-6):
    """The threshold is a midpoint, none is better, and its impurity is the one returned."""
    threshold, impurity = expect.returns(result, "threshold", "impurity")
    threshold, impurity = expect.scalar(threshold, "threshold"), expect.scalar(impurity, "impurity")
    x, y = np.asarray(x, dtype=float), np.asarray(y)
    values = np.unique(x)
    midpoints = (values[:-1] + values[1:]) / 2
    nearest = midpoints[np.abs(midpoints - threshold).argmin()]
    # A thousandth of the smallest gap: rounding stays far below it, and any other point is farther off.
    expect.that(
        abs(nearest - threshold) <= 1e-3 * np.diff(values).min(),
        f"threshold: expected a midpoint, the nearest is {nearest:.10g}; got {threshold:.10g}. {MIDPOINT}",
    )
    found = weighted_impurity(x, y, nearest)
    best = min(weighted_impurity(x, y, midpoint) for midpoint in midpoints)
    words = f"threshold: the split at {nearest:.6g} has impurity {found:.6g}, the best one has {best:.6g}"
    expect.that(found <= best + 1e-7, f"{words}. {hint}")
    expect.close(impurity, best, "impurity", rtol=rtol, scale=1.0, hint=hint)


def draw(rng, n=30, classes=2):
    """Values of uneven spacing, and labels that depend on them with noise; both sides of every split are mixed."""
    x = rng.permutation(np.cumsum(rng.uniform(0.5, 3.0, size=n)))
    y = np.digitize(x, np.quantile(x, np.arange(1, classes) / classes + 0.07))
    y[rng.permutation(n)[: n // 5]] += 1
    return x, y % classes


@case("the best of many midpoints", tag="core")
def finds_best(candidate: Candidate, rng: np.random.Generator) -> None:
    for _ in range(4):
        x, y = draw(rng)
        check(candidate.best_split(x, y), x, y)


@case("three classes and more, any numbers", tag="core")
def classes(candidate: Candidate, rng: np.random.Generator) -> None:
    for names in ([0, 1, 2], [-4, 7, 1000], [3, -1, 5, 12]):
        for _ in range(2):
            x, y = draw(rng, classes=len(names))
            check(candidate.best_split(x, np.array(names)[y]), x, np.array(names)[y])


@case("a side counts by its size", tag="core")
def sizes(candidate: Candidate, rng: np.random.Generator) -> None:
    # Cutting off the lowest value makes a pure side: the plain sum of impurities is 0.499, against 0.64 in the middle.
    # Weighted by size it is 0.474 against 0.32.
    y = np.array([0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1])
    x, order = np.cumsum(rng.uniform(0.5, 3.0, size=20)), rng.permutation(20)
    check(candidate.best_split(x[order], y[order]), x[order], y[order])


@case("repeated values stay together", tag="edge")
def repeated(candidate: Candidate, rng: np.random.Generator) -> None:
    # Each value four times, and the second of them half and half: a cut inside it would be perfect, were it possible.
    # The best split is on its left or its right, and a midpoint of equal values comes before the right one's.
    for _ in range(3):
        values = np.cumsum(rng.uniform(0.5, 3.0, size=5))
        x = np.repeat(values, 4)
        y = np.repeat([0, 0, 1, 1, 1], 4)
        y[4:6] = 1
        order = rng.permutation(20)
        check(candidate.best_split(x[order], y[order]), x[order], y[order])


@case("nothing to split", tag="edge")
def nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    for x, y in (([2.5, 2.5, 2.5], [0, 1, 1]), ([4.0], [1]), ([0.0, 0.0], [3, 3])):
        found = expect.plain(candidate.best_split(np.array(x), np.array(y)))
        expect.that(found is None, f"expected None where all values are equal, got {expect.describe(found)}")
    # With one other value there is something to split again.
    x, y = rng.permutation([2.5, 2.5, 2.5, 4.0]), np.array([0, 1, 1, 0])
    check(candidate.best_split(x, y), x, y, hint="None only where all values are equal")


@case("a split that gains nothing, and two samples", tag="edge")
def no_gain(candidate: Candidate, rng: np.random.Generator) -> None:
    low, high = rng.uniform(-9, 9), rng.uniform(11, 29)
    for y in ([0, 1, 0, 1], [1, 1, 1, 1], [5, 2, 2, 5]):
        x = np.array([low, low, high, high])
        check(candidate.best_split(x, np.array(y)), x, y, hint="A split is returned even where it gains nothing")
    for y in ([0, 1], [1, 0], [2, 2]):
        check(candidate.best_split(np.array([high, low]), np.array(y)), [high, low], y)


@case("small integers, tiny and distant values", tag="numerics")
def scales(candidate: Candidate, rng: np.random.Generator) -> None:
    # 100 + 120 leaves eight bits. Steps of 2^-30 and an offset of 2^30 are exact in floats.
    x = np.array([100, 120, 125, 127, 90, 96], dtype=np.int8)
    y = np.array([0, 1, 1, 1, 0, 0])
    check(candidate.best_split(x, y), x, y, hint="Eight-bit sums overflow; compute in floats")
    for factor, offset in ((2.0**-30, 0.0), (1.0, 2.0**30)):
        x, y = rng.permutation(16) * factor + offset, rng.integers(2, size=16)
        check(candidate.best_split(x, y), x, y)


@case("lists and float32, and nothing is changed", tag="contract")
def inputs(candidate: Candidate, rng: np.random.Generator) -> None:
    x, y = draw(rng)
    check(candidate.best_split(x.tolist(), y.tolist()), x, y)
    check(expect.unmodified(candidate.best_split, x, y), x, y)
    check(expect.unmodified(candidate.best_split, x.tolist(), y.tolist()), x, y)
    x = x.astype(np.float32)
    check(candidate.best_split(x, y), x, y, rtol=1e-3)
