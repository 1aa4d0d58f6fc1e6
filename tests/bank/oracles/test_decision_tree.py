"""The reference of decision-tree against every right tree there is, in fractions, and against scikit-learn."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bank.oracles.judged import reference, rejections
from tests.bank.oracles.solutions import decision_tree as oracle

Tree: Any = reference("decision-tree").SimpleDecisionTree

Rows = list[list[float]]
VALUES = st.integers(-2, 2).map(float) | st.floats(-5, 5)
LABELS = st.sampled_from([[0, 1], [0, 1, 2], [-7, 100], ["cat", "dog", "catfish"], [0.0, 2.0]])
MOST = 300


def test_the_oracle_passes_every_case() -> None:
    """A tree that tries every midpoint, in fractions, is accepted."""
    assert rejections("decision-tree", oracle) == []


def right_trees(rows: Rows, labels: list[Any], depth: int, least: int) -> set[tuple[Any, ...]]:
    """What every right tree predicts for its own rows, whichever best split and majority it takes in a tie.

    Raises OverflowError where there are too many to try.
    """
    counts = Counter(labels)
    majorities = {(label,) * len(labels) for label, count in counts.items() if count == max(counts.values())}
    if depth == 0 or len(labels) < least or len(counts) == 1:
        return majorities
    splits = {}
    for feature, threshold in {(f, row[f]) for row in rows for f in range(len(row))}:
        below = tuple(row[feature] <= threshold for row in rows)
        if not all(below):
            splits[below] = oracle.split_impurity(rows, labels, feature, threshold)
    lowest = min(splits.values(), default=Fraction(1))
    if lowest >= oracle.gini(labels):
        return majorities
    found: set[tuple[Any, ...]] = set()
    for below in (split for split, impurity in splits.items() if impurity == lowest):
        sides = []
        for side in (True, False):
            kept = [i for i, is_below in enumerate(below) if is_below == side]
            trees = right_trees([rows[i] for i in kept], [labels[i] for i in kept], depth - 1, least)
            sides.append([dict(zip(kept, tree, strict=True)) for tree in trees])
        for one, other in itertools.product(*sides):
            found.add(tuple({**one, **other}[i] for i in range(len(labels))))
        if len(found) > MOST:
            raise OverflowError
    return found


@given(data=st.data(), n=st.integers(1, 9), d=st.integers(1, 3), depth=st.integers(0, 4), least=st.integers(1, 5))
def test_every_tree_is_a_right_one(data: Any, n: int, d: int, depth: int, least: int) -> None:
    """On rows with ties, duplicates and constant columns, reference and oracle both grow one of the right trees."""
    rows = data.draw(st.lists(st.lists(VALUES, min_size=d, max_size=d), min_size=n, max_size=n))
    labels = data.draw(st.lists(st.sampled_from(data.draw(LABELS)), min_size=n, max_size=n))
    try:
        right = right_trees(rows, labels, depth, least)
    except OverflowError:
        return
    X, y = np.array(rows), np.array(labels)
    kept = X.copy(), y.copy()
    for grown in (Tree(max_depth=depth, min_samples=least), oracle.SimpleDecisionTree(depth, least)):
        grown.fit(X, y)
        assert tuple(np.asarray(grown.predict(X)).tolist()) in right
    assert np.array_equal(X, kept[0])
    assert np.array_equal(y, kept[1])


@pytest.mark.parametrize("depth", [1, 3])
def test_every_labelling_of_a_grid_gives_a_right_tree(depth: int) -> None:
    """On two by three points, exclusive or among the labellings, one tree fitted again and again is right each time."""
    grid = [[float(a), float(b)] for a in range(2) for b in range(3)]
    tree = Tree(max_depth=depth)
    for labels in itertools.product([0, 1], repeat=6):
        tree.fit(np.array(grid), np.array(labels))
        assert tuple(tree.predict(np.array(grid)).tolist()) in right_trees(grid, list(labels), depth, 2)


def draw(seed: int, n: int = 40, d: int = 3, classes: int = 3) -> tuple[Any, Any]:
    """Rows and noisy labels."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    y = np.where(rng.random(n) < 0.2, rng.integers(0, classes, size=n), (X[:, 0] > 0.3) + (X[:, 1] > -0.2))
    return X, y % classes


def weighted_impurities(X: Any, y: Any, node: Any) -> float:
    """The impurity of the leaves below a node of the reference, weighted by their rows."""
    if not isinstance(node, tuple):
        return float(oracle.gini(y.tolist())) * len(y)
    feature, threshold, below, above = node
    left = X[:, feature] <= threshold
    return weighted_impurities(X[left], y[left], below) + weighted_impurities(X[~left], y[~left], above)


@pytest.mark.parametrize("seed", range(6))
def test_scikit_learn_grows_the_same_impurities(seed: int) -> None:
    """The root's impurity is scikit-learn's, and so is the weighted one of the leaves after one and two splits."""
    from sklearn.tree import DecisionTreeClassifier  # type: ignore[import-untyped]

    X, y = draw(seed)
    for depth in (0, 1):
        ours = Tree(max_depth=depth).fit(X, y)
        theirs = DecisionTreeClassifier(max_depth=depth or None, min_samples_split=2 if depth else 1000).fit(X, y).tree_
        assert theirs.impurity[0] == pytest.approx(float(oracle.gini(y.tolist())), rel=1e-12)
        leaves = theirs.children_left < 0
        wanted = float((theirs.impurity * theirs.weighted_n_node_samples)[leaves].sum())
        assert weighted_impurities(X, y, ours.root) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("depth", "least"), [(1, 2), (2, 2), (3, 8), (10, 2)])
def test_scikit_learn_predicts_the_same(seed: int, depth: int, least: int) -> None:
    """Where no two splits tie, scikit-learn's tree has the same labels for the training rows."""
    from sklearn.tree import DecisionTreeClassifier

    X, y = draw(seed, n=30)
    right = right_trees(X.tolist(), y.tolist(), depth, least)
    ours = tuple(Tree(depth, least).fit(X, y).predict(X).tolist())
    assert ours in right
    theirs = DecisionTreeClassifier(max_depth=depth, min_samples_split=least, random_state=0).fit(X, y)
    if len(right) == 1:
        assert ours == tuple(theirs.predict(X).tolist())
    if depth == 10:
        assert theirs.score(X, y) == 1.0
        assert ours == tuple(y.tolist())
