"""Hidden cases of attention. Output and weights are functions of the input: there is one right answer."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import scaled_dot_product_attention as reference

WEIGHTS = "weights are the softmax over the keys of Q @ K^T / sqrt(d)"
OUTPUT = "output is weights @ V"
STABLE = "Subtract the largest score of each query before the exponential"
ALLOWED = "True in the mask means that attending is allowed; the rest gets no weight at all"


def draw(rng, batch=(), n_q=5, n_k=7, d=4, d_v=3):
    """Queries, keys and values."""
    return rng.normal(size=(*batch, n_q, d)), rng.normal(size=(*batch, n_k, d)), rng.normal(size=(*batch, n_k, d_v))


def some_mask(rng, shape):
    """A mask that allows some of the keys, and every query at least one."""
    mask = rng.random(size=shape) < 0.5
    mask[..., 0] |= ~mask.any(axis=-1)
    mask[..., -1] = False  # somebody is always left out
    mask[..., 0] |= ~mask.any(axis=-1)
    return mask


def read(result, Q, V, n_k):
    """Output (..., n_q, d_v) and weights (..., n_q, n_k)."""
    output, weights = expect.returns(result, "output", "weights")
    batch, n_q = np.shape(Q)[:-2], np.shape(Q)[-2]
    output = expect.array(output, "output", shape=(*batch, n_q, np.shape(V)[-1]))
    return output, expect.array(weights, "weights", shape=(*batch, n_q, n_k))


def check(result, Q, K, V, mask=None, rtol=1e-6, hint=""):
    """Output and weights are those of the reference."""
    wanted_output, wanted_weights = reference(Q, K, V, mask)
    output, weights = read(result, Q, V, np.shape(K)[-2])
    expect.close(weights, wanted_weights, "weights", rtol=rtol, scale=1.0, hint=hint or WEIGHTS)
    expect.close(output, wanted_output, "output", rtol=rtol, scale=float(np.abs(V).max()), hint=hint or OUTPUT)


def check_forbidden(weights, hint):
    """Weights where attending is not allowed are zero, and not only small."""
    wrong = weights[weights != 0]
    if len(wrong):
        got = f"{wrong[0]:.6g} and the like in {len(wrong)} of {weights.size} such places"
        expect.that(False, f"weights: expected exactly 0 where attending is not allowed, got {got}. {hint}")


@case("weights and output of a few queries", tag="core")
def small(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("divides the scores by the root of d", tag="core")
def scaled(candidate: Candidate, rng: np.random.Generator) -> None:
    for d in (1, 64):
        Q, K, V = draw(rng, d=d)
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint="The scores are divided by sqrt(d)")


@case("each query's weights sum to one", tag="core")
def sums_to_one(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, n_q=6, n_k=6)
    _, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 6)
    expect.close(weights.sum(axis=-1), np.ones(6), "sums of the weights over the keys", hint="Softmax over the keys")


@case("batches and heads in front", tag="core", clarifies="batch-axes")
def batches(candidate: Candidate, rng: np.random.Generator) -> None:
    for batch in ((3,), (2, 4)):
        Q, K, V = draw(rng, batch)
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("batch axes as long as the others", tag="core", clarifies="batch-axes")
def square_batches(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (4,), n_q=4, n_k=4, d=4, d_v=4)
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint="Only the last two axes are multiplied")


@case("a mask allows and forbids", tag="core", clarifies="mask-meaning")
def masked(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    mask = some_mask(rng, (5, 7))
    check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=ALLOWED)


@case("a causal mask", tag="core", clarifies="mask-meaning")
def causal(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (2,), n_q=6, n_k=6)
    mask = np.tril(np.ones((6, 6), dtype=bool))
    result = candidate.scaled_dot_product_attention(Q, K, V, mask=mask)
    _, weights = read(result, Q, V, 6)
    check_forbidden(weights[:, ~mask], ALLOWED)
    check(result, Q, K, V, mask, hint=ALLOWED)


@case("a mask that is broadcast", tag="core", clarifies="mask-shape")
def broadcast_mask(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (3, 2))
    for shape in ((7,), (1, 7), (5, 7), (3, 1, 1, 7), (2, 5, 7), (3, 2, 5, 7)):
        mask = some_mask(rng, shape)
        hint = f"A mask of shape {shape} is broadcast to (3, 2, 5, 7)"
        check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=hint)


@case("a query that may attend to nothing", tag="edge", clarifies="nothing-allowed")
def nothing_allowed(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    mask = some_mask(rng, (5, 7))
    mask[2] = False
    output, weights = read(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, V, 7)
    expect.equal(weights[2], np.zeros(7), "weights of a query that may attend to nothing")
    expect.equal(output[2], np.zeros(3), "output of a query that may attend to nothing")
    wanted, _ = reference(Q, K, V, mask)
    others = [0, 1, 3, 4]
    name = "output of the queries that may attend to something"
    expect.close(output[others], wanted[others], name, scale=float(np.abs(V).max()), hint=OUTPUT)


@case("nobody may attend to anything", tag="edge", clarifies="nothing-allowed")
def all_forbidden(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (2,))
    output, weights = read(candidate.scaled_dot_product_attention(Q, K, V, np.zeros((5, 7), bool)), Q, V, 7)
    expect.equal(weights, np.zeros((2, 5, 7)), "weights where nothing is allowed")
    expect.equal(output, np.zeros((2, 5, 3)), "output where nothing is allowed")


@case("a mask that allows everything changes nothing", tag="edge", clarifies="mask-meaning")
def all_allowed(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    check(candidate.scaled_dot_product_attention(Q, K, V, np.ones((5, 7), bool)), Q, K, V, hint=ALLOWED)


@case("a single key, a single query, a single feature", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_q, n_k, d, d_v in ((3, 1, 4, 2), (1, 5, 4, 2), (1, 1, 1, 1)):
        Q, K, V = draw(rng, n_q=n_q, n_k=n_k, d=d, d_v=d_v)
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("keys that are all the same", tag="edge")
def same_keys(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    K[:] = K[0]
    output, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 7)
    expect.close(weights, np.full((5, 7), 1 / 7), "weights", scale=1.0, hint="Equal scores share the weight equally")
    expect.close(output, np.tile(V.mean(axis=0), (5, 1)), "output", scale=float(np.abs(V).max()), hint=OUTPUT)


@case("scores in the thousands", tag="numerics", clarifies="stability")
def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    for sign in (1.0, -1.0):
        Q, K, V = draw(rng)
        Q, K = np.abs(Q) * 100 + 50, sign * (np.abs(K) * 100 + 50)  # every score is far from zero, on one side
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=STABLE)


@case("scores of any size that float64 holds", tag="numerics", clarifies="stability")
def huge_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    best = rng.permutation(7)[:5]
    Q, K = np.zeros((5, 7)), np.eye(7) * 1e120
    Q[np.arange(5), best] = 1e120
    _, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 7)
    name = "weights where each query has one score of 1e240 or so, and zeros"
    expect.equal(weights, np.eye(7)[best], name, hint=STABLE)


@case("a mask holds against scores far below zero", tag="numerics", clarifies="stability")
def mask_against_low_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, d=1)
    Q, K = np.abs(Q) + 1.0, -1e12 * (np.abs(K) + 1.0)
    mask = some_mask(rng, (5, 7))
    mask[0, K.argmin()], mask[0, K.argmax()] = True, False  # the best key is forbidden to one query at least
    hint = "Forbid with minus infinity before the softmax: any finite number may lie above an allowed score"
    _, weights = read(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, V, 7)
    check_forbidden(weights[~mask], hint)
    expect.close(weights, reference(Q, K, V, mask)[1], "weights", rtol=1e-3, scale=1.0, hint=hint)


@case("does not truncate integer data", tag="contract", clarifies="input-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int64, np.int32):
        Q, K, V = (rng.integers(-3, 4, size=(n, 3)).astype(dtype) for n in (4, 5, 5))
        V[0] = 4
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("takes float32 data", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = (array.astype(np.float32) for array in draw(rng, (2,)))
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, rtol=expect.tolerance(Q))


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = (array.tolist() for array in draw(rng, (2,)))
    check(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V), Q, K, V)


@case("leaves the caller's arrays and mask as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    mask = some_mask(rng, (5, 7))
    read(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V), Q, V, 7)
    read(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V, mask=mask), Q, V, 7)


@case("is vectorized", tag="speed", clarifies="batch-axes")
def many_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (8,), n_q=250, n_k=250, d=32, d_v=32)
    result = expect.fast(candidate.scaled_dot_product_attention, reference, Q, K, V, ratio=8.0)
    check(result, Q, K, V)
