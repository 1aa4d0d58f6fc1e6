"""Hidden cases of predictions by a finished tree: for each row there is one right label."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import predict as reference

WALK = "A row goes left where its feature is at most the threshold, until it reaches a leaf"


def leaf(label):
    """A leaf."""
    return {"label": label}


def node(feature, threshold, left, right):
    """An inner node."""
    return {"feature": feature, "threshold": threshold, "left": left, "right": right}


def grow(rng, depth, d, labels):
    """A tree in which every leaf has another label, in order, and every inner node another feature than its parent."""
    feature = int(rng.integers(d))

    def branch(level, last):
        if level == depth:
            return leaf(labels.pop(0))
        feature = int((last + 1 + rng.integers(d - 1)) % d) if d > 1 else 0
        return node(feature, float(rng.normal()), branch(level + 1, feature), branch(level + 1, feature))

    return branch(0, feature)


def check(result, tree, X, hint=WALK):
    """The labels, which are numbers or strings."""
    wanted = np.array(reference(tree, X))
    kind = "label" if wanted.dtype.kind == "U" else "whole"
    found = expect.array(result, "labels", shape=(len(X),), kind=kind)
    expect.equal(found, wanted, "labels", hint=hint)


@case("a single split", tag="core")
def stump(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(20, 3))
    for feature in range(3):
        # The threshold is one of the ten middle values, between others, so both sides have rows.
        tree = node(feature, float(np.sort(X[:, feature])[9]), leaf(4), leaf(7))
        check(candidate.predict(tree, X), tree, X)


@case("a deep tree", tag="core")
def deep(candidate: Candidate, rng: np.random.Generator) -> None:
    tree = grow(rng, 4, 3, list(range(16)))
    X = rng.normal(size=(200, 3)) * 2
    check(candidate.predict(tree, X), tree, X)


@case("sides of different depth", tag="core")
def lopsided(candidate: Candidate, rng: np.random.Generator) -> None:
    tree = leaf(9)
    for level in range(8):
        tree = (
            node(0, float(8 - level), leaf(level), tree) if level % 2 else node(0, float(level - 8), tree, leaf(level))
        )
    X = rng.permutation(np.linspace(-10, 10, 61))[:, None]
    check(candidate.predict(tree, X), tree, X)


@case("exactly at the threshold", tag="edge")
def at_threshold(candidate: Candidate, rng: np.random.Generator) -> None:
    value = int(rng.integers(-5, 6))
    tree = node(0, value, leaf(1), node(1, value + 2, leaf(2), leaf(3)))
    X = np.array([[value, 0], [value + 1, value + 2], [value + 1, value + 3], [value - 1, 0]])
    check(candidate.predict(tree, X.astype(float)), tree, X, hint="Exactly at the threshold goes left")
    check(candidate.predict(tree, X), tree, X, hint="Exactly at the threshold goes left")


@case("a tree that is one leaf", tag="edge")
def one_leaf(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(4, 2))
    for label in (3, 0, -1, "spam"):
        check(candidate.predict(leaf(label), X), leaf(label), X)


@case("label 0 and feature 0", tag="edge")
def zeros(candidate: Candidate, rng: np.random.Generator) -> None:
    tree = node(0, 0.0, leaf(0), node(0, 1.0, leaf(1), leaf(0)))
    X = rng.permutation(np.linspace(-1.05, 2.05, 20))[:, None] * [1.0, -1.0]
    check(candidate.predict(tree, X), tree, X)


@case("no rows", tag="edge")
def no_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    for tree in (leaf(1), node(0, 0.5, leaf(1), leaf(2))):
        found = expect.array(candidate.predict(tree, np.zeros((0, 2))), "labels")
        expect.that(found.size == 0, f"labels: expected none for no rows, got {found.size}")


@case("labels that are strings", tag="contract")
def strings(candidate: Candidate, rng: np.random.Generator) -> None:
    tree = grow(rng, 3, 2, ["ham", "", "spam", "0", "offer", "a rather long label", "news", "other"])
    X = rng.normal(size=(60, 2)) * 2
    check(candidate.predict(tree, X), tree, X, hint="Labels come back as they are")


@case("nested lists, integers, float32", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    # Thresholds have nothing in common with whole coordinates, by more than a float32 can blur.
    tree = node(0, 0.5, node(1, -1.5, leaf(2), leaf(0)), node(1, 2.5, leaf(1), leaf(3)))
    X = rng.integers(-5, 6, size=(40, 2))
    for data in (X.tolist(), X, X.astype(np.int8), X.astype(np.float32)):
        check(candidate.predict(tree, data), tree, X)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    tree = grow(rng, 3, 2, list(range(8)))
    for X in (rng.normal(size=(20, 2)), rng.normal(size=(20, 2)).tolist()):
        check(expect.unmodified(candidate.predict, tree, X), tree, X)
