"""Hidden cases of the confusion matrix. Counts are counts: there is one right matrix."""

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import CandidateRaised
from mockml.judge.case import Candidate, case

from .reference import confusion_matrix as reference

ROWS = "Rows are the true classes, columns the predicted ones"


def check(result, y, p, c, hint=ROWS):
    """The counts are those of the reference."""
    found = expect.array(result, "the matrix", shape=(c, c), kind="whole")
    expect.equal(found, reference(y, p, c), "the matrix", hint=hint)


def draw(rng, n=80, c=4):
    """True and predicted classes; 0 is often taken for the last one, and never the other way round."""
    y, p = rng.integers(0, c, size=n), rng.integers(0, c, size=n)
    y[:3], p[:3] = 0, c - 1
    p[(y == c - 1) & (p == 0)] = 1
    return y, p


@case("counts true against predicted", tag="core")
def counts(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, c in ((80, 4), (50, 2), (30, 9)):
        y, p = draw(rng, n, c)
        check(candidate.confusion_matrix(y, p, c), y, p, c)


@case("a pair that is repeated counts every time", tag="core")
def repeated(candidate: Candidate, rng: np.random.Generator) -> None:
    n = int(rng.integers(20, 40))
    y, p = np.full(n, 1), np.full(n, 2)
    hint = "matrix[rows, columns] += 1 adds one for a pair, however often it is there"
    check(candidate.confusion_matrix(y, p, 3), y, p, 3, hint=hint)


@case("classes that do not occur keep their place", tag="edge")
def absent(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.permutation([1, 3, 3, 1, 3, 1]), rng.permutation([1, 3, 3, 3, 3, 1])
    for c in (4, 6):
        check(candidate.confusion_matrix(y, p, c), y, p, c, hint="The matrix is n_classes by n_classes")
    y, p = rng.permutation([0, 0, 1]), np.array([2, 2, 2])  # nothing is predicted that is true
    check(candidate.confusion_matrix(y, p, 3), y, p, 3, hint="A class may be in one of the two arguments only")


@case("no samples, one sample, one class", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "Nothing to count: zeros"
    check(candidate.confusion_matrix([], [], 3), [], [], 3, hint=hint)
    check(candidate.confusion_matrix(np.zeros(0, int), np.zeros(0, int), 2), [], [], 2, hint=hint)
    y, p = rng.integers(0, 3, size=(2, 1))
    check(candidate.confusion_matrix(y, p, 3), y, p, 3)
    check(candidate.confusion_matrix(np.zeros(5, int), np.zeros(5, int), 1), [0] * 5, [0] * 5, 1)


@case("a class outside of the range raises ValueError", tag="edge")
def out_of_range(candidate: Candidate, rng: np.random.Generator) -> None:
    for odd in (-1, 4, 5, -4):
        for which in (0, 1):
            pair = list(draw(rng, 20))
            pair[which][int(rng.integers(20))] = odd
            words = f"a class of {odd} in {('y_true', 'y_pred')[which]}, with n_classes=4"
            refuses(candidate.confusion_matrix, *pair, words=words)


def refuses(function, y, p, *, words):
    """The call raises ValueError."""
    try:
        result = function(y, p, 4)
    except CandidateRaised as error:
        if "ValueError" in error.types:
            return
        raise expect.failed(f"{words}: expected ValueError to be raised, got {error.message}") from None
    hint = "A negative index counts from the end, and a pair as one number lands in another row; check the range"
    raise expect.failed(f"{words}: expected ValueError to be raised, got {expect.describe(result)} returned. {hint}")


@case("every numeric dtype", tag="contract")
def dtypes(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng, 400, 20)  # a pair as one number is past eight bits
    for dtype in (np.int8, np.uint8, np.int32, np.float32, np.float64):
        found = candidate.confusion_matrix(y.astype(dtype), p.astype(dtype), 20)
        check(found, y, p, 20, hint=f"The classes are {dtype.__name__} here")


@case("counts past eight and sixteen bits", tag="numerics")
def large_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = np.repeat([0, 1, 1], [300, 70_000, 40_000]), np.repeat([1, 1, 0], [300, 70_000, 40_000])
    y, p = y.astype(np.int8), p.astype(np.int8)
    check(candidate.confusion_matrix(y, p, 2), y, p, 2, hint="Count in a dtype of your own, not in that of the labels")


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng)
    check(expect.unmodified(candidate.confusion_matrix, y.tolist(), p.tolist(), 4), y, p, 4)
    check(expect.unmodified(candidate.confusion_matrix, y, p, 4), y, p, 4)


@case("no loop over the samples", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng, 200_000, 10)
    check(expect.fast(candidate.confusion_matrix, reference, y, p, 10, ratio=10.0), y, p, 10)
