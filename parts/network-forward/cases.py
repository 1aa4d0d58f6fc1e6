"""Hidden cases of the forward pass. Both results are functions of the input: there is one right answer."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import forward as reference

HIDDEN = "hidden = relu(X @ W1 + b1)"
PROBABILITY = "probabilities = sigmoid(hidden @ W2 + b2)"


def draw(rng, n=12, d=3, h=5):
    """Rows and parameters; biases are far enough from zero to be missed."""
    signs = rng.choice([-1.0, 1.0], size=h + 1)
    biases = signs * rng.uniform(0.5, 1.5, size=h + 1)
    return rng.normal(size=(n, d)), rng.normal(size=(d, h)), biases[:h], rng.normal(size=(h, 1)), biases[h:]


def check(result, inputs, rtol=1e-6, hint=""):
    """Hidden activations and probabilities are those of the reference."""
    wanted_hidden, wanted = reference(*inputs)
    hidden, probabilities = expect.returns(result, "hidden", "probabilities")
    hidden = expect.array(hidden, "hidden", shape=wanted_hidden.shape)
    probabilities = expect.array(probabilities, "probabilities", shape=wanted.shape, finite=False)
    scale = max(float(wanted_hidden.max()), 1.0)
    expect.close(hidden, wanted_hidden, "hidden", rtol=rtol, scale=scale, hint=hint or HIDDEN)
    expect.close(probabilities, wanted, "probabilities", rtol=rtol, scale=1.0, hint=hint or PROBABILITY)


@case("hidden activations and probabilities", tag="core")
def both_layers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Of 60 activations some are off and some are on, but for once in 1e9 times.
    inputs = draw(rng)
    check(candidate.forward(*inputs), inputs)


@case("as many rows as inputs as units", tag="core")
def square(candidate: Candidate, rng: np.random.Generator) -> None:
    # Every transpose has a legal shape here, and a column of biases is added without complaint.
    inputs = draw(rng, 4, 4, 4)
    check(candidate.forward(*inputs), inputs, hint="A row of X is one sample, a column of W1 is one unit")


@case("exclusive or, by hand", tag="core")
def exclusive_or(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])[rng.permutation(4)]
    # relu(a + b) - 2 relu(a + b - 1) is 1 where just one is; 8 times that, less 4.
    parameters = (np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[8.0], [-16.0]]), np.array([-4.0]))
    _, found = expect.returns(candidate.forward(X.astype(float), *parameters), "hidden", "probabilities")
    found = expect.array(found, "probabilities", shape=(4, 1))[:, 0]
    one = X[:, 0] != X[:, 1]
    expect.that(
        bool((found[one] > 0.9).all() and (found[~one] < 0.1).all()),
        "probabilities: with weights that make exclusive or of two inputs, expected above 0.9 where one input is 1, "
        f"below 0.1 elsewhere. {PROBABILITY}",
    )


@case("zeros in: the biases are what is left", tag="edge")
def zeros(candidate: Candidate, rng: np.random.Generator) -> None:
    _, W1, b1, W2, b2 = draw(rng)
    inputs = (np.zeros((2, 3)), W1, np.abs(b1), W2, b2)
    check(candidate.forward(*inputs), inputs, hint="The biases b1 and b2 are added in every row")


@case("every unit is off", tag="edge")
def all_off(candidate: Candidate, rng: np.random.Generator) -> None:
    X, W1, b1, W2, b2 = draw(rng)
    inputs = (np.abs(X), -np.abs(W1), -np.abs(b1), W2, b2)
    check(candidate.forward(*inputs), inputs, hint="ReLU turns every negative number into 0")


@case("a single row, a single input, a single unit", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, h in ((1, 3, 4), (6, 1, 4), (6, 3, 1), (1, 1, 1)):
        inputs = draw(rng, n, d, h)
        check(candidate.forward(*inputs), inputs)


@case("thousands into the sigmoid, of either sign", tag="numerics")
def large(candidate: Candidate, rng: np.random.Generator) -> None:
    for sign in (1.0, -1.0):
        X, W1, _, W2, b2 = draw(rng)
        # Every unit has at least 1, so every row has at least 5 * 1500 for the sigmoid.
        inputs = (X, W1, np.full(5, 1.0) + np.abs(X @ W1).max(), sign * (np.abs(W2) + 1500), b2)
        hint = "Never take the exponential of a large number: exp(-|z|) serves both signs"
        check(candidate.forward(*inputs), inputs, hint=hint)


@case("small integers", tag="numerics")
def narrow_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Products of 20 and 20 leave eight bits; the units cancel, so that the sigmoid has something to say.
    X = rng.integers(15, 25, size=(10, 3)).astype(np.int8)
    W1 = np.repeat(rng.integers(15, 25, size=(3, 1)), 2, axis=1).astype(np.int8)
    b1, W2, b2 = (np.array(values, dtype=np.int8) for values in ([2, 1], [[1], [-1]], [0]))
    inputs = (X, W1, b1, W2, b2)
    check(candidate.forward(*inputs), inputs, hint="Eight-bit products overflow; compute in floats")


@case("nested lists and float32", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = draw(rng)
    check(candidate.forward(*(array.tolist() for array in inputs)), inputs)
    inputs = [array.astype(np.float32) for array in inputs]
    check(candidate.forward(*inputs), inputs, rtol=1e-3)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = draw(rng)
    check(expect.unmodified(candidate.forward, *inputs), inputs)
    check(expect.unmodified(candidate.forward, *(array.tolist() for array in inputs)), inputs)
