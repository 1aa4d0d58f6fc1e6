"""Hidden cases of the assignment step. With distinct distances there is one right answer; a tie goes to the lowest."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import assign as reference

NEAREST = "Each point takes the centroid with the smallest sum of squared differences"


def check(labels, X, centroids, hint=NEAREST):
    """The labels are those of the reference."""
    labels = expect.array(labels, "labels", shape=(len(X),), kind="index")
    expect.equal(labels, reference(X, centroids), "labels", hint=hint)


@case("the nearest of several centroids", tag="core")
def nearest(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids = rng.normal(size=(60, 3)), rng.normal(size=(5, 3))
    check(candidate.assign(X, centroids), X, centroids)


@case("distance is Euclidean", tag="core")
def euclidean(candidate: Candidate, rng: np.random.Generator) -> None:
    # The origin is 3 + 3 from the first centroid by blocks, and 5 from the second; in a straight line 4.2 and 5. The
    # largest difference alone would say 4 against 3.9 for the last point.
    shift = rng.normal(size=2)
    X = np.array([[0.0, 0.0], [10.0, 10.0]]) + shift
    centroids = np.array([[3.0, 3.0], [5.0, 0.0], [14.0, 10.0], [13.9, 13.9]]) + shift
    check(candidate.assign(X, centroids), X, centroids)


@case("a tie goes to the lowest index", tag="edge")
def ties(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.integers(-3, 4, size=(6, 2)).astype(float)
    far = np.full((1, 2), 50.0)
    step = np.array([[2.0, 0.0]])
    for i in range(len(X)):
        # Equally far on either side, in numbers that floats hold exactly, and once the same centroid twice.
        check(candidate.assign(X[i : i + 1], np.vstack([far, X[i] + step, X[i] - step])), X[i : i + 1],
              np.vstack([far, X[i] + step, X[i] - step]), hint="A tie goes to the lowest index")  # fmt: skip


@case("one point, one centroid, one feature", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, k, d in ((1, 4, 2), (6, 1, 2), (6, 3, 1), (3, 3, 3)):
        X, centroids = rng.normal(size=(n, d)), rng.normal(size=(k, d))
        check(candidate.assign(X, centroids), X, centroids)


@case("far from the origin", tag="numerics")
def far_away(candidate: Candidate, rng: np.random.Generator) -> None:
    # |x|^2 - 2 x.c + |c|^2 loses every digit here; differences lose none.
    centroids = 1e9 + np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]) * 4
    X = centroids[rng.permutation(np.arange(12) % 3)] + rng.uniform(-1, 1, size=(12, 2))
    check(candidate.assign(X, centroids), X, centroids, hint="Compute the differences before the squares")


@case("large coordinates of small integers", tag="numerics")
def narrow_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.integers(-120, 121, size=(40, 2)).astype(np.int8)
    centroids = np.array([[-100, -100], [100, 100], [90, -110]], dtype=np.int8)
    check(candidate.assign(X, centroids), X, centroids, hint="Eight-bit integers overflow; compute in floats")


@case("nested lists, and nothing is changed", tag="contract")
def lists(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids = rng.normal(size=(9, 2)).tolist(), rng.normal(size=(3, 2)).tolist()
    check(candidate.assign(X, centroids), X, centroids)
    X, centroids = rng.normal(size=(9, 2)), rng.normal(size=(3, 2))
    check(expect.unmodified(candidate.assign, X, centroids), X, centroids)


@case("no loop over the points", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids = rng.normal(size=(20_000, 4)), rng.normal(size=(6, 4))
    check(expect.fast(candidate.assign, reference, X, centroids), X, centroids)
