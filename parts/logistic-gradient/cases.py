"""Hidden cases of the gradient of logistic regression. There is one right gradient."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import logistic_gradient as reference

GRADIENT = "With error = sigmoid(X w + b) - y, it is X^T error / n for the weights and mean(error) for the bias"
PENALTY = "l2 / 2 times the squared norm of the weights adds l2 * weights to their gradient, and nothing to the bias's"


def problem(rng, n=30, d=3):
    """Data and a point on the wrong side, so that no part of the gradient is close to zero."""
    X = rng.normal(size=(n, d)) + rng.uniform(0.5, 1.0, size=d)
    y = (np.arange(n) % 4 > 0).astype(float)  # three quarters are 1, and the bias says 0
    return X, y, rng.uniform(-1.0, -0.3, size=d), float(rng.uniform(-1.0, -0.5))


def read(result, d):
    """The gradients of d weights and a bias."""
    grad_weights, grad_bias = expect.returns(result, "grad_weights", "grad_bias")
    return expect.array(grad_weights, "grad_weights", shape=(d,)), expect.scalar(grad_bias, "grad_bias")


def check(result, X, y, weights, bias, l2=0.0, *, rtol=1e-6, hint=GRADIENT):
    """Both gradients are those of the reference."""
    grad_weights, grad_bias = read(result, len(weights))
    w, b = reference(X, y, weights, float(bias), l2)
    scale = max(float(np.abs(w).max()), abs(b))
    expect.close(grad_bias, b, "grad_bias", rtol=rtol, scale=scale, hint=hint)
    expect.close(grad_weights, w, "grad_weights", rtol=rtol, scale=scale, hint=hint)


@case("the gradient without a penalty", tag="core")
def gradient(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((30, 3), (6, 6), (4, 9)):
        args = problem(rng, n, d)
        check(candidate.logistic_gradient(*args), *args)
        check(candidate.logistic_gradient(*args, l2=0.0), *args)


@case("the penalty pulls at the weights, and not at the bias", tag="core")
def penalty(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng)
    for l2 in (0.3, 5.0):
        check(candidate.logistic_gradient(X, y, weights, bias, l2=l2), X, y, weights, bias, l2, hint=PENALTY)
    # Features of zero leave nothing but the penalty.
    grad_weights, _ = read(candidate.logistic_gradient(np.zeros((5, 3)), y[:5], weights, bias, l2=0.7), 3)
    expect.close(grad_weights, 0.7 * weights, "grad_weights where all features are 0", hint=PENALTY)


@case("it is the slope of the loss", tag="core")
def slope(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 12, 2)
    grad_weights, grad_bias = read(candidate.logistic_gradient(X, y, weights, bias, l2=0.4), 2)
    start, found = np.append(weights, bias), np.append(grad_weights, grad_bias)

    def loss(point):
        signed = np.where(y == 1, 1, -1) * (X @ point[:2] + point[2])
        return np.mean(np.logaddexp(0, -signed)) + 0.2 * np.sum(point[:2] ** 2)

    for i, name in enumerate(("grad_weights[0]", "grad_weights[1]", "grad_bias")):
        step = np.eye(3)[i] * 1e-4  # the central difference is off by some 1e-8
        wanted = (loss(start + step) - loss(start - step)) / 2e-4
        hint = "This is the slope of the loss by a small step to either side, for l2=0.4"
        expect.close(found[i], wanted, name, rtol=1e-5, scale=1.0, hint=hint)


@case("the data twice over have the same gradient", tag="core")
def doubled(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 10)
    once, once_bias = read(candidate.logistic_gradient(X, y, weights, bias, l2=0.5), 3)
    both = np.vstack([X, X]), np.tile(y, 2), weights, bias
    twice, twice_bias = read(candidate.logistic_gradient(*both, l2=0.5), 3)
    hint = "The cross-entropy is a mean, and the penalty does not depend on the number of samples"
    expect.close(twice, once, "grad_weights for the data twice over", hint=hint)
    expect.close(twice_bias, once_bias, "grad_bias for the data twice over", hint=hint)


@case("one sample, one feature, one class", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((1, 1), (1, 4), (8, 1)):
        X, _, weights, bias = problem(rng, n, d)
        for label in (0.0, 1.0):
            args = X, np.full(n, label), weights, bias
            check(candidate.logistic_gradient(*args), *args)


@case("huge logits: no warning, no NaN", tag="numerics")
def huge_logits(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng)
    X[0] = 1.0  # so that one of the two signs overflows, whatever the others do
    for scale in (1e4, -1e4, 1e100):
        args = X, y, weights * scale, bias
        hint = "A certain prediction is 0 or 1, and right or wrong by all of 1; exp(-|z|) never overflows"
        check(expect.quiet(candidate.logistic_gradient, *args), *args, hint=hint)


@case("small integers", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    y = np.arange(12) % 3 > 0
    for dtype, lower in ((np.int8, -1), (np.int64, -1), (np.uint8, 1)):
        X = rng.integers(60, 121, size=(12, 2)).astype(dtype)
        weights = np.array([lower, 3], dtype=dtype)  # logits of 60 to 480, most of them beyond eight bits
        wide = X.astype(float), y.astype(float), weights.astype(float), 1.0, 50.0
        found = candidate.logistic_gradient(X, y.astype(dtype), weights, 1, 50)
        check(found, *wide, hint="As for the same numbers as floats")


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    *arrays, bias = problem(rng)
    X, y, weights = (part.astype(np.float32) for part in arrays)
    found = candidate.logistic_gradient(X, y, weights, bias, l2=0.5)
    check(found, X, y, weights, bias, 0.5, rtol=expect.tolerance(X))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 9)
    function, labels = candidate.logistic_gradient, [int(label) for label in y]
    found = expect.unmodified(function, X.tolist(), labels, weights.tolist(), bias, l2=0.5)
    check(found, X, y, weights, bias, 0.5)
    check(expect.unmodified(function, X, y, weights, bias, l2=0.5), X, y, weights, bias, 0.5)


@case("no loop over the samples", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    args = (*problem(rng, 100_000, 8), 0.1)
    check(expect.fast(candidate.logistic_gradient, reference, *args), *args)
