"""Fits the weights by which questions are matched, and prints what they are worth: `python bench/matching.py`.

The labelled questions of `tests/interview/labelled` are halved, each clarification's phrasings by turns. The weights
and the threshold are fitted to the first half alone; the other half says what to expect of questions nobody has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from mockml.bank.library import Bank
from mockml.interview.matching import SURE, Matcher, flat_weights

LABELLED = Path(__file__).parents[1] / "tests" / "interview" / "labelled"
PENALTY = 3e-3
MOST_WRONG = 0.027  # the threshold is set where this share of answers is wrong in the half that is fitted


@dataclass(frozen=True)
class Row:
    """A labelled question: what is measured of each clarification (rows), and the place of the right one."""

    features: NDArray[np.float64]
    wanted: int
    first_half: bool


def rows() -> list[Row]:
    """All labelled questions. What has no answer belongs to the last place."""
    found = []
    bank = Bank()
    for path in sorted(LABELLED.glob("*.yaml")):
        if path.stem not in bank.problem_ids():
            continue
        problem, labelled = bank.problem(path.stem), yaml.safe_load(path.read_text())
        matcher = Matcher(problem.body.clarifications, problem.general, problem.body.left_open)
        ids = [c.id for c in (*problem.body.clarifications, *problem.general)]
        asked = [(q, ids.index(name), i) for name, qs in (labelled["asked"] | labelled["general"]).items()
                 for i, q in enumerate(qs)]  # fmt: skip
        asked += [(q, len(ids), i) for i, q in enumerate(labelled["unanswerable"])]
        found += [Row(np.array(matcher.features(q)), place, i % 2 == 0) for q, place, i in asked]
    return found


def fit(chosen: list[Row]) -> NDArray[np.float64]:
    """Softmax regression with a ridge penalty on standardized features."""
    scale = np.concatenate([row.features for row in chosen]).std(axis=0) + 1e-9

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = 0.0, np.zeros_like(w)
        for row in chosen:
            scaled = row.features / scale
            p = np.exp(scaled @ w - (scaled @ w).max())
            p /= p.sum()
            value -= np.log(p[row.wanted] + 1e-12)
            slope += p @ scaled - scaled[row.wanted]
        return value / len(chosen) + PENALTY * float(w @ w), slope / len(chosen) + 2 * PENALTY * w

    return minimize(loss, np.zeros(scale.size), jac=True, method="L-BFGS-B").x / scale


def score(chosen: list[Row], weights: NDArray[np.float64], sure: float) -> tuple[float, float]:
    """Shares of right and of wrong answers."""
    right = wrong = 0
    for row in chosen:
        p = np.exp(row.features @ weights - (row.features @ weights).max())
        p /= p.sum()
        best, left_open = int(p.argmax()), len(p) - 1
        answered = best != left_open and p[best] >= sure
        right += best == row.wanted if answered else row.wanted == left_open
        wrong += answered and best != row.wanted
    return right / len(chosen), wrong / len(chosen)


def main() -> None:
    """Prints weights, threshold and figures."""
    found = rows()
    halves = [[row for row in found if row.first_half is half] for half in (True, False)]
    weights = fit(halves[0])
    fitting = [sure for sure in np.arange(0.3, 0.9, 0.01) if score(halves[0], weights, sure)[1] <= MOST_WRONG]
    sure = max(fitting, key=lambda one: score(halves[0], weights, one)[0])
    print("weights:", ", ".join(f"{w:.2f}" for w in weights), f"| sure: {sure:.2f}")
    for words, values, at in (("fitted now", weights, sure), ("as shipped", np.array(flat_weights()), None)):
        for name, half in zip(("fitted half", "other half"), halves, strict=True):
            right, wrong = score(half, values, SURE if at is None else at)
            print(f"{words}, {name}, {len(half)} questions: {right:.1%} right, {wrong:.1%} wrong")


if __name__ == "__main__":
    main()
