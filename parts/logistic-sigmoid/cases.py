"""Hidden cases of the sigmoid. It is a function: there is one right answer, to six digits of its own size."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import sigmoid as reference

SIGMOID = "sigmoid(z) = 1 / (1 + e^-z)"
SMALL = "For a large negative z it is e^z, a small number with digits of its own"


def check(result, z, hint=SIGMOID, rtol=1e-6):
    """Every element is right, relative to itself."""
    wanted = reference(z)
    found = expect.array(result, "sigmoid(z)", shape=wanted.shape)
    low = (found <= 0) & (wanted > 0)
    words = (
        f"sigmoid(z): expected a number above 0 for every z down to -700, got {low.sum()} of {low.size} that are not"
    )
    expect.that(not low.any(), f"{words}. {hint}")
    wrong = np.abs(found - wanted) > rtol * wanted
    if wrong.any():
        at = tuple(np.argwhere(wrong)[0])
        given = np.asarray(z)[at]
        words = f"sigmoid({given:.6g}): expected {wanted[at]:.9g}, got {found[at]:.9g}"
        raise expect.failed(f"{words}, and {wrong.sum()} of {wrong.size} values differ. {hint}")


@case("ordinary values", tag="core")
def values(candidate: Candidate, rng: np.random.Generator) -> None:
    z = rng.permutation(np.linspace(-6.0, 6.5, 40)) + 0.1 * rng.normal(size=40)
    check(candidate.sigmoid(z), z)
    check(candidate.sigmoid(np.array([0.0, 1.0, -1.0])), [0.0, 1.0, -1.0])


@case("sigmoid(z) and sigmoid(-z) add up to one", tag="core")
def symmetry(candidate: Candidate, rng: np.random.Generator) -> None:
    z = rng.uniform(0.0, 30.0, size=25)
    up = expect.array(candidate.sigmoid(z), "sigmoid(z)", shape=(25,))
    down = expect.array(candidate.sigmoid(-z), "sigmoid(-z)", shape=(25,))
    expect.close(up + down, np.ones(25), "sigmoid(z) + sigmoid(-z)", rtol=1e-9, hint=SIGMOID)
    expect.that(bool((up >= down).all()), "expected sigmoid(z) of at least sigmoid(-z) for z >= 0, got some below")


@case("the shape of z: a number, a matrix, nothing", tag="contract")
def shapes(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((4, 3), (2, 3, 2), (1,), (5, 1), (0,)):
        z = rng.normal(size=shape)
        check(candidate.sigmoid(z), z)
    for number in (0.0, 2.5, -3, -800):
        found = expect.array(candidate.sigmoid(number), "sigmoid of a number", ndim=0)
        check(found, number)


@case("far on either side: 0 and 1, without a warning", tag="numerics")
def far(candidate: Candidate, rng: np.random.Generator) -> None:
    for size in (750.0, 1e4, 1e300):
        z = rng.permutation([1.0, 1.0, -1.0, -1.0, 0.0]) * size * rng.uniform(1.0, 1.5, size=5)
        found = expect.quiet(candidate.sigmoid, z)
        found = expect.array(found, "sigmoid(z)", shape=(5,))
        wanted = np.select([z > 0, z < 0], [1.0, 0.0], 0.5)
        expect.close(found, wanted, "sigmoid(z)", hint="Take the exponential of negative numbers only, -|z|")


@case("tiny probabilities keep their digits", tag="numerics")
def tiny(candidate: Candidate, rng: np.random.Generator) -> None:
    for low, high in ((-40.0, -20.0), (-300.0, -100.0), (-700.0, -500.0)):
        z = rng.uniform(low, high, size=20)
        check(expect.quiet(candidate.sigmoid, z), z, hint=SMALL)


@case("large and small elements in one array", tag="numerics")
def mixed(candidate: Candidate, rng: np.random.Generator) -> None:
    z = rng.permutation(np.concatenate([rng.normal(size=10), [700.0, -700.0, 1e5, 30.0, -30.0]]))
    check(expect.quiet(candidate.sigmoid, z), z, hint="The sign is looked at element by element")


@case("integers of every size", tag="contract")
def integers(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int8, np.int32, np.int64, np.uint8):
        z = rng.integers(0, 12, size=12).astype(dtype)
        if dtype != np.uint8:
            z[::2] *= -1
            z[:2] = -128, 127  # eight bits hold no +128
        check(
            candidate.sigmoid(z), z.astype(float), hint=f"As for the same numbers as floats; they are {dtype.__name__}"
        )


@case("takes float32", tag="contract", catches_nothing_because="it is there for right solutions that stay in float32")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    z = np.append(rng.normal(size=20) * 5, [-60.0, 60.0]).astype(np.float32)
    check(candidate.sigmoid(z), z, rtol=expect.tolerance(z))


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    z = rng.normal(size=(4, 2)) * 3
    check(expect.unmodified(candidate.sigmoid, z.tolist()), z)
    check(expect.unmodified(candidate.sigmoid, z), z)


@case("no loop over the elements", tag="speed")
def vectorized(candidate: Candidate, rng: np.random.Generator) -> None:
    z = rng.normal(size=(1000, 200)) * 10
    check(expect.fast(candidate.sigmoid, reference, z), z)
