"""Hidden cases of binary-cross-entropy. Loss and gradient are functions of the input: there is one right answer."""

import contextlib

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import CandidateRaised
from mockml.judge.case import Candidate, case

from .reference import binary_cross_entropy as reference

MEAN = "The loss is the mean over the batch of -log of the probability that was given to the true label"
GRADIENT = "For one sample the derivative is -1/p where the label is 1 and 1/(1 - p) where it is 0, then divided by n"
WORST_CLIPPED = -np.log(1e-7)  # the loss of a certain and wrong prediction under the widest clipping that is allowed


def read(result, n):
    """A loss and a gradient of n values."""
    loss, grad = expect.returns(result, "loss", "grad")
    return expect.scalar(loss, "loss"), expect.array(grad, "grad", shape=(n,))


def read_certain(result, n, dtype=np.float64):
    """The same where a probability is exactly 0 or 1, in this dtype."""
    loss, grad = expect.returns(result, "loss", "grad")
    loss = expect.scalar(loss, "loss", finite=False)
    grad = expect.array(grad, "grad", shape=(n,), finite=False)
    kind = "" if dtype == np.float64 else f" ({np.dtype(dtype)}, where 1 - 1e-12 is 1 again)"
    words = f"expected finite numbers where a probability is exactly 0 or 1{kind}, got"
    expect.that(np.isfinite(loss), f"loss: {words} {loss}; log 0 is infinite, and 0 times infinity is NaN")
    bad = grad[~np.isfinite(grad)]
    expect.that(bad.size == 0, f"grad: {words} {bad[:1]} in {bad.size} of {n} places; 1/0 is infinite, and 0/0 is NaN")
    return loss, grad


def batch(rng, n=40, low=0.15):
    """Labels of both kinds, and probabilities between low and 1 - low."""
    y = rng.permutation(np.arange(n) % 3 == 0).astype(float)
    return y, rng.uniform(low, 1.0 - low, size=n)


def check(result, y, p, rtol=1e-6, where=""):
    """Loss and gradient are those of the reference; whether the gradient carries the 1/n, other cases ask."""
    n = len(y)
    wanted_loss, wanted_grad = reference(y, p)
    loss, grad = read(result, n)
    expect.close(loss, wanted_loss, f"loss{where}", rtol=rtol, hint=MEAN)
    if np.abs(grad).sum() > np.sqrt(n) * np.abs(wanted_grad).sum():
        grad = grad / n
    expect.close(grad, wanted_grad, f"grad{where}", rtol=rtol, hint=GRADIENT)


@case("the loss of a batch", tag="core")
def loss_of_a_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng)
    loss, _ = read(candidate.binary_cross_entropy(y, p), len(y))
    expect.close(loss, reference(y, p)[0], "loss", hint=MEAN)


@case("the gradient of a batch", tag="core", clarifies="gradient-scale")
def gradient_of_a_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng)
    _, grad = read(candidate.binary_cross_entropy(y, p), len(y))
    expect.close(grad, reference(y, p)[1], "grad", hint=GRADIENT)


@case("the gradient is the slope of the loss that is returned", tag="core", clarifies="gradient-scale")
def finite_differences(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=6, low=0.2)
    _, grad = read(candidate.binary_cross_entropy(y, p), 6)
    step = 1e-5  # the central difference is then off by less than step^2 / 3 * 2 / 0.2^3, about 1e-8
    for i in range(6):
        around = []
        for sign in (1, -1):
            moved = p.copy()
            moved[i] += sign * step
            around.append(read(candidate.binary_cross_entropy(y, moved), 6)[0])
        slope = (around[0] - around[1]) / (2 * step)
        expect.close(grad[i], slope, f"grad[{i}] against the slope of the loss", rtol=1e-4, hint=GRADIENT)


@case("a batch twice over has the same loss and half the gradient", tag="core", clarifies="gradient-scale")
def doubled_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=15)
    once, slope = read(candidate.binary_cross_entropy(y, p), 15)
    twice, slopes = read(candidate.binary_cross_entropy(np.tile(y, 2), np.tile(p, 2)), 30)
    expect.close(twice, once, "the loss of the batch twice over", hint=MEAN)
    expect.close(slopes[:15], slope / 2, "the gradient of the batch twice over", hint=GRADIENT)


@case("a single sample of either label", tag="edge")
def single_sample(candidate: Candidate, rng: np.random.Generator) -> None:
    p = rng.uniform(0.2, 0.8, size=1)
    for label, wanted in ((1.0, -np.log(p[0])), (0.0, -np.log(1 - p[0]))):
        loss, grad = read(candidate.binary_cross_entropy(np.array([label]), p), 1)
        expect.close(loss, wanted, f"the loss for label {label:g}", hint=MEAN)
        slope = -1 / p[0] if label else 1 / (1 - p[0])
        expect.close(grad[0], slope, f"grad for label {label:g}", hint=GRADIENT)


@case("batches of one class only", tag="edge")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    for label in (0.0, 1.0):
        _, p = batch(rng, n=9)
        y = np.full(9, label)
        check(candidate.binary_cross_entropy(y, p), y, p)


@case("certain and right: a loss of nothing, and finite", tag="edge", clarifies="certain")
def certain_and_right(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(8) % 2).astype(float)
    loss, _ = read_certain(candidate.binary_cross_entropy(y, y.copy()), 8)
    expect.that(abs(loss) <= 1e-6, f"loss: expected 0 up to the clipping, got {loss:g}")


@case("certain and wrong: a large loss, and finite", tag="edge", clarifies="certain")
def certain_and_wrong(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.float64, np.float32, np.float16):
        y = rng.permutation(np.arange(6) % 2).astype(dtype)
        loss, _ = read_certain(candidate.binary_cross_entropy(y, 1 - y), 6, dtype)
        least = 0.95 * WORST_CLIPPED
        expect.that(
            loss >= least,
            f"loss: expected more than {least:.1f} where every prediction is certain and wrong, got {loss:.4g}; an "
            "epsilon of 1e-7 or less keeps such a mistake expensive",
        )


@case("certain predictions in an integer array", tag="edge", clarifies="certain")
def integer_probabilities(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(6) % 2)
    p = np.where(np.arange(6) == np.flatnonzero(y)[0], 0, y)  # one label 1 was given probability 0
    for dtype in (np.int64, np.int32):
        loss, _ = read_certain(candidate.binary_cross_entropy(y.astype(dtype), p.astype(dtype)), 6)
        least = 0.95 * WORST_CLIPPED / 6
        expect.that(
            loss >= least,
            f"loss: expected more than {least:.1f} where one of 6 predictions is certain and wrong, got {loss:.4g}; an "
            "integer array cannot hold a clipped probability",
        )


@case("certain predictions among others", tag="edge", clarifies="certain")
def certain_among_others(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=20)
    right = rng.permutation(20)[:5]
    y[right[:2]] = 0, 1  # certain of both classes
    p[right] = y[right]
    loss, grad = read_certain(candidate.binary_cross_entropy(y, p), 20)
    rest = np.setdiff1d(np.arange(20), right)
    expect.close(loss, reference(y[rest], p[rest])[0] * 15 / 20, "loss", rtol=2e-6, hint=MEAN)
    wanted = reference(y, p)[1][rest]
    found = grad[rest] / 20 if np.abs(grad[rest]).sum() > 4 * np.abs(wanted).sum() else grad[rest]
    expect.close(found, wanted, "grad where nothing is certain", hint=GRADIENT)
    mistake_among_others(candidate, rng)


def mistake_among_others(candidate, rng):
    """One certain mistake costs the batch its own share, whatever the solution takes it to cost."""
    y, p = batch(rng, n=20)
    for label in (0, 1):
        for dtype in (np.float64, np.float32):
            labels, given = y.astype(dtype), p.astype(dtype)
            labels[0], given[0] = label, 1 - label
            alone, _ = read_certain(candidate.binary_cross_entropy(labels[:1], given[:1]), 1, dtype)
            found, _ = read_certain(candidate.binary_cross_entropy(labels, given), 20, dtype)
            wanted = (alone + 19 * reference(labels[1:], given[1:])[0]) / 20
            expect.close(found, wanted, f"the loss with one certain mistake ({np.dtype(dtype)})", rtol=1e-3, hint=MEAN)


@case("refuses an empty batch", tag="edge", clarifies="empty")
def empty_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    expect.raises(ValueError, candidate.binary_cross_entropy, np.zeros(0), np.zeros(0))
    expect.raises(ValueError, candidate.binary_cross_entropy, [], [])


@case("refuses labels and probabilities of different lengths", tag="edge", clarifies="lengths")
def different_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=7)
    for cut_y, cut_p in ((7, 6), (6, 7), (1, 7), (7, 1)):  # a single value would be broadcast
        expect.raises(ValueError, candidate.binary_cross_entropy, y[:cut_y], p[:cut_p])


@case("keeps its digits for probabilities near 0 and 1", tag="numerics", clarifies="certain")
def near_certain(candidate: Candidate, rng: np.random.Generator) -> None:
    for small in (1e-6, 1e-5, 10.0 ** rng.uniform(-5.0, -3.5)):
        rtol = 1e-6 + 1.1e-7 / small  # an epsilon of 1e-7 that is added moves p by 1e-7, and 1/p by 1e-7/p of itself
        for label, p in ((1.0, small), (0.0, 1 - small), (0.0, small), (1.0, 1 - small)):
            y = np.full(4, label)
            where = f" of four samples with label {label:g} and probability {p:.8g}"
            check(candidate.binary_cross_entropy(y, np.full(4, p)), y, np.full(4, p), rtol=rtol, where=where)


@case("averages a large batch", tag="numerics")
def large_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=20_000)
    check(candidate.binary_cross_entropy(y, p), y, p)


@case("takes labels that are integers", tag="contract", clarifies="labels")
def integer_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int64, np.int32, np.uint8, np.int8):
        y, p = batch(rng, n=12)
        result = candidate.binary_cross_entropy(y.astype(dtype), p)
        check(result, y, p, where=f" for labels that are {np.dtype(dtype)}")


@case("takes float32", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=25)
    y, p = y.astype(np.float32), p.astype(np.float32)
    result = candidate.binary_cross_entropy(y, p)
    check(result, y.astype(np.float64), p.astype(np.float64), rtol=expect.tolerance(p))


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=10)
    labels = [int(label) for label in y]
    check(expect.unmodified(candidate.binary_cross_entropy, labels, p.tolist()), y, p)
    left_alone(candidate, labels, [0.0, 1.0, *p.tolist()[2:]])


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=10)
    p[:2], y[:2] = [1e-300, 1 - 2**-53], [0.0, 1.0]  # any clipping moves them, and nothing is infinite without it
    read(expect.unmodified(candidate.binary_cross_entropy, y, p), 10)
    expect.unshared(candidate.binary_cross_entropy, (y[2:], p[2:]), (y[2:], 1 - p[2:]))
    left_alone(candidate, y, np.concatenate([[0.0, 1.0], p[2:]]))


def left_alone(candidate, y, p):
    """Probabilities of exactly 0 and 1 stay in the caller's data; what comes back for them, other cases ask."""
    with contextlib.suppress(CandidateRaised):
        expect.unmodified(candidate.binary_cross_entropy, y, p)


@case("is vectorized", tag="speed")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=300_000)
    result = expect.fast(candidate.binary_cross_entropy, reference, y, p, ratio=8.0)
    check(result, y, p)
