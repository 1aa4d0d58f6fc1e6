"""Hidden cases of a step with momentum. Both dicts are functions of the input: there is one right answer."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import sgd_step as reference

VELOCITY = "The new velocity is momentum times the old one, zero at first, plus the gradient"
MOVE = "A parameter moves by -lr times its new velocity"
SHAPES = {"W1": (3, 5), "b1": (5,), "W2": (5, 1), "b2": (1,)}


def draw(rng, shapes=None):
    """A value of each name; none is close to zero."""
    wanted = SHAPES if shapes is None else shapes
    return {name: rng.choice([-1, 1], size=shape) * rng.uniform(0.5, 2.0, shape) for name, shape in wanted.items()}


def read(found, like, what):
    """The dict's values by name, of the shapes in `like`."""
    found = expect.plain(found)
    expect.that(isinstance(found, dict), f"{what}: expected a dict, got {expect.describe(found)}")
    names, wanted = sorted(map(str, found)), sorted(like)
    expect.that(names == wanted, f"{what}: expected the names {', '.join(wanted)}, got {', '.join(names)[:80]}")
    return {key: expect.array(found[key], f"{what}['{key}']", shape=np.shape(like[key]), finite=False) for key in like}


def check(result, inputs, rtol=1e-6, hint=""):
    """Both dicts are those of the reference, the velocity first, since the parameters follow from it."""
    params, velocity = expect.returns(result, "params", "velocity")
    wanted_params, wanted_velocity = reference(*inputs)
    for what, found, right, words in (
        ("velocity", velocity, wanted_velocity, VELOCITY),
        ("params", params, wanted_params, MOVE),
    ):
        values = read(found, inputs[0], what)
        for name, value in values.items():
            scale = max(float(np.abs(right[name]).max()), 1.0)
            expect.close(value, right[name], f"{what}['{name}']", rtol=rtol, scale=scale, hint=hint or words)


@case("a step with a velocity", tag="core")
def one_step(candidate: Candidate, rng: np.random.Generator) -> None:
    for lr, momentum in ((0.1, 0.9), (0.7, 0.4)):
        inputs = (draw(rng), draw(rng), draw(rng), lr, momentum)
        check(candidate.sgd_step(*inputs), inputs)


@case("the first step: no velocity yet", tag="core")
def first_step(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs = (draw(rng), draw(rng), None, 0.3, 0.9)
    check(candidate.sgd_step(*inputs), inputs)


@case("four steps in a row", tag="core")
def several_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    params, velocity = draw(rng), None
    for step in range(4):
        # The learning rate changes on the way: only what it means in each step itself counts.
        inputs = (params, draw(rng), velocity, 0.4 / (step + 1), 0.8)
        check(candidate.sgd_step(*inputs), inputs)
        params, velocity = reference(*inputs)


@case("two networks in turn", tag="edge")
def two_networks(candidate: Candidate, rng: np.random.Generator) -> None:
    kept = [(draw(rng), None), (draw(rng), None)]
    hint = "A step knows nothing but its arguments; the velocity of another network is not among them"
    for turn in (0, 1, 0, 1):
        inputs = (kept[turn][0], draw(rng), kept[turn][1], 0.2, 0.9)
        check(candidate.sgd_step(*inputs), inputs, hint=hint)
        kept[turn] = reference(*inputs)


@case("momentum 0, learning rate 0, a gradient of zeros", tag="edge")
def zeros(candidate: Candidate, rng: np.random.Generator) -> None:
    none = {name: np.zeros(shape) for name, shape in SHAPES.items()}
    for grads, lr, momentum in ((draw(rng), 0.3, 0.0), (draw(rng), 0.0, 0.9), (none, 0.3, 0.9)):
        inputs = (draw(rng), grads, draw(rng), lr, momentum)
        check(candidate.sgd_step(*inputs), inputs)


@case("a single parameter, numbers, other names", tag="edge")
def other_names(candidate: Candidate, rng: np.random.Generator) -> None:
    for shapes in ({"w": (4,)}, {"bias": (), "gain": ()}, {"kernel": (2, 3, 2, 2), "b3": (2,), "W": (1, 1)}):
        inputs = (draw(rng, shapes), draw(rng, shapes), draw(rng, shapes), 0.5, 0.7)
        check(candidate.sgd_step(*inputs), inputs)
    inputs = ({"w": 3.0}, {"w": 2}, {"w": -1.5}, 0.5, 0.5)
    check(candidate.sgd_step(*inputs), inputs)


@case("the gradients' names in another order", tag="edge")
def other_order(candidate: Candidate, rng: np.random.Generator) -> None:
    shapes = dict.fromkeys(("a", "b", "c"), (3,))
    params, grads, velocity = draw(rng, shapes), draw(rng, shapes), draw(rng, shapes)
    inputs = (params, dict(reversed(grads.items())), {name: velocity[name] for name in ("b", "c", "a")}, 0.5, 0.9)
    check(candidate.sgd_step(*inputs), inputs, hint="Gradients belong to parameters by name, not by place")


@case("integers and float32", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    params = {name: rng.integers(-5, 6, size=shape) for name, shape in SHAPES.items()}
    grads = {name: rng.integers(50, 128, size=shape).astype(np.int8) for name, shape in SHAPES.items()}
    hint = "Whole numbers in, but the result is not whole; compute in floats"
    for old in (grads, None):
        check(candidate.sgd_step(params, grads, old, 0.1, 3), (params, grads, old, 0.1, 3), hint=hint)
    params, grads, old = ({name: a.astype(np.float32) for name, a in draw(rng).items()} for _ in range(3))
    check(candidate.sgd_step(params, grads, old, 0.1, 0.9), (params, grads, old, 0.1, 0.9), rtol=1e-3)


@case("nothing that was handed in changes", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    for old in (None, draw(rng)):
        inputs = (draw(rng), draw(rng), old, 0.1, 0.9)
        check(expect.unmodified(candidate.sgd_step, *inputs), inputs)
