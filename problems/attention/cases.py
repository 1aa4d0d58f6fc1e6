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


def beyond_float32(rng):
    """Floats that float32 cannot hold, and that it would round to equal scores; right ones differ by 1 / sqrt(2)."""
    K = rng.permutation([[2.0**24 + 1, 2.0**24], [2.0**24, 2.0**24]])
    return np.array([[1.0, -1.0]]), K, rng.normal(size=(2, 1)) * 100


def some_mask(rng, shape):
    """A mask that allows some of the keys, and every query at least one."""
    mask = rng.random(size=shape) < 0.5
    mask[..., 0] |= ~mask.any(axis=-1)
    mask[..., -1] = False  # somebody is always left out
    mask[..., 0] |= ~mask.any(axis=-1)
    return mask


def read(result, Q, V, n_k, finite=True):
    """Output (..., n_q, d_v) and weights (..., n_q, n_k)."""
    output, weights = expect.returns(result, "output", "weights")
    batch, n_q = np.shape(Q)[:-2], np.shape(Q)[-2]
    output = expect.array(output, "output", shape=(*batch, n_q, np.shape(V)[-1]), finite=finite)
    return output, expect.array(weights, "weights", shape=(*batch, n_q, n_k), finite=finite)


def check(result, Q, K, V, mask=None, rtol=1e-6, hint=""):
    """Output and weights are those of the reference."""
    wanted_output, wanted_weights = reference(Q, K, V, mask)
    output, weights = read(result, Q, V, np.shape(K)[-2])
    expect.close(weights, wanted_weights, "weights", rtol=rtol, scale=1.0, hint=hint or WEIGHTS)
    expect.close(output, wanted_output, "output", rtol=rtol, scale=float(np.abs(V).max()), hint=hint or OUTPUT)


def check_broadcast(candidate, rng, batch, n_q, n_k, shape):
    """A mask of this shape gives what it does after broadcasting."""
    Q, K, V = draw(rng, batch, n_q, n_k)
    mask, scores = some_mask(rng, shape), (*batch, n_q, n_k)
    hint = (
        f"A mask of shape {shape} is broadcast to the shape of the scores, {scores}, aligned at the last axis, the keys"
    )
    if shape == scores:
        hint = f"A mask of shape {shape} has one entry for each score"
    check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=hint)


def check_as_full(candidate, rng, n, mask):
    """A mask gives what the same one gives in the shape of the scores, whatever that is where nothing is allowed."""
    Q, K, V = draw(rng, n_q=n, n_k=n)
    full = np.broadcast_to(mask, (n, n)).copy()
    wanted = read(candidate.scaled_dot_product_attention(Q, K, V, full), Q, V, n, finite=False)
    got = read(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, V, n, finite=False)
    hint = f"Expected is what the same mask gives in the shape of the scores, {(n, n)}. Here its shape is {mask.shape}"
    for name, one, other in zip(("output", "weights"), got, wanted, strict=True):
        both = np.isnan(one) & np.isnan(other)  # not right, but for other cases to say
        one, other = np.where(both, 0, one), np.where(both, 0, other)
        expect.close(one, other, name, scale=float(np.abs(V).max()), hint=hint)


def check_forbidden(weights, hint):
    """Weights where attending is not allowed are zero, and not only small."""
    wrong = weights[weights != 0]
    if len(wrong):
        got = f"{wrong[0]:.6g} and the like in {len(wrong)} of {weights.size} such places"
        expect.that(False, f"weights: expected exactly 0 where attending is not allowed, got {got}. {hint}")


@case("weights and output of a few queries", tag="core")
def small(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, d=6)
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("divides the scores by the root of d", tag="core")
def scaled(candidate: Candidate, rng: np.random.Generator) -> None:
    for d in (1, 10, 64):
        Q, K, V = draw(rng, d=d)
        hint = f"The scores are divided by sqrt(d), and here d is {d}"
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)


@case("each query's weights sum to one", tag="core")
def sums_to_one(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, n_q=6, n_k=6)
    _, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 6)
    expect.close(weights.sum(axis=-1), np.ones(6), "sums of the weights over the keys", hint="Softmax over the keys")


@case("batches and heads in front", tag="core", clarifies="batch-axes")
def batches(candidate: Candidate, rng: np.random.Generator) -> None:
    for batch in ((3,), (2, 4), (2, 1, 3), (1, 2, 2, 3), (1,), (1, 1)):
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
    hint = "There is no mask in this call, and the mask of an earlier call does not count"
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)
    Q, K, V = draw(rng, n_k=1111)
    mask = np.zeros((5, 1111), bool)
    mask[:, -10:] = True  # padding on the left, longer than any block of keys
    hint = "Only the last ten of 1111 keys are allowed here: they get all of the weight, and the others none"
    check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=hint)


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
    for shape in ((7,), (1, 7), (5, 7), (3, 1, 1, 7), (2, 5, 7), (3, 2, 5, 7)):
        check_broadcast(candidate, rng, (3, 2), 5, 7, shape)
    for shape in ((6,), (6, 6), (6, 1, 6), (1, 6, 6)):  # as many queries and batch entries as keys: which axis is it?
        check_broadcast(candidate, rng, (6,), 6, 6, shape)
    for shape in ((1, 2, 5, 7), (3, 1, 5, 7)):  # one for each head, and one for each sequence
        check_broadcast(candidate, rng, (3, 2), 5, 7, shape)
    check_as_full(candidate, rng, 6, rng.permutation(np.arange(6) % 2 == 0)[:, None])
    check_as_full(candidate, rng, 6, np.zeros(6, bool))


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
    for rows in ([[True], [False], [True]], [[True, True], [False, False], [False, True]]):
        mask = np.array(rows)
        n_k = mask.shape[1]
        Q, K, V = draw(rng, n_q=3, n_k=n_k)
        hint = f"With {n_k} key(s), too, the mask decides, and a query that may attend to nothing gets zeros"
        check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=hint)


@case("nobody may attend to anything", tag="edge", clarifies="nothing-allowed")
def all_forbidden(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (2,))
    output, weights = read(candidate.scaled_dot_product_attention(Q, K, V, np.zeros((5, 7), bool)), Q, V, 7)
    expect.equal(weights, np.zeros((2, 5, 7)), "weights where nothing is allowed")
    expect.equal(output, np.zeros((2, 5, 3)), "output where nothing is allowed")


@case("a mask that allows everything changes nothing", tag="edge", clarifies="mask-meaning")
def all_allowed(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    Q[0] = 0  # its scores are zero, and equal
    hint = "All is allowed here, so weights and output are those without a mask, for scores of zero and equal ones, too"
    check(candidate.scaled_dot_product_attention(Q, K, V, np.ones((5, 7), bool)), Q, K, V, hint=hint)
    Q, K, V = draw(rng, n_k=1)
    check(candidate.scaled_dot_product_attention(Q, K, V, np.ones((5, 1), bool)), Q, K, V, hint=hint)


@case("a single key, a single query, a single feature", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_q, n_k, d, d_v in ((3, 1, 4, 2), (1, 5, 4, 2), (1, 1, 1, 1)):
        Q, K, V = draw(rng, n_q=n_q, n_k=n_k, d=d, d_v=d_v)
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V)


@case("a thousand queries, and hundreds of keys", tag="edge")
def long(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_q, n_k in ((1111, 3), (2, 613)):  # no multiples of the usual sizes of a block
        Q, K, V = draw(rng, n_q=n_q, n_k=n_k, d=2, d_v=2)
        hint = f"All {n_q} queries and all {n_k} keys count, those in a last and shorter block as well"
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)


@case("keys that are all the same", tag="edge")
def same_keys(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    K[:] = K[0]
    output, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 7)
    expect.close(weights, np.full((5, 7), 1 / 7), "weights", scale=1.0, hint="Equal scores share the weight equally")
    expect.close(output, np.tile(V.mean(axis=0), (5, 1)), "output", scale=float(np.abs(V).max()), hint=OUTPUT)


@case("scores in the hundreds and thousands", tag="numerics", clarifies="stability")
def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = f"{WEIGHTS}. {STABLE}"
    for sign in (1.0, -1.0):
        Q, K, V = draw(rng)
        Q, K = np.abs(Q) * 100 + 50, sign * (np.abs(K) * 100 + 50)  # every score is far from zero, on one side
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)
        Q, K, V = draw(rng, d=1)
        Q, K = rng.uniform(20, 21, size=Q.shape), sign * rng.uniform(38, 42, size=K.shape)
        # From 760 to 882, on one side: there exp gives infinity or 0, though the scores look harmless.
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)


@case("scores of any size that float64 holds", tag="numerics", clarifies="stability")
def huge_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    best = rng.permutation(7)[:5]
    Q, K = np.zeros((5, 7)), (np.eye(7) + np.roll(np.eye(7), 1, axis=0) / 2) * 1e120
    Q[np.arange(5), best] = 1e120
    _, weights = read(candidate.scaled_dot_product_attention(Q, K, V), Q, V, 7)
    name = "weights where each query has one score of 4e239, one of half of it, and zeros"
    off = np.abs(weights - np.eye(7)[best]).max()
    hint = STABLE if off > 1e-3 else "The weights of a query sum to one: divide by the sum, with nothing added to it"
    expect.close(weights, np.eye(7)[best], name, rtol=1e-7, scale=1.0, hint=hint)
    # One feature, so that a score is one product, and equal ones are exactly equal.
    Q, V = np.ones((1, 1)), rng.normal(size=(3, 2))
    for size, near in ((1e3, 1e3 - 1), (1e3, 1e3), (1e14, 1e14), (1e20, 1e20)):
        K = rng.permutation([size, near, 0.0])[:, None]
        hint = f"Scores of {size:g} and {near:g} share the weight. Subtract the largest score before anything else"
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)


@case("a mask holds against scores far below zero", tag="numerics", clarifies="stability")
def mask_against_low_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "Forbid with minus infinity before the softmax: any finite number may lie above an allowed score"
    hint += ". The largest score, which is subtracted, is that of the allowed keys only"
    for size in (1e12, 1e60):  # the lowest number of float32 is -3e38
        Q, K, V = draw(rng, d=1)
        Q, K = np.abs(Q) + 1.0, -size * (np.abs(K) + 1.0)
        mask = some_mask(rng, (5, 7))
        mask[0, K.argmin()], mask[0, K.argmax()] = True, False  # the best key is forbidden to one query at least
        _, weights = read(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, V, 7)
        check_forbidden(weights[~mask], hint)
        expect.close(weights, reference(Q, K, V, mask)[1], "weights", rtol=1e-3, scale=1.0, hint=hint)
    # The lowest number of float64 is -1.8e308. Added to the forbidden score, it still gives more than the allowed ones.
    Q, K, V = np.ones((1, 1)), np.array([[-1e308], [-1.1e308], [1.2e308]]), rng.normal(size=(3, 2))
    mask = np.array([[True, True, False]])
    check(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, K, V, mask, hint=hint)


@case("integers: nothing truncated, nothing rounded", tag="contract", clarifies="input-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "Compute in float64: an integer type truncates what it is to hold"
    for dtype in (np.int64, np.int32):
        Q, K, V = (rng.integers(-3, 4, size=(n, 3)).astype(dtype) for n in (4, 5, 5))
        V[0] = 4
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=f"{WEIGHTS}, {OUTPUT}. {hint}")
    for dtype in (np.int64, np.int32):
        Q, K, V = (array.astype(dtype) for array in beyond_float32(rng))
        hint_32 = "float32 rounds integers above 16,777,216, and float64 does not"
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint_32)
        Q, K = (rng.integers(-1, 2, size=(2, n, 3)).astype(dtype) for n in (4, 3))
        V = np.tile(np.array([[1], [0], [0]], dtype), (2, 1, 1))  # so an output is the first key's weight, no integer
        check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)
        # With a mask, too, integers give what the same numbers give as floats, whatever True means.
        mask = np.tile([True, True, False], (2, 4, 1))
        floats = candidate.scaled_dot_product_attention(*(array.astype(float) for array in (Q, K, V)), mask)
        wanted, _ = read(floats, Q, V, 3)
        output, _ = read(candidate.scaled_dot_product_attention(Q, K, V, mask), Q, V, 3)
        expect.close(output, wanted, "output with a mask", scale=1.0, hint=hint)


@case("takes float32 data", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = (array.astype(np.float32) for array in draw(rng, (2,)))
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, rtol=expect.tolerance(Q))


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    for batch in ((2,), ()):
        Q, K, V = (array.tolist() for array in draw(rng, batch))
        check(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V), Q, K, V)
    Q, K, V = (array.tolist() for array in beyond_float32(rng))
    hint = "A list has numbers of 64 bits, and float32 rounds them"
    check(candidate.scaled_dot_product_attention(Q, K, V), Q, K, V, hint=hint)


@case("leaves the caller's arrays and mask as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng)
    mask = some_mask(rng, (5, 7))
    read(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V), Q, V, 7)
    read(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V, mask=mask), Q, V, 7)
    expect.unshared(candidate.scaled_dot_product_attention, (Q, K, V), (Q + 1, K, V))
    mask[2] = False  # what comes out for such a query is for other cases to say
    expect.returns(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V, mask=mask), "output", "weights")
    Q, K, V = draw(rng, (2, 3))  # a new shape, set in place, is a change as well
    read(expect.unmodified(candidate.scaled_dot_product_attention, Q, K, V), Q, V, 7)


@case("is vectorized", tag="speed", clarifies="batch-axes")
def many_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    Q, K, V = draw(rng, (4,), n_q=177, n_k=177, d=16, d_v=16)
    result = expect.fast(candidate.scaled_dot_product_attention, reference, Q, K, V, ratio=8.0)
    check(result, Q, K, V)
