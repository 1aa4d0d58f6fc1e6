"""Hidden cases of the inertia: one number, compared with the reference."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import inertia as reference

OBJECTIVE = "Sum the squared distances of the points to the centroids that their labels name"


def check(result, X, centroids, labels, hint=OBJECTIVE, rtol=1e-6):
    """The number is that of the reference."""
    found = expect.scalar(result, "inertia")
    wanted = reference(np.asarray(X, dtype=float), np.asarray(centroids, dtype=float), labels)
    expect.close(found, wanted, "inertia", rtol=rtol, hint=hint)


def draw(rng, n=50, d=3, k=4):
    """Points, centroids and labels that have nothing to do with each other."""
    return rng.normal(size=(n, d)), rng.normal(size=(k, d)), rng.integers(k, size=n)


@case("the sum of squared distances", tag="core")
def sums(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids, _ = draw(rng)
    labels = ((X[:, None, :] - centroids) ** 2).sum(axis=2).argmin(axis=1)
    check(candidate.inertia(X, centroids, labels), X, centroids, labels)


@case("labels and centroids as they are given", tag="core")
def as_given(candidate: Candidate, rng: np.random.Generator) -> None:
    # The labels are not nearest and the centroids no means: both would give a much smaller number.
    X, centroids, labels = draw(rng)
    check(candidate.inertia(X, centroids + 5, labels), X, centroids + 5, labels,
          hint="Use the labels and centroids as they are given")  # fmt: skip


@case("one point, one cluster, one feature, an empty cluster", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((1, 3, 2), (5, 2, 1), (5, 1, 2), (3, 3, 3), (2, 2, 6)):
        X, centroids, labels = draw(rng, n, d, k)
        check(candidate.inertia(X, centroids, labels), X, centroids, labels)


@case("zero where every point sits on its centroid", tag="edge")
def zero(candidate: Candidate, rng: np.random.Generator) -> None:
    centroids = rng.normal(size=(3, 2))
    labels = rng.integers(3, size=10)
    found = expect.scalar(candidate.inertia(centroids[labels], centroids, labels), "inertia")
    expect.that(abs(found) < 1e-12, f"inertia: expected 0 where every point is its centroid, got {found:.6g}")


@case("far from the origin", tag="numerics")
def far_away(candidate: Candidate, rng: np.random.Generator) -> None:
    # Coordinates of 1e9 have a spacing of 1e-7, which is the data's own; |x|^2 = 1e18 has one of 128.
    centroids = 1e9 + np.arange(6.0).reshape(3, 2) * 8
    labels = np.arange(12) % 3
    X = centroids[labels] + rng.uniform(0.5, 1.0, size=(12, 2))
    check(candidate.inertia(X, centroids, labels), X, centroids, labels, hint="Subtract before you square")


@case("small integers", tag="numerics")
def narrow_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Differences of 80 and more: their squares need more than eight bits, and the sum more than sixteen.
    X = rng.integers(40, 121, size=(40, 2)).astype(np.int8)
    centroids = np.array([[-100, -100], [-40, -90]], dtype=np.int8)
    labels = rng.integers(2, size=40)
    check(candidate.inertia(X, centroids, labels), X, centroids, labels, hint="Eight-bit integers overflow")


@case("nested lists and float32", tag="contract")
def lists(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids, labels = draw(rng, n=20)
    check(candidate.inertia(X.tolist(), centroids.tolist(), labels.tolist()), X, centroids, labels)
    X, centroids = X.astype(np.float32), centroids.astype(np.float32)
    check(candidate.inertia(X, centroids, labels), X, centroids, labels, rtol=1e-3)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, centroids, labels = draw(rng, n=20)
    check(expect.unmodified(candidate.inertia, X, centroids, labels), X, centroids, labels)
