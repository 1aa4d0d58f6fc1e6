"""Hidden cases of cross-entropy from logits. Loss and gradient are functions of the input: one answer is right."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import bce_with_logits as reference

LOSS = "A sample costs log(1 + e^-z) where the label is 1 and log(1 + e^z) where it is 0; the loss is their mean"
GRADIENT = "The derivative with respect to a logit is (sigmoid(z) - y) / n"


def read(result, n):
    """A loss and a gradient of n values."""
    loss, grad = expect.returns(result, "loss", "grad")
    return expect.scalar(loss, "loss"), expect.array(grad, "grad", shape=(n,))


def check(result, y, z, *, rtol=1e-6, hint=""):
    """Loss and gradient are those of the reference. The gradient is compared on its own scale, 1/n."""
    loss, grad = read(result, len(y))
    wanted_loss, wanted_grad = reference(y, z)
    expect.close(loss, wanted_loss, "loss", rtol=rtol, hint=hint or LOSS)
    expect.close(grad, wanted_grad, "grad", rtol=rtol, scale=1 / len(y), hint=hint or GRADIENT)


def batch(rng, n=40, spread=2.0):
    """Labels, a third of them 1, and logits of either sign."""
    y = rng.permutation(np.arange(n) % 3 == 0).astype(float)
    return y, rng.permutation(np.linspace(-1.0, 1.2, n)) * spread + 0.1 * rng.normal(size=n)


@case("the loss of a batch", tag="core")
def loss_of_a_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng)
    loss, _ = read(candidate.bce_with_logits(y, z), 40)
    expect.close(loss, reference(y, z)[0], "loss", hint=LOSS)


@case("the gradient of a batch", tag="core")
def gradient_of_a_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng)
    _, grad = read(candidate.bce_with_logits(y, z), 40)
    expect.close(grad, reference(y, z)[1], "grad", hint=GRADIENT)


@case("the gradient is the slope of the loss that is returned", tag="core")
def finite_differences(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng, n=5)
    _, grad = read(candidate.bce_with_logits(y, z), 5)
    for i in range(5):
        around = []
        for step in (1e-4, -1e-4):  # the error of the central difference is below step^2 / 6 * 0.1 / n
            moved = z.copy()
            moved[i] += step
            around.append(read(candidate.bce_with_logits(y, moved), 5)[0])
        slope = (around[0] - around[1]) / 2e-4
        expect.close(grad[i], slope, f"grad[{i}] against the slope of the loss", rtol=1e-5, scale=0.2, hint=GRADIENT)


@case("a single sample of either label", tag="edge")
def single_sample(candidate: Candidate, rng: np.random.Generator) -> None:
    for label in (0.0, 1.0):
        for logit in (0.0, rng.uniform(0.5, 2.0), -rng.uniform(0.5, 2.0)):
            y, z = np.array([label]), np.array([logit])
            check(candidate.bce_with_logits(y, z), y, z)


@case("certain and wrong: the loss is the size of the logit", tag="numerics")
def certain_and_wrong(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "A large logit of the wrong sign costs its size, and pulls with all of 1/n; nothing is clipped"
    for size in (60.0, 800.0, 1e5, 1e200):
        y = rng.permutation(np.arange(6) % 2).astype(float)
        z = np.where(y == 1, -1.0, 1.0) * size * rng.uniform(1.0, 2.0, size=6)
        check(expect.quiet(candidate.bce_with_logits, y, z), y, z, hint=hint)


@case("certain and right: a small loss that keeps its digits", tag="numerics")
def certain_and_right(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "A sample that is certain and right costs e^-|z|; 1 + e^-|z| rounds to 1, log1p keeps it"
    for size in (30.0, 40.0, 300.0):
        y = rng.permutation(np.arange(6) % 2).astype(float)
        z = np.where(y == 1, 1.0, -1.0) * size * rng.uniform(1.0, 1.2, size=6)
        check(expect.quiet(candidate.bce_with_logits, y, z), y, z, hint=hint)


@case("huge and ordinary logits in one batch", tag="numerics")
def mixed(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng, n=20)
    z[:4], y[:4] = [900.0, -900.0, 1e4, -1e4], [0, 1, 1, 0]  # two are certain and wrong, two are right
    check(expect.quiet(candidate.bce_with_logits, y, z), y, z)


@case("integers of every size", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int8, np.int32, np.int64):
        z = rng.integers(-5, 6, size=12).astype(dtype)
        z[:2] = -128, 127  # eight bits hold no +128
        y = rng.permutation(np.arange(12) % 2)
        for labels in (y.astype(dtype), y.astype(np.uint8)):
            found = candidate.bce_with_logits(labels, z)
            check(found, y.astype(float), z.astype(float), hint="As for the same numbers as floats")


@case(
    "takes float32",
    tag="contract",
    catches_nothing_because="it is there for right solutions that stay in float32",
)
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = (part.astype(np.float32) for part in batch(rng))
    check(candidate.bce_with_logits(y, z), y, z, rtol=expect.tolerance(z))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng, n=10)
    check(expect.unmodified(candidate.bce_with_logits, [int(label) for label in y], z.tolist()), y, z)
    check(expect.unmodified(candidate.bce_with_logits, y, z), y, z)


@case("is vectorized", tag="speed")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    y, z = batch(rng, n=200_000)
    check(expect.fast(candidate.bce_with_logits, reference, y, z), y, z)
