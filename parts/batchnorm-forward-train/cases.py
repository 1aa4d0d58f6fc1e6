"""Hidden cases of batch norm's forward pass in training. The output is a function of the input."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import batchnorm_train as reference

NORMAL = "Each feature is centred, divided by sqrt(variance + eps), multiplied with gamma and shifted by beta"
BIASED = "The biased variance divides the sum of squares by n"


def draw(rng, n=9, d=4, scale=10.0):
    """A batch whose features differ in mean and spread, gamma and beta."""
    x = (rng.normal(size=(n, d)) * rng.uniform(0.5, 2.0, size=d) + rng.normal(size=d)) * scale
    return x, rng.uniform(0.5, 2.0, size=d), rng.uniform(1.0, 2.0, size=d)


def read(result, n, d):
    """The output, of the batch's shape."""
    return expect.array(result, "out", shape=(n, d))


def check(result, args, *, rtol=1e-6, hint=NORMAL, **options):
    """The output is that of the reference, on the scale of its own largest value."""
    wanted = reference(*args, **options)
    expect.close(read(result, *wanted.shape), wanted, "out", rtol=rtol, hint=hint)


@case("normalizes, scales and shifts each feature", tag="core")
def normalizes(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((9, 4), (5, 5)):
        args = draw(rng, n, d)
        check(candidate.batchnorm_train(*args), args)


@case("the output has the mean beta and the spread gamma", tag="core")
def moments(candidate: Candidate, rng: np.random.Generator) -> None:
    x, gamma, beta = draw(rng, 50, 3)
    out = read(candidate.batchnorm_train(x, gamma, beta, eps=0.0), 50, 3)
    expect.close(out.mean(axis=0), beta, "means of the features of out", hint="beta is where the features end up")
    hint = f"gamma is the spread they end up with. {BIASED}"
    expect.close(out.std(axis=0), gamma, "standard deviations of the features of out", hint=hint)


@case("the variance of a small batch is divided by n", tag="core")
def small_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (2, 3):
        args = draw(rng, n, 4)
        check(candidate.batchnorm_train(*args), args, hint=BIASED)


@case("eps is added inside of the root", tag="numerics")
def inside_the_root(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 10, 3, scale=1e-2)  # variances of about 1e-4
    for options in ({}, {"eps": 1e-5}, {"eps": 1e-3}, {"eps": 2.0}):
        hint = "The divisor is sqrt(variance + eps), and eps is 1e-5 if it is not given"
        check(candidate.batchnorm_train(*args, **options), args, hint=hint, **options)


@case("a constant feature, and a single row, leave beta", tag="edge")
def constant(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 8, 3)
    args[0][:, 1] = 2.5
    check(
        expect.quiet(candidate.batchnorm_train, *args), args, hint="A constant feature is its own mean, and leaves beta"
    )
    args = draw(rng, 1, 3)
    check(expect.quiet(candidate.batchnorm_train, *args), args, hint="A single row is its own mean, and leaves beta")


@case("keeps its digits far from zero", tag="numerics")
def far_from_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    x, gamma, beta = draw(rng, 30, 3)
    args = x + 1e9, gamma, beta
    hint = "The mean of squares less the square of the mean loses all digits here; subtract the mean first"
    check(candidate.batchnorm_train(*args), args, hint=hint)


@case("small integers", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int8, np.int64):
        x = rng.integers(-128, 128, size=(9, 3)).astype(dtype)
        x[0], x[1] = -128, 127  # their difference is past eight bits
        args = x, np.array([1, 2, 3], dtype=dtype), np.array([0, -4, 5], dtype=dtype)
        check(candidate.batchnorm_train(*args), args, hint="As for the same numbers as floats")


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    args = [part.astype(np.float32) for part in draw(rng, 16, 3)]
    check(candidate.batchnorm_train(*args), args, rtol=expect.tolerance(*args))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 6, 3)
    check(expect.unmodified(candidate.batchnorm_train, *(part.tolist() for part in args)), args)
    check(expect.unmodified(candidate.batchnorm_train, *args), args)


@case("is vectorized", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 10_000, 32)
    check(expect.fast(candidate.batchnorm_train, reference, *args), args)
