"""Hidden cases of the running statistics and of inference with them. Both are functions of their arguments."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import batchnorm_inference, update_running

RUNNING = "new = momentum * old + (1 - momentum) * the batch's, for each feature"
BIASED = "The variance of the batch is the sum of squares divided by n"
INFERENCE = "out = gamma * (x - running_mean) / sqrt(running_var + eps) + beta"


def statistics(rng, d, scale=10.0):
    """A running mean and variance."""
    return rng.normal(size=d) * scale, rng.uniform(0.5, 2.0, size=d) * scale**2


def batch(rng, n, d, scale=10.0):
    """A batch whose statistics are unlike the running ones."""
    return (rng.normal(size=(n, d)) * rng.uniform(2.0, 3.0, size=d) + rng.uniform(3.0, 5.0, size=d)) * scale


def layer(rng, n, d, scale=10.0):
    """The arguments of inference but for eps."""
    return (batch(rng, n, d, scale), rng.uniform(0.5, 2.0, size=d), rng.uniform(1.0, 2.0, size=d),
            *statistics(rng, d, scale))  # fmt: skip


def check_running(result, args, *, rtol=1e-6, hint=RUNNING, **options):
    """The new statistics are those of the reference, which are returned."""
    wanted = update_running(*args, **options)
    names = ("new_mean", "new_var")
    found = [
        expect.array(v, n, shape=w.shape) for v, n, w in zip(expect.returns(result, *names), names, wanted, strict=True)
    ]
    for name, got, want in zip(names, found, wanted, strict=True):
        expect.close(got, want, name, rtol=rtol, hint=hint)
    return found


def check_out(result, args, *, rtol=1e-6, hint=INFERENCE, **options):
    """The output is that of the reference."""
    wanted = batchnorm_inference(*args, **options)
    expect.close(expect.array(result, "out", shape=wanted.shape), wanted, "out", rtol=rtol, hint=hint)


@case("the statistics move towards the batch's", tag="core")
def moves(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((12, 3), (5, 5)):
        args = (batch(rng, n, d), *statistics(rng, d))
        for momentum in (0.9, 0.25):
            check_running(candidate.update_running(*args, momentum=momentum), args, momentum=momentum)
        hint = "momentum is 0.9 if it is not given"
        check_running(candidate.update_running(*args), args, hint=hint)


@case("the variance of a small batch is divided by n", tag="core")
def small_batches(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (3, 2, 1):
        args = (batch(rng, n, 4), *statistics(rng, 4))
        found = expect.quiet(candidate.update_running, *args, momentum=0.5)
        check_running(found, args, hint=BIASED, momentum=0.5)


@case("a momentum of 0 takes the batch's, one of 1 keeps the old", tag="edge")
def ends(candidate: Candidate, rng: np.random.Generator) -> None:
    args = (batch(rng, 8, 3), *statistics(rng, 3))
    for momentum in (0.0, 1.0, 0, 1):
        check_running(candidate.update_running(*args, momentum=momentum), args, momentum=momentum)


@case("batch after batch", tag="core")
def many_batches(candidate: Candidate, rng: np.random.Generator) -> None:
    mean, var = statistics(rng, 2)
    for _ in range(12):
        args = batch(rng, 20, 2), mean, var
        mean, var = check_running(candidate.update_running(*args, momentum=0.7), args, momentum=0.7)


@case("a batch far from zero keeps its variance", tag="numerics")
def far_from_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    args = (batch(rng, 20, 3) + 1e9, *statistics(rng, 3))
    hint = "The mean of squares less the square of the mean loses all digits here; subtract the mean first"
    check_running(candidate.update_running(*args, momentum=0.5), args, hint=hint, momentum=0.5)


@case("inference normalizes with the running statistics", tag="core")
def inference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((6, 3), (4, 4), (1, 3)):
        args = layer(rng, n, d)
        check_out(candidate.batchnorm_inference(*args), args)


@case("a row comes out the same in any company", tag="core")
def alone(candidate: Candidate, rng: np.random.Generator) -> None:
    x, *rest = layer(rng, 5, 3)
    together = expect.array(candidate.batchnorm_inference(x, *rest), "out", shape=(5, 3))
    for i in range(5):
        single = expect.array(candidate.batchnorm_inference(x[i : i + 1], *rest), "out of one row", shape=(1, 3))
        hint = "In inference no row may depend on the others in its batch"
        expect.close(single[0], together[i], "out of one row, against the same row in a batch", hint=hint)


@case("eps is inside of the root", tag="numerics")
def eps_inside(candidate: Candidate, rng: np.random.Generator) -> None:
    args = layer(rng, 6, 3, scale=1e-2)  # variances of about 1e-4
    for options in ({}, {"eps": 1e-3}, {"eps": 2.0}):
        hint = "The divisor is sqrt(running_var + eps), and eps is 1e-5 if it is not given"
        check_out(candidate.batchnorm_inference(*args, **options), args, hint=hint, **options)
    args[4][1] = 0.0  # a feature that was constant in training
    check_out(expect.quiet(candidate.batchnorm_inference, *args), args, hint="eps keeps the root away from zero")


@case("small integers", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int8, np.int64):
        x = rng.integers(-120, 121, size=(7, 3)).astype(dtype)
        mean, var = np.array([-110, 3, 110], dtype=dtype), np.array([9, 100, 1], dtype=dtype)
        hint = "As for the same numbers as floats"
        check_running(candidate.update_running(x, mean, var), (x, mean, var), hint=hint)
        args = x, np.array([1, 2, 3], dtype=dtype), np.array([0, -4, 5], dtype=dtype), mean, var
        check_out(candidate.batchnorm_inference(*args), args, hint=hint)


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    args = [part.astype(np.float32) for part in layer(rng, 16, 3)]
    check_out(candidate.batchnorm_inference(*args), args, rtol=expect.tolerance(*args))
    some = args[0], args[3], args[4]
    check_running(candidate.update_running(*some), some, rtol=expect.tolerance(*some))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    args = layer(rng, 6, 3)
    some = args[0], args[3], args[4]
    check_running(expect.unmodified(candidate.update_running, *(part.tolist() for part in some)), some)
    check_running(expect.unmodified(candidate.update_running, *some), some)
    check_out(expect.unmodified(candidate.batchnorm_inference, *(part.tolist() for part in args)), args)
    check_out(expect.unmodified(candidate.batchnorm_inference, *args), args)
