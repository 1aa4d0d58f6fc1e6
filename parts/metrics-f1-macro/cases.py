"""Hidden cases of macro F1. There is one right number, by counting."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import macro_f1 as reference

MACRO = "The plain mean over the classes of 2 TP / (2 TP + FP + FN)"


def check(result, y, p, c, hint=MACRO):
    """The mean is that of the reference."""
    wanted = reference(y, p, c)
    expect.close(expect.scalar(result, "macro_f1"), wanted, "macro_f1", rtol=1e-9, scale=1.0, hint=hint)


def draw(rng, sizes=(60, 20, 10, 5)):
    """Classes of very different sizes, of which the k-th is right in 1 of k + 2 samples; mistakes are in the next."""
    y = np.repeat(np.arange(len(sizes)), sizes)
    place = np.concatenate([np.arange(size) for size in sizes])
    p = np.where(place % (y + 2) == 0, y, (y + 1) % len(sizes))
    order = rng.permutation(len(y))
    return y[order], p[order]


@case("the mean of the classes' F1", tag="core")
def mean(candidate: Candidate, rng: np.random.Generator) -> None:
    for c in (4, 3, 7):
        y, p = draw(rng, tuple(rng.permutation([60, 20, 10, 5, 8, 30, 12])[:c]))
        check(candidate.macro_f1(y, p, c), y, p, c)


@case("a rare class counts as much as a frequent one", tag="core")
def rare_class(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.repeat([0, 1], [95, 5]))
    p = np.zeros(100, dtype=int)
    check(candidate.macro_f1(y, p, 2), y, p, 2, hint="The classes are not weighed by their sizes")


@case("F1 of each class first, then the mean", tag="core")
def order_of_means(candidate: Candidate, rng: np.random.Generator) -> None:
    # One class is precise and rarely found, the other the reverse: F1 of the mean precision and the mean recall is
    # far from the mean of the F1.
    y = rng.permutation(np.repeat([0, 1], [50, 50]))
    p = np.ones(100, dtype=int)
    p[np.flatnonzero(y == 0)[:5]] = 0
    check(candidate.macro_f1(y, p, 2), y, p, 2, hint="Precision and recall are joined class by class, then averaged")


@case("classes that do not occur count as 0", tag="edge")
def absent(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng, (20, 10, 5))
    hint = "The mean is over all n_classes; a class that nobody has and nobody predicts counts as 0"
    for c, shift in ((5, 0), (5, 2), (8, 4)):
        check(expect.quiet(candidate.macro_f1, y + shift, p + shift, c), y + shift, p + shift, c, hint=hint)


@case("a class that is only true, or only predicted, has 0", tag="edge")
def one_sided(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.permutation(np.repeat([0, 1], [12, 8])), np.zeros(20, dtype=int)
    for true, guess in ((y, p), (p, y), (y + 1, p + 1), (y, 2 - y)):
        check(expect.quiet(candidate.macro_f1, true, guess, 3), true, guess, 3, hint="No hit is an F1 of 0, and no NaN")


@case("all right, all wrong, a single sample, a single class", tag="edge")
def extremes(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = draw(rng)
    check(candidate.macro_f1(y, y, 4), y, y, 4)
    check(candidate.macro_f1(y, (y + 1) % 4, 4), y, (y + 1) % 4, 4)
    for label in (0, 2):
        check(candidate.macro_f1([label], [2], 3), [label], [2], 3)
    check(candidate.macro_f1([0, 0], [0, 0], 1), [0, 0], [0, 0], 1)


@case("every numeric dtype", tag="contract")
def dtypes(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng, (150, 140, 9))  # counts past eight bits
    for dtype in (np.int8, np.uint8, np.int32, np.float32, np.float64):
        found = candidate.macro_f1(y.astype(dtype), p.astype(dtype), 3)
        check(found, y, p, 3, hint=f"The classes are {dtype.__name__} here")


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = draw(rng)
    check(expect.unmodified(candidate.macro_f1, y.tolist(), p.tolist(), 4), y, p, 4)
    check(expect.unmodified(candidate.macro_f1, y, p, 4), y, p, 4)


@case("no loop over the samples", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 10, size=(2, 200_000))
    check(expect.fast(candidate.macro_f1, reference, y, p, 10), y, p, 10)
