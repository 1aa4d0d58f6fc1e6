"""Hidden cases of the gradient of the mean squared error. There is one right gradient."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import mse_gradient as reference

GRADIENT = "With residual = X w + b - y, it is 2/n * X^T residual for the weights and 2 * mean(residual) for the bias"


def problem(rng, n=30, d=3):
    """Data and a point that is not near the best fit, so that no part of the gradient is close to zero."""
    X = rng.normal(size=(n, d)) + rng.uniform(0.5, 1.5, size=d)
    y = X @ rng.uniform(1.0, 3.0, size=d) + 4.0 + 0.3 * rng.normal(size=n)
    return X, y, rng.uniform(-2.0, -1.0, size=d), float(rng.uniform(-2.0, -1.0))


def read(result, d):
    """The gradients of d weights and a bias."""
    grad_weights, grad_bias = expect.returns(result, "grad_weights", "grad_bias")
    return expect.array(grad_weights, "grad_weights", shape=(d,)), expect.scalar(grad_bias, "grad_bias")


def check(result, X, y, weights, bias, *, rtol=1e-6, hint=GRADIENT):
    """Both gradients are those of the reference."""
    grad_weights, grad_bias = read(result, len(weights))
    w, b = reference(X, y, weights, float(bias))
    scale = max(float(np.abs(w).max()), abs(b))
    expect.close(grad_weights, w, "grad_weights", rtol=rtol, scale=scale, hint=hint)
    expect.close(grad_bias, b, "grad_bias", rtol=rtol, scale=scale, hint=hint)


@case("the gradient at a point", tag="core")
def gradient(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((30, 3), (5, 5), (4, 9)):
        args = problem(rng, n, d)
        check(candidate.mse_gradient(*args), *args)


@case("it is the slope of the mean squared error", tag="core")
def slope(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 12, 2)
    grad_weights, grad_bias = read(candidate.mse_gradient(X, y, weights, bias), 2)
    start, found = np.append(weights, bias), np.append(grad_weights, grad_bias)

    def loss(point):
        return np.mean((X @ point[:2] + point[2] - y) ** 2)

    for i, name in enumerate(("grad_weights[0]", "grad_weights[1]", "grad_bias")):
        step = np.eye(3)[i] * 1e-3  # the loss is a parabola: a central difference is exact but for rounding
        wanted = (loss(start + step) - loss(start - step)) / 2e-3
        hint = "This is the slope of mean((X w + b - y)^2) by a small step to either side"
        expect.close(found[i], wanted, name, rtol=1e-6, hint=hint)


@case("the data twice over have the same gradient", tag="core")
def doubled(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 10)
    once, once_bias = read(candidate.mse_gradient(X, y, weights, bias), 3)
    twice, twice_bias = read(candidate.mse_gradient(np.vstack([X, X]), np.tile(y, 2), weights, bias), 3)
    hint = "A mean does not change when every sample comes twice"
    expect.close(twice, once, "grad_weights for the data twice over", hint=hint)
    expect.close(twice_bias, once_bias, "grad_bias for the data twice over", hint=hint)


@case("nothing at the least-squares fit", tag="edge")
def at_the_minimum(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, *_ = problem(rng, 20)
    best = np.linalg.lstsq(np.column_stack([X, np.ones(20)]), y, rcond=None)[0]
    grad_weights, grad_bias = read(candidate.mse_gradient(X, y, best[:3], float(best[3])), 3)
    hint = "The gradient vanishes at the minimum of the loss"
    expect.close(grad_weights, np.zeros(3), "grad_weights at the minimum", scale=1.0, hint=hint)
    expect.close(grad_bias, 0.0, "grad_bias at the minimum", scale=1.0, hint=hint)


@case("one sample, one feature", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((1, 1), (1, 4), (8, 1)):
        args = problem(rng, n, d)
        check(candidate.mse_gradient(*args), *args)


@case("features of very different scales", tag="numerics")
def scales(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng)
    X, weights = X * np.array([1e8, 1.0, 1e-8]), weights / np.array([1e8, 1.0, 1e-8])
    grad_weights, _ = read(candidate.mse_gradient(X, y, weights, bias), 3)
    for i, (got, want) in enumerate(zip(grad_weights, reference(X, y, weights, bias)[0], strict=True)):
        expect.close(got, want, f"grad_weights[{i}]", hint=GRADIENT)


@case("small integers", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype, low in ((np.int8, -128), (np.int64, -128), (np.uint8, 130)):
        X, y = rng.integers(60, 121, size=(12, 2)).astype(dtype), rng.integers(low, low + 68, size=12).astype(dtype)
        weights = np.array([1, 2], dtype=dtype)
        wide = X.astype(float), y.astype(float), weights.astype(float), 3.0
        check(candidate.mse_gradient(X, y, weights, 3), *wide, hint="As for the same numbers as floats")


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    *arrays, bias = problem(rng)
    X, y, weights = (part.astype(np.float32) for part in arrays)
    check(candidate.mse_gradient(X, y, weights, bias), X, y, weights, bias, rtol=expect.tolerance(X))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, weights, bias = problem(rng, 9)
    function = candidate.mse_gradient
    check(expect.unmodified(function, X.tolist(), y.tolist(), weights.tolist(), bias), X, y, weights, bias)
    check(expect.unmodified(function, X, y, weights, bias), X, y, weights, bias)


@case("no loop over the samples", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    args = problem(rng, 100_000, 8)
    check(expect.fast(candidate.mse_gradient, reference, *args), *args)
