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
STEP = 2.0**-24  # the distance between float32 numbers just below 1


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
    """Loss and gradient are those of the reference."""
    wanted_loss, wanted_grad = reference(y, p)
    loss, grad = read(result, len(y))
    expect.close(loss, wanted_loss, f"loss{where}", rtol=rtol, hint=MEAN)
    wanted, name = either_scale(grad, wanted_grad, len(y))
    expect.close(grad, wanted, f"{name}{where}", rtol=rtol, hint=GRADIENT)


def either_scale(grad, wanted, n):
    """What the gradient is compared with, and its name: whether it carries the 1/n, other cases ask."""
    share = grad / n / wanted
    if np.mean((share > 0.5) & (share < 2.0)) > 0.5:  # most of it, since a few wrong places say nothing of the scale
        return wanted * n, "grad without the 1/n"
    return wanted, "grad"


def check_steep(grad, y, p, hint, rtol=1e-6):
    """The gradient near 0 and 1: an epsilon of 1e-7 that is added makes it smaller, and nothing makes it larger."""
    wanted, name = either_scale(grad, reference(y, p)[1], len(y))
    share = grad / wanted
    bad = (share > 1 + rtol) | (share < 1 - rtol - 1.1e-7 / np.minimum(p, 1 - p))
    for i in np.flatnonzero(bad)[:1]:
        words = f"{name}[{i}] of {len(y)}, for label {y[i]:g} and probability {p[i]:.10g}"
        expect.close(grad[i], wanted[i], words, rtol=0.0, hint=f"{GRADIENT}. {hint}")


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
        hint = f"{GRADIENT}. If that holds, the loss has lost digits: float64 input has to be computed in float64"
        expect.close(grad[i], slope, f"grad[{i}] against the slope of the loss", rtol=1e-4, hint=hint)


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


@case("the same probability for samples of both labels", tag="edge")
def equal_probabilities(candidate: Candidate, rng: np.random.Generator) -> None:
    order = rng.permutation(8)
    y, p = np.repeat([0.0, 1.0], 4)[order], np.tile(rng.uniform(0.2, 0.8, size=4), 2)[order]
    check(candidate.binary_cross_entropy(y, p), y, p, where=", where each probability is that of a 0 and of a 1")


@case("certain and right: a loss of nothing, and finite", tag="edge", clarifies="certain")
def certain_and_right(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(8) % 2).astype(float)
    loss, _ = read_certain(candidate.binary_cross_entropy(y, y.copy()), 8)
    expect.that(abs(loss) <= 1e-6, f"loss: expected 0 up to the clipping, got {loss:g}")


@case("certain and wrong: a large loss, and finite", tag="edge", clarifies="certain")
def certain_and_wrong(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.float64, np.float32):
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
    wanted, name = either_scale(grad[rest], reference(y, p)[1][rest], 20)
    expect.close(grad[rest], wanted, f"{name} where nothing is certain", hint=GRADIENT)
    mistake_among_others(candidate, rng)


def mistake_among_others(candidate, rng):
    """One certain mistake costs the batch its own share, whatever the solution takes it to cost."""
    y, p = batch(rng, n=20)
    for label in (0, 1):
        for dtype in (np.float64, np.float32):
            labels, given = y.astype(dtype), p.astype(dtype)
            labels[0], given[0] = label, 1 - label
            alone, _ = read_certain(candidate.binary_cross_entropy(labels[:1], given[:1]), 1, dtype)
            expect.that(
                alone <= 1e100,
                f"the loss of one certain mistake ({np.dtype(dtype)}): expected a large number, got {alone:.4g}; 745 "
                "is -log of the smallest float64, so that clipping the probability never gives more",
            )
            found, _ = read_certain(candidate.binary_cross_entropy(labels, given), 20, dtype)
            wanted = (alone + 19 * reference(labels[1:], given[1:])[0]) / 20
            expect.close(found, wanted, f"the loss with one certain mistake ({np.dtype(dtype)})", rtol=1e-3, hint=MEAN)


@case("refuses an empty batch", tag="edge", clarifies="empty")
def empty_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    expect.raises(ValueError, candidate.binary_cross_entropy, np.zeros(0), np.zeros(0))
    expect.raises(ValueError, candidate.binary_cross_entropy, [], [])


@case("refuses labels and probabilities of different lengths, arrays or lists", tag="edge", clarifies="lengths")
def different_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=7)
    for cut_y, cut_p in ((7, 6), (6, 7), (1, 7), (7, 1)):  # a single value would be broadcast
        expect.raises(ValueError, candidate.binary_cross_entropy, y[:cut_y], p[:cut_p])
        expect.raises(ValueError, candidate.binary_cross_entropy, y[:cut_y].tolist(), p[:cut_p].tolist())
        expect.raises(ValueError, candidate.binary_cross_entropy, y[:cut_y].tolist(), p[:cut_p])
        expect.raises(ValueError, candidate.binary_cross_entropy, y[:cut_y], p[:cut_p].tolist())


@case("keeps its digits for probabilities near 0 and 1", tag="numerics", clarifies="certain")
def near_certain(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "It needs all the digits of p and of 1 - p, and an epsilon of 1e-7 or less"
    for small in (3e-7, 1e-6, 1e-5, 10.0 ** rng.uniform(-5.0, -3.5)):
        rtol = 1e-6 + 1.1e-7 / small  # an epsilon of 1e-7 that is added moves p by 1e-7, and 1/p by 1e-7/p of itself
        for label, value in ((1.0, small), (0.0, 1 - small), (0.0, small), (1.0, 1 - small)):
            y, p = np.full(4, label), np.full(4, value)
            loss, grad = read(candidate.binary_cross_entropy(y, p), 4)
            where = f" of four samples with label {label:g} and probability {value:.8g}"
            expect.close(loss, reference(y, p)[0], f"loss{where}", rtol=rtol, hint=MEAN)
            check_steep(grad, y, p, hint)
    # In float32 1 - p rounds up here, so that 1 - (1 - p) lacks 0.4 of 60 steps or fewer: 0.6% of p, or more.
    y, p = np.ones(4, dtype=np.float32), ((rng.integers(5, 60, size=4) + 0.4) * STEP).astype(np.float32)
    _, grad = read(candidate.binary_cross_entropy(y, p), 4)
    check_steep(grad, y, p.astype(np.float64), f"{hint}, in float32 too", rtol=1e-3)


@case("averages a large batch", tag="numerics")
def large_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=20_000)
    check(candidate.binary_cross_entropy(y, p), y, p)


@case("takes labels that are integers", tag="contract", clarifies="labels")
def integer_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int64, np.int32):
        y, p = batch(rng, n=12)
        result = candidate.binary_cross_entropy(y.astype(dtype), p)
        check(result, y, p, where=f" for labels that are {np.dtype(dtype)}")


@case("takes float32", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=25)
    y, p = y.astype(np.float32), p.astype(np.float32)
    result = candidate.binary_cross_entropy(y, p)
    check(result, y.astype(np.float64), p.astype(np.float64), rtol=expect.tolerance(p))


@case("takes lists, or one list and one array, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=10)
    labels = [int(label) for label in y]
    check(expect.unmodified(candidate.binary_cross_entropy, labels, p.tolist()), y, p)
    left_alone(candidate, labels, [0.0, 1.0, *p.tolist()[2:]])
    check(candidate.binary_cross_entropy(labels, p), y, p, where=" for labels in a list, probabilities in an array")
    check(candidate.binary_cross_entropy(y, p.tolist()), y, p, where=" for labels in an array, probabilities in a list")
    # float32 rounds these up by 0.4 of the 80,000 steps or fewer that they are below 1: 5e-6 of 1 - p, or more.
    p = 1 - (rng.integers(30_000, 80_000, size=4) + 0.4) * STEP
    _, grad = read(candidate.binary_cross_entropy([0] * 4, p.tolist()), 4)
    check_steep(grad, np.zeros(4), p, "The numbers in a list have the digits of float64")


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=10)
    p[:2], y[:2] = [1e-300, 1 - 2**-53], [0.0, 1.0]  # any clipping moves them, and nothing is infinite without it
    read(expect.unmodified(candidate.binary_cross_entropy, y, p), 10)
    expect.unshared(candidate.binary_cross_entropy, (y[2:], p[2:]), (y[2:], 1 - p[2:]))
    certain = np.concatenate([[0.0, 1.0], p[2:]])
    left_alone(candidate, y, certain)
    for dtype in (np.float32, np.int64):
        left_alone(candidate, y.astype(dtype), certain.astype(np.float32))


def left_alone(candidate, y, p):
    """Probabilities of exactly 0 and 1 stay in the caller's data; what comes back for them, other cases ask."""
    with contextlib.suppress(CandidateRaised):
        expect.unmodified(candidate.binary_cross_entropy, y, p)


@case("is vectorized", tag="speed")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = batch(rng, n=300_000)
    result = expect.fast(candidate.binary_cross_entropy, reference, y, p, ratio=8.0)
    check(result, y, p)
