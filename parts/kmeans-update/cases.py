"""Hidden cases of the update step. Means are unique, so the result is compared with the reference."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import update as reference

MEAN = "A new centroid is the mean, feature by feature, of the points with its label"
EMPTY = "A cluster without points keeps its old centroid"


def check(result, X, labels, centroids, hint=MEAN):
    """The centroids are those of the reference, to rounding on the scale of the data."""
    moved = expect.array(result, "centroids", shape=np.shape(centroids), finite=False)
    scale = float(np.abs(np.asarray(X, dtype=float)).max())
    wanted = reference(X, labels, centroids)
    expect.close(moved, wanted, "centroids", rtol=expect.tolerance(X, centroids), scale=scale, hint=hint)


def draw(rng, n=60, d=3, k=5):
    """Points, labels that all occur (every label at least once) and old centroids that are no means."""
    labels = rng.permutation(np.concatenate([np.arange(k), rng.integers(k, size=n - k)]))
    return rng.normal(size=(n, d)), labels, rng.normal(size=(k, d)) + 4


@case("the mean of each cluster", tag="core")
def means(candidate: Candidate, rng: np.random.Generator) -> None:
    X, labels, old = draw(rng)
    check(candidate.update(X, labels, old), X, labels, old)


@case("means of a skewed cluster", tag="core")
def skewed(candidate: Candidate, rng: np.random.Generator) -> None:
    # Mean 2.5 and median 0: the outlier counts.
    X = np.array([[0.0], [0.0], [0.0], [10.0], [-5.0], [-9.0]]) + rng.normal()
    labels = np.array([1, 1, 1, 1, 0, 0])
    check(candidate.update(X, labels, [[0.0], [0.0]]), X, labels, [[0.0], [0.0]])


@case("an empty cluster keeps its centroid", tag="edge")
def empty(candidate: Candidate, rng: np.random.Generator) -> None:
    for missing in ([0], [2], [4], [1, 3]):
        X, labels, old = draw(rng)
        labels[np.isin(labels, missing)] = next(j for j in range(5) if j not in missing)
        check(candidate.update(X, labels, old), X, labels, old, hint=EMPTY)


@case("clusters of one point, one cluster, one feature", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((1, 3, 1), (8, 2, 1), (3, 3, 3), (6, 1, 2)):
        X, labels, old = draw(rng, n, d, k)
        check(candidate.update(X, labels, old), X, labels, old)


@case("integers stay exact", tag="numerics")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Sums of twenty numbers of 90 or more leave eight bits. Cluster 0 has an odd sum over an even number of points,
    # so its mean is not whole.
    X = 2 * rng.integers(45, 60, size=(41, 2), dtype=np.int8)
    labels = rng.permutation(np.repeat([0, 1], [20, 21]))
    X[np.argmin(labels)] += 1
    old = np.array([[1, 2], [3, 4]])
    check(
        candidate.update(X, labels, old), X, labels, old, hint="Compute means in floats, not in the dtype of the input"
    )


@case("nested lists", tag="contract")
def lists(candidate: Candidate, rng: np.random.Generator) -> None:
    X, labels, old = draw(rng, n=12, k=3)
    check(candidate.update(X.tolist(), labels.tolist(), old.tolist()), X, labels, old)


@case("float32", tag="contract")
def narrow_floats(candidate: Candidate, rng: np.random.Generator) -> None:
    X, labels, old = draw(rng)
    X, old = X.astype(np.float32), old.astype(np.float32)
    check(candidate.update(X, labels, old), X, labels, old)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, labels, old = draw(rng, n=15, k=4)
    check(expect.unmodified(candidate.update, X, labels, old), X, labels, old)
