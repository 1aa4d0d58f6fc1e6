"""Hidden cases of the training loop with a stop.

From zeros there is one right path. A tolerance is set in the middle between the gradients of two steps, where every
right solution agrees on which side it is: the test is never decided by a last digit.
"""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import fit_until as reference

PATH = "weights and bias start at zero, and each update is lr times the gradient of mean((X w + b - y)^2)"
STOP = "Before each update, stop if no part of the gradient, the bias's included, is larger than tol"


def data(rng, n=40, d=3):
    """Standard normal features, and a linear relation with a bias."""
    X = rng.normal(size=(n, d))
    y = X @ rng.uniform(1.0, 3.0, size=d) + 2.0 + 0.3 * rng.normal(size=n)
    return X, y


def gradient(X, y, weights, bias):
    """The parts of the gradient: those of the weights, then that of the bias."""
    residual = X @ weights + bias - y
    return np.append(2 / len(y) * (X.T @ residual), 2 * np.mean(residual))


def between(X, y, lr, steps):
    """A tolerance that is met first after `steps` updates: halfway to the smallest gradient before."""
    norms = [np.abs(gradient(X, y, *reference(X, y, lr, 0.0, k)[:2])).max() for k in range(steps + 1)]
    return float((norms[-1] + min(norms[:-1])) / 2)


def read(result, d):
    """Weights, bias and the number of updates."""
    weights, bias, steps = expect.returns(result, "weights", "bias", "steps")
    weights = expect.array(weights, "weights", shape=(d,))
    bias = expect.scalar(bias, "bias")
    return weights, bias, int(expect.array(expect.scalar(steps, "steps"), "steps", kind="whole"))


def check(result, X, y, *, rtol=1e-6, hint=PATH, **options):
    """Steps, weights and bias are those of the reference."""
    weights, bias, steps = read(result, np.shape(X)[1])
    w, b, wanted = reference(X, y, **options)
    expect.that(steps == wanted, f"steps: expected {wanted} updates, got {steps}. {hint}")
    scale = max(float(np.abs(w).max()), abs(b), 1e-12)
    expect.close(weights, w, f"weights after {wanted} updates", rtol=rtol, scale=scale, hint=hint)
    expect.close(bias, b, f"bias after {wanted} updates", rtol=rtol, scale=scale, hint=hint)


@case("follows the path of gradient descent", tag="core")
def path(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((40, 3), (5, 5)):
        X, y = data(rng, n, d)
        for steps in (1, 2, 7):
            options = {"lr": 0.03, "tol": 0.0, "max_steps": steps}
            check(candidate.fit_until(X, y, **options), X, y, **options)


@case("stops as soon as the gradient is small", tag="core")
def stops(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    for steps in (1, 4, 9):
        options = {"lr": 0.05, "tol": between(X, y, 0.05, steps), "max_steps": 100}
        check(candidate.fit_until(X, y, **options), X, y, hint=STOP, **options)


@case("the bias's part of the gradient counts", tag="core")
def bias_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    # Tiny features: the weights' part is next to nothing from the start, and only the bias is learned.
    X = rng.normal(size=(30, 2)) * 1e-6
    y = rng.uniform(2.0, 4.0, size=30)
    options = {"lr": 0.1, "tol": 1e-2, "max_steps": 200}
    check(candidate.fit_until(X, y, **options), X, y, hint=STOP, **options)
    # Features and targets of mean zero: the bias's part is nothing from the start.
    X, y = data(rng)
    X, y = X - X.mean(axis=0), y - y.mean()
    options = {"lr": 0.05, "tol": between(X, y, 0.05, 5), "max_steps": 100}
    check(candidate.fit_until(X, y, **options), X, y, hint=STOP, **options)


@case("the largest part decides, whatever its sign", tag="core")
def largest_part(candidate: Candidate, rng: np.random.Generator) -> None:
    # One weight learns slowly, the others fast, from either side.
    X, _ = data(rng, 60, 3)
    X = X * np.array([1.0, 0.3, 1.0])
    for sign in (1.0, -1.0):
        y = sign * (X @ np.array([2.0, 9.0, 1.0])) + 0.1 * rng.normal(size=60)
        for steps in (6, 25):
            options = {"lr": 0.1, "tol": between(X, y, 0.1, steps), "max_steps": 400}
            check(candidate.fit_until(X, y, **options), X, y, hint=STOP, **options)


@case("the limit of updates holds, and 0 updates none", tag="edge")
def limit(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    for steps in (0, 1, 12):
        options = {"lr": 0.01, "tol": 1e-9, "max_steps": steps}
        hint = "At most max_steps updates are made"
        check(candidate.fit_until(X, y, **options), X, y, hint=hint, **options)
    tol = between(X, y, 0.05, 5)
    options = {"lr": 0.05, "tol": tol, "max_steps": 5}  # small enough just where the limit is
    check(candidate.fit_until(X, y, **options), X, y, hint=STOP, **options)


@case("nothing to learn: no update at all", tag="edge")
def nothing_to_learn(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(10, 2))
    for tol in (1e-6, 0.0):
        hint = "A gradient of zero is at most any tol, 0 included"
        check(candidate.fit_until(X, np.zeros(10), tol=tol), X, np.zeros(10), tol=tol, hint=hint)
    y = rng.uniform(1.0, 2.0, size=10)
    check(candidate.fit_until(X, y, tol=1e3), X, y, tol=1e3, hint=STOP)


@case("the defaults", tag="contract")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, 200, 2)
    weights, bias, steps = read(candidate.fit_until(X, y), 2)
    wanted = reference(X, y)
    hint = "lr=0.1, tol=1e-6, max_steps=10_000"
    # Where the gradient passes a tolerance that is given, a last digit may decide: one step more or less is right.
    expect.that(abs(steps - wanted[2]) <= 1, f"steps: expected about {wanted[2]} updates, got {steps}. {hint}")
    expect.close(weights, wanted[0], "weights", scale=3.0, hint=hint)
    expect.close(bias, wanted[1], "bias", scale=3.0, hint=hint)
    X, y = X[:30] * 0.003, y[:30] * 100  # features far too small to settle in the steps there are
    _, _, steps = read(candidate.fit_until(X, y), 2)
    expect.that(steps == 10_000, f"steps: expected 10000 updates where it does not settle, got {steps}. {hint}")


@case("one sample, one feature, more features than samples", tag="edge")
def smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((1, 1), (8, 1), (4, 7)):
        X, y = data(rng, n, d)
        options = {"lr": 0.01, "tol": 0.0, "max_steps": 6}
        check(candidate.fit_until(X, y, **options), X, y, **options)


@case("small integers", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int8, np.int64):
        X, y = rng.integers(-3, 4, size=(20, 2)).astype(dtype), rng.integers(60, 121, size=20).astype(dtype)
        options = {"lr": 0.03, "tol": 0.0, "max_steps": 5}
        check(candidate.fit_until(X, y, **options), X, y, hint="As for the same numbers as floats", **options)


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = (part.astype(np.float32) for part in data(rng))
    options = {"lr": 0.05, "tol": between(X.astype(float), y.astype(float), 0.05, 6), "max_steps": 50}
    check(candidate.fit_until(X, y, **options), X, y, rtol=expect.tolerance(X), **options)


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, 12)
    options = {"lr": 0.05, "tol": 0.0, "max_steps": 4}
    check(expect.unmodified(candidate.fit_until, X.tolist(), y.tolist(), **options), X, y, **options)
    check(expect.unmodified(candidate.fit_until, X, y, **options), X, y, **options)


@case("no loop over the samples", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, 20_000, 8)
    options = {"lr": 0.05, "tol": 0.0, "max_steps": 10}
    check(expect.fast(candidate.fit_until, reference, X, y, **options), X, y, **options)
