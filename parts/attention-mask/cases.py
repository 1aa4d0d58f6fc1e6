"""Hidden cases of masked weights. They are a function of scores and mask: there is one right answer."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import masked_weights as reference

SOFTMAX = "The softmax runs over the allowed keys of each query, the last axis"
NOTHING = "A query that may attend to nothing gets zeros only"
FIRST = "Forbid before the softmax: a forbidden score must not count in the largest, nor in the sum"


def some_mask(rng, shape):
    """A mask that allows every query the first key or the second, and some others; never the last."""
    mask = rng.random(size=shape) < 0.5
    mask[..., 0] |= ~mask[..., 1]
    mask[..., -1] = False
    return mask


def check(result, scores, mask, rtol=1e-6, hint=SOFTMAX):
    """The weights are those of the reference, and exactly zero where they have to be."""
    weights = expect.array(result, "weights", shape=np.shape(scores), finite=False)
    allowed = np.broadcast_to(np.asarray(mask), weights.shape)
    wrong = int((weights[~allowed] != 0).sum())
    expect.that(wrong == 0, f"weights: expected exactly 0 where the mask is False, got {wrong} that are not. {hint}")
    expect.close(weights, reference(scores, mask), "weights", rtol=rtol, scale=1.0, hint=hint)


@case("some keys are forbidden", tag="core")
def some(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((5, 7), (4, 4), (2, 3, 4, 5)):
        scores, mask = rng.normal(size=shape), some_mask(rng, shape)
        check(candidate.masked_weights(scores, mask), scores, mask)


@case("a causal mask", tag="core")
def causal(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(2, 6, 6)), np.tril(np.ones((6, 6), dtype=bool))
    check(candidate.masked_weights(scores, mask), scores, mask)


@case("masks that are broadcast", tag="core")
def broadcast(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((7,), (1, 7), (5, 7), (3, 1, 1, 7), (2, 5, 7), (3, 2, 5, 7)):
        scores, mask = rng.normal(size=(3, 2, 5, 7)), some_mask(rng, shape)
        hint = f"A mask of shape {shape} is broadcast to scores of shape (3, 2, 5, 7)"
        check(candidate.masked_weights(scores, mask), scores, mask, hint=hint)
    scores, mask = rng.normal(size=(4, 5)), np.array([True, False, True, True])[:, None]
    check(candidate.masked_weights(scores, mask), scores, mask, hint="A mask of shape (4, 1) allows whole queries")


@case("everything is allowed", tag="edge")
def everything(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(4, 6)), np.ones((4, 6), dtype=bool)
    check(candidate.masked_weights(scores, mask), scores, mask)


@case("queries that may attend to nothing", tag="edge")
def nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(5, 7)), some_mask(rng, (5, 7))
    mask[2] = False
    check(candidate.masked_weights(scores, mask), scores, mask, hint=NOTHING)
    scores, mask = rng.normal(size=(2, 3, 4)), np.zeros((3, 4), dtype=bool)
    check(candidate.masked_weights(scores, mask), scores, mask, hint=NOTHING)


@case("a single key, a single query", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_q, n_k, mask in ((3, 1, [[True], [False], [True]]), (1, 4, [[False, True, False, True]]), (1, 1, [[True]])):
        scores, allowed = rng.normal(size=(n_q, n_k)), np.array(mask)
        check(candidate.masked_weights(scores, allowed), scores, allowed)


@case("a forbidden score that is the largest by far", tag="numerics")
def forbidden_largest(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(5, 7)), some_mask(rng, (5, 7))
    scores[~mask] += 2000
    check(candidate.masked_weights(scores, mask), scores, mask, hint=FIRST)


@case("infinity and NaN at forbidden places", tag="numerics")
def forbidden_nonsense(candidate: Candidate, rng: np.random.Generator) -> None:
    for value in (np.nan, np.inf, -np.inf):
        scores, mask = rng.normal(size=(5, 7)), some_mask(rng, (5, 7))
        mask[3] = False
        scores[~mask] = value
        words = f"What stands at a forbidden place has no influence, and here it is {value}"
        check(candidate.masked_weights(scores, mask), scores, mask, hint=words)


@case("huge scores, and rows that lie far apart", tag="numerics")
def huge(candidate: Candidate, rng: np.random.Generator) -> None:
    # Steps of a quarter are exact beside 2^40, so the differences are the same in any right solution.
    for offset in (2.0**40, -(2.0**40)):
        scores, mask = rng.integers(-12, 13, size=(5, 7)) / 4, some_mask(rng, (5, 7))
        scores += offset * np.arange(5)[:, None]
        hint = "Take each query's own largest allowed score from its scores before the exponential"
        check(candidate.masked_weights(scores, mask), scores, mask, hint=hint)
    scores = np.array([[-1e300, -1e300, 1e300], [1e300, -1e300, 0.0]])
    mask = np.array([[True, True, False], [True, True, True]])
    hint = "No number is low enough to forbid; minus infinity is"
    check(candidate.masked_weights(scores, mask), scores, mask, hint=hint)


@case("nested lists, integers and float32", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(4, 5)), some_mask(rng, (4, 5))
    check(candidate.masked_weights(scores.tolist(), mask.tolist()), scores, mask)
    check(candidate.masked_weights(scores.astype(np.float32), mask), scores, mask, rtol=1e-3)
    for dtype, low, high in ((np.int8, -100, 101), (np.uint8, 0, 201)):
        whole = rng.permuted(np.array([[low, low + 1, high - 1, high - 2, low]] * 4, dtype=dtype), axis=1)
        check(candidate.masked_weights(whole, mask), whole, mask, hint="Integers wrap around; compute in floats")


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    scores, mask = rng.normal(size=(4, 5)), some_mask(rng, (4, 5))
    check(expect.unmodified(candidate.masked_weights, scores, mask), scores, mask)
    check(expect.unmodified(candidate.masked_weights, scores.tolist(), mask.tolist()), scores, mask)
