"""Hidden cases of the backward pass: finite differences of the loss, written out here, and the reference's values."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import backward as reference

NAMES = ("dW1", "db1", "dW2", "db2")
CHAIN = "dz2 = (probabilities - y) / n; back through W2, and only where hidden > 0"
SATURATED = "Probability less label is the derivative at the sigmoid's input; no division by p or 1 - p is left"


def draw(rng, n=12, d=3, h=5):
    """Rows, labels of both kinds and parameters; no unit is closer to its kink than 1e-3."""
    X, W1, W2 = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=(h, 1))
    b1 = rng.normal(size=h)
    while (np.abs(X @ W1 + b1) < 1e-3).any():
        b1 = b1 + 2.1e-3
    return X, rng.permutation(np.arange(n) % 2).astype(float), [W1, b1, W2, rng.normal(size=1)]


def forward(X, parameters):
    """Hidden activations and probabilities."""
    W1, b1, W2, b2 = parameters
    hidden = np.maximum(X @ W1 + b1, 0)
    return hidden, 1 / (1 + np.exp(-(hidden @ W2 + b2)))


def mean_loss(X, y, parameters):
    """The mean cross-entropy."""
    W1, b1, W2, b2 = parameters
    z = (np.maximum(X @ W1 + b1, 0) @ W2 + b2)[:, 0]
    return float(np.mean(np.logaddexp(0, z) - y * z))


def read(result, d, h):
    """The four gradients, of the parameters' shapes."""
    parts = expect.returns(result, *NAMES)
    shapes = ((d, h), (h,), (h, 1), (1,))
    return [
        expect.array(part, name, shape=shape, finite=False)  # NaN never passes; what follows tells why it came
        for part, name, shape in zip(parts, NAMES, shapes, strict=True)
    ]


def check(result, inputs, rtol=1e-6, hint=CHAIN):
    """The gradients are those of the reference, to rounding on the scale of each."""
    found = read(result, np.shape(inputs[0])[1], np.shape(inputs[2])[1])
    for name, one, wanted in zip(NAMES, found, reference(*inputs), strict=True):
        expect.close(one, wanted, name, rtol=rtol, scale=max(float(np.abs(wanted).max()), 1e-3), hint=hint)


def inputs_of(rng, n=12, d=3, h=5):
    """The arguments of a backward pass that follows a forward pass."""
    X, y, parameters = draw(rng, n, d, h)
    hidden, probabilities = forward(X, parameters)
    return X, y, hidden, probabilities, parameters[2]


@case("the slopes of the mean loss, by finite differences", tag="core")
def finite_differences(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, parameters = draw(rng, 8, 2, 3)
    found = read(candidate.backward(X, y, *forward(X, parameters), parameters[2]), 2, 3)
    for name, parameter, gradient in zip(NAMES, parameters, found, strict=True):
        slopes = np.zeros_like(parameter)
        for place in np.ndindex(parameter.shape):
            kept, losses = parameter[place], []
            for step in (1e-5, -1e-5):  # far below the distance to the nearest kink
                parameter[place] = kept + step
                losses.append(mean_loss(X, y, parameters))
            parameter[place] = kept
            slopes[place] = (losses[0] - losses[1]) / 2e-5
        hint = "That is the slope of the mean loss, by finite differences"
        expect.close(gradient, slopes, name, rtol=1e-5, scale=max(float(np.abs(slopes).max()), 0.1), hint=hint)


@case("all four gradients", tag="core")
def gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = inputs_of(rng)
    check(candidate.backward(*inputs), inputs)


@case("as many rows as inputs as units", tag="core")
def square(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = inputs_of(rng, 4, 4, 4)
    check(candidate.backward(*inputs), inputs, hint="Every transpose has a legal shape here; name what each axis is")


@case("the same rows twice give the same gradients", tag="core")
def twice(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = inputs_of(rng)
    doubled = [np.concatenate([a, a]) for a in inputs[:4]]
    once, again = read(candidate.backward(*inputs), 3, 5), read(candidate.backward(*doubled, inputs[4]), 3, 5)
    for name, one, two in zip(NAMES, once, again, strict=True):
        scale = max(float(np.abs(one).max()), 1e-3)
        expect.close(two, one, f"{name} of the data twice over", scale=scale, hint="The loss is a mean over the rows")
    check(candidate.backward(*doubled, inputs[4]), (*doubled, inputs[4]))


@case("labels as a column", tag="contract")
def column_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, *rest = inputs_of(rng)
    hint = "(n, 1) less (n,) would be (n, n)"
    check(candidate.backward(X, y[:, None], *rest), (X, y, *rest), hint=hint)
    check(candidate.backward(X, y.astype(int), *rest), (X, y, *rest), hint=hint)


@case("units that are off for some rows and for all", tag="edge")
def switched_off(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, parameters = draw(rng)
    parameters[1][:2] = -100.0  # the first two units never get above zero, the third never below
    parameters[1][2] = 100.0
    hidden, probabilities = forward(X, parameters)
    # Probabilities that fit the labels badly, whatever the large activation made of them.
    probabilities = np.clip(probabilities, 0.2, 0.8)
    inputs = (X, y, hidden, probabilities, parameters[2])
    check(candidate.backward(*inputs), inputs, hint="A unit whose activation is 0 passes no gradient on")


@case("a single row, a single input, a single unit", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, h in ((1, 3, 4), (6, 1, 4), (6, 3, 1), (1, 1, 1)):
        inputs = inputs_of(rng, n, d, h)
        check(candidate.backward(*inputs), inputs)


@case("probabilities of exactly 0 and 1", tag="numerics")
def saturated(candidate: Candidate, rng: np.random.Generator) -> None:
    # Half of the rows are certain and right, half certain and wrong.
    X, y, hidden, _, W2 = inputs_of(rng)
    order = rng.permutation(12)
    probabilities = y.copy()
    probabilities[order[:6]] = 1 - y[order[:6]]
    inputs = (X, y, hidden, probabilities[:, None], W2)
    check(candidate.backward(*inputs), inputs, hint=SATURATED)
    inputs = (X, y, hidden, y[:, None], W2)
    for name, one in zip(NAMES, read(candidate.backward(*inputs), 3, 5), strict=True):
        expect.close(one, np.zeros_like(one), f"{name} where every probability is its label", scale=1.0, hint=SATURATED)


@case("nested lists, integers and float32", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, hidden, probabilities, W2 = inputs_of(rng)
    X = rng.integers(-120, 121, size=X.shape).astype(np.int8)
    check(candidate.backward(X, y, hidden, probabilities, W2), (X, y, hidden, probabilities, W2))
    # Certain probabilities and labels, both unsigned: 0 less 1 is 255 there.
    certain = rng.permutation(np.arange(12) % 2)[:, None]
    hint = "Unsigned integers wrap around below zero; compute in floats"
    found = candidate.backward(X, y.astype(np.uint8), hidden, certain.astype(np.uint8), W2)
    check(found, (X, y, hidden, certain, W2), hint=hint)
    inputs = inputs_of(rng)
    check(candidate.backward(*(array.tolist() for array in inputs)), inputs)
    inputs = [array.astype(np.float32) for array in inputs]
    check(candidate.backward(*inputs), inputs, rtol=1e-3)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = inputs_of(rng)
    check(expect.unmodified(candidate.backward, *inputs), inputs)
    X, y, *rest = inputs
    check(expect.unmodified(candidate.backward, X, y[:, None], *rest), inputs)
