"""A small problem to be attacked: `solve(x)` is 2 x + 1, for each number; nothing to solve is a ValueError."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case


@case("is right", tag="core")
def right(candidate: Candidate, rng: np.random.Generator) -> None:
    x = rng.normal(size=5)
    found = expect.array(candidate.solve(x), "result", shape=(5,))
    expect.close(found, 2 * x + 1, "result")


@case("is right again, and leaves the data as it is", tag="contract")
def right_again(candidate: Candidate, rng: np.random.Generator) -> None:
    for _ in range(2):
        x = rng.normal(size=5)
        found = expect.array(expect.unmodified(candidate.solve, x), "result", shape=(5,))
        expect.close(found, 2 * x + 1, "result")


@case("refuses nothing", tag="edge")
def refuses_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    expect.raises(ValueError, candidate.solve, np.zeros(0))
