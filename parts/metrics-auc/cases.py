"""Hidden cases of ROC AUC. There is one right number, which is a count of pairs."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import roc_auc as reference

PAIRS = "The share of pairs of a positive and a negative in which the positive scores higher, ties counting half"


def check(result, wanted, hint=PAIRS, rtol=1e-9):
    """The area is the one that is wanted."""
    expect.close(expect.scalar(result, "roc_auc"), wanted, "roc_auc", rtol=rtol, scale=1.0, hint=hint)


def scored(rng, n=50):
    """Labels, a third of them 1, and scores without ties that are neither perfect nor random."""
    y = rng.permutation(np.arange(n) % 3 == 0).astype(int)
    return y, rng.permutation(np.linspace(-1.0, 1.0, n)) + 0.5 * y + 1e-4 * np.arange(n)


@case("the share of pairs in the right order", tag="core")
def pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (50, 7):
        y, scores = scored(rng, n)
        # Not near one half, where a swap of the classes would hardly show.
        scores = np.where(y == 1, scores + 0.2, scores)
        check(candidate.roc_auc(y, scores), reference(y, scores))


@case("the order of the rows does not matter", tag="core")
def any_order(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng, 30)
    wanted = reference(y, scores)
    hint = "The same rows in another order have the same area"
    for order in (np.argsort(scores), np.argsort(-scores), np.argsort(y, kind="stable"), np.argsort(-y, kind="stable")):
        check(candidate.roc_auc(y[order], scores[order]), wanted, hint=hint)


@case("tied scores count half", tag="core")
def ties(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(60) % 2)
    scores = rng.permutation(np.arange(60) % 5) / 4 + 0.25 * (y * (np.arange(60) % 3 == 0))
    for order in (np.argsort(y, kind="stable"), np.argsort(-y, kind="stable")):  # however a sort leaves the ties
        check(candidate.roc_auc(y[order], scores[order]), reference(y, scores), hint="A tied pair counts one half")


@case("all scores the same: one half", tag="edge")
def all_tied(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(9) % 3 == 0).astype(int)
    for order in (np.argsort(y), np.argsort(-y)):
        check(candidate.roc_auc(y[order], np.full(9, 0.3)), 0.5, hint="Every pair is tied, and counts one half")


@case("perfect and reversed scores, and two rows only", tag="edge")
def extremes(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (12, 2):
        y = rng.permutation(np.arange(n) % 2)
        scores = y + rng.uniform(0.0, 0.5, size=n)
        check(candidate.roc_auc(y, scores), 1.0)
        check(candidate.roc_auc(y, -scores), 0.0)


@case("one class only raises ValueError", tag="edge")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    for label in (0, 1):
        expect.raises(ValueError, candidate.roc_auc, np.full(6, label), rng.uniform(size=6))


@case("scores on any scale, near each other or far apart", tag="numerics")
def any_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng, 40)
    for scale in (1e150, 1e-9):
        check(candidate.roc_auc(y, scores * scale), reference(y, scores), hint="Only the order of the scores matters")
    near = 0.5 + 1e-12 * (20.5 * y + rng.permutation(40))
    hint = "Scores are compared as they are: those that differ in the last digits are no ties"
    check(candidate.roc_auc(y, near), reference(y, near), hint=hint)


# Comparing all pairs takes billions of comparisons here; a sort in pure Python takes well below a second.
@case("is exact and quick on 100,000 rows", tag="numerics", seconds=5.0)
def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    n = 100_000
    y = rng.permutation(np.arange(n) % 2)
    scores = rng.normal(size=n) + 0.8 * y
    for tied in (np.round(scores, 3), np.round(scores)):  # thousands of ties, and ties of thousands
        check(candidate.roc_auc(y, tied), reference(y, tied), hint=f"{PAIRS}; sort rather than compare pairs")


@case("labels and scores of every numeric dtype", tag="contract")
def dtypes(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    for dtype in (bool, np.uint8, np.int64, np.float32):
        check(
            candidate.roc_auc(y.astype(dtype), scores),
            reference(y, scores),
            hint=f"The labels are {dtype.__name__} here",
        )
    for dtype in (np.int8, np.uint8, np.int64):
        low = np.iinfo(np.int8).min if dtype == np.int8 else 0
        whole = (np.argsort(np.argsort(scores)) * 2 + low).astype(dtype)  # the lowest has no negative in its dtype
        check(candidate.roc_auc(y, whole), reference(y, whole), hint=f"The scores are {dtype.__name__} here")
    narrow = scores.astype(np.float32)
    check(candidate.roc_auc(y, narrow), reference(y, narrow), rtol=expect.tolerance(narrow))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    check(expect.unmodified(candidate.roc_auc, y.tolist(), scores.tolist()), reference(y, scores))
    check(expect.unmodified(candidate.roc_auc, y, scores), reference(y, scores))
