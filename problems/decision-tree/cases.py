"""Hidden cases of decision-tree. They look at predictions only, and only where every right tree agrees.

Which threshold lies between two values, and which of two equally good splits is taken, is open. So a case draws data
until the greedy tree is settled: `settled` follows every split that ties for the best one, and takes the data only if
all of them lead to the same predictions for the training rows. Other rows are asked for only where no threshold that
is right could tell them apart.
"""

import itertools

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import SimpleDecisionTree as Reference

LEAF = "A leaf predicts the class that most of its training samples have"
GREEDY = (
    "Each split is the one with the lowest Gini impurity of the two sides, weighted by their sizes; "
    f"x <= threshold goes to the left. {LEAF}"
)
TRAINED = "These are the rows that the tree was fitted on, with the default settings"
ROUNDING = 1e-7
MOST_TREES = 12


class Unsettled(Exception):
    """Right trees disagree on these data."""


def settled(X, y, max_depth=10, min_samples=2):
    """The predictions (n,) for the training rows, the same for every right tree. Raises Unsettled if there are more."""
    found = {tuple(p) for p in _trees(np.asarray(X, dtype=float), np.asarray(y), 0, max_depth, min_samples)}
    if len(found) != 1:
        raise Unsettled
    return np.array(found.pop(), dtype=np.asarray(y).dtype)


def _trees(X, y, depth, max_depth, min_samples):
    """The predictions of every right tree, for its own rows."""
    labels, counts = np.unique(y, return_counts=True)
    majority = [[label] * len(y) for label in labels[counts == counts.max()]]
    if depth >= max_depth or len(y) < min_samples or len(labels) == 1:
        return majority
    best, masks = _best_splits(X, (y[:, None] == labels).astype(float))
    if not masks:
        return majority
    if best < ROUNDING:  # too little to compute alike, or nothing, which who never asked may split for
        raise Unsettled
    found = []
    for left in masks:
        sides = [_trees(X[side], y[side], depth + 1, max_depth, min_samples) for side in (left, ~left)]
        for one, other in itertools.product(*sides):
            whole = np.empty(len(y), dtype=object)
            whole[left], whole[~left] = one, other
            if list(whole) not in found:
                found.append(list(whole))
        if len(found) > MOST_TREES:
            raise Unsettled
    return found


def _best_splits(X, one_hot):
    """The largest gain in Gini impurity, and the masks (n,) of the left sides of all splits that have it, each once."""
    n = len(X)
    order = X.argsort(axis=0)
    values = np.take_along_axis(X, order, axis=0)
    left = one_hot[order].cumsum(axis=0)[:-1]  # (n - 1, d, k): counts of the labels up to a row
    total, size = one_hot.sum(axis=0), np.arange(1.0, n)[:, None]
    impurity = n - (left**2).sum(axis=2) / size - ((total - left) ** 2).sum(axis=2) / (n - size)
    gain = np.where(values[:-1] < values[1:], 1.0 - ((total / n) ** 2).sum() - impurity / n, -np.inf)
    best = gain.max(initial=-np.inf)
    if best == -np.inf:
        return best, []
    masks = [X[:, feature] <= values[row, feature] for row, feature in np.argwhere(gain > best - ROUNDING)]
    return best, list({min(mask.tobytes(), (~mask).tobytes()): mask for mask in masks}.values())


def draw(rng, n=24, d=3, classes=2, noise=0.2, **options):
    """Rows, labels that depend on two features with some noise, and the settled predictions."""
    while True:
        X = rng.normal(size=(n, d))
        y = ((X[:, 0] > 0.2).astype(int) + (classes - 1) * (X[:, 1] > -0.1)) % classes
        wrong = rng.random(n) < noise
        y[wrong] = rng.integers(0, classes, size=int(wrong.sum()))
        try:
            return X, y, settled(X, y, **options)
        except Unsettled:
            continue


def grow(candidate, X, y, **options):
    """A tree that was fitted."""
    tree = expect.an_object(candidate.SimpleDecisionTree(**options), "SimpleDecisionTree(...)")
    tree.fit(X, y)
    return tree


def labels(result, n):
    """Labels (n,), numbers or texts."""
    if isinstance(result, list) and result and all(isinstance(label, str) for label in result):
        result = np.array(result)
    found = expect.array(result, "labels", kind="label") if not _texts(result) else result
    expect.that(found.shape == (n,), f"labels: expected shape ({n},), got {found.shape}")
    return found


def _texts(value):
    return isinstance(value, np.ndarray) and value.dtype.kind == "U"


def check(tree, X, wanted, hint=GREEDY):
    """The predictions for X."""
    found = labels(tree.predict(X), len(wanted))
    if found.dtype.kind != "U" and wanted.dtype.kind != "U":
        expect.array(found, "labels", kind="whole")
    expect.equal(found, wanted, "labels", hint=hint)


@case("a single split", tag="core", clarifies="depth")
def stump(candidate: Candidate, rng: np.random.Generator) -> None:
    for _ in range(3):
        X, y, wanted = draw(rng, max_depth=1)
        hint = f"Here max_depth=1: a single split, and a node at that depth is a leaf. {GREEDY}"
        check(grow(candidate, X, y, max_depth=1), X, wanted, hint=hint)
    # Cutting off the seven rows is good, and cutting in the middle, by the other feature, is perfect.
    X, y = np.repeat([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], [7, 1, 8], axis=0), np.repeat([0, 1], 8)
    X *= rng.uniform(1.0, 9.0, size=2)
    for rows in (X, X[:, ::-1]):
        check(grow(candidate, rows, y, max_depth=1), rows, y, hint="One of the features separates the classes")
    # The one perfect cut, after 6 rows of 1000, or 1, is none that percentiles or evenly spaced values offer.
    X = rng.permutation(1000).astype(float)[:, None]
    for few in (6, 1):
        y = (X[:, 0] < few).astype(int)
        hint = "One cut, close to an end of the values, separates the classes"
        check(grow(candidate, X, y, max_depth=1), X, y, hint=hint)
    # The very first cut, and the very last, among few rows and among more.
    for n in (5, 80):
        X = rng.permutation(n).astype(float)[:, None]
        for end, name in ((0, "smallest"), (n - 1, "largest")):
            y = (X[:, 0] == end).astype(int)
            hint = f"One cut separates the row of the {name} value, which is of another class, from the other {n - 1}"
            check(grow(candidate, X, y, max_depth=1), X, y, hint=hint)


@case("two levels of splits", tag="core", clarifies="depth")
def two_levels(candidate: Candidate, rng: np.random.Generator) -> None:
    for classes in (2, 3):
        X, y, wanted = draw(rng, n=30, classes=classes, max_depth=2)
        check(grow(candidate, X, y, max_depth=2), X, wanted)


@case("three levels, and more features", tag="core", clarifies="depth")
def three_levels(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, n=40, d=5, classes=3, max_depth=3)
    check(grow(candidate, X, y, max_depth=3), X, wanted)


@case("grows until the training rows are right", tag="core")
def fits_training_data(candidate: Candidate, rng: np.random.Generator) -> None:
    while True:
        X, y, wanted = draw(rng, n=25, classes=3, noise=0.4)
        if (wanted == y).all():
            break
    hint = "Rows that all differ can be told apart, within the default depth"
    check(grow(candidate, X, y), X, y, hint=hint)
    # No single split lowers the number of errors here, and yet some lower the impurity.
    X, y = np.cumsum(rng.uniform(1.0, 3.0, size=10))[:, None], np.array([0, 0, 0, 0, 1, 0, 0, 1, 0, 0])
    order = rng.permutation(10)
    check(grow(candidate, X[order], y[order]), X[order], y[order], hint=hint)


@case("a side's impurity counts by its size", tag="core", clarifies="depth")
def weighted(candidate: Candidate, rng: np.random.Generator) -> None:
    # The first feature cuts off a single row, which is pure; the second halves the rows, eight to two on either side.
    # Adding the impurities without weights prefers the first, 0.50 to 0.64; with weights it is 0.47 to 0.32.
    X = np.zeros((20, 2))
    X[0, 0], X[10:, 1] = 1.0, 1.0
    y = np.repeat([0, 1, 0, 1], [8, 2, 2, 8])
    order = rng.permutation(20)
    X, y, wanted = X[order] * rng.uniform(1.0, 9.0, size=2), y[order], np.repeat([0, 1], 10)[order]
    check(grow(candidate, X, y, max_depth=1), X, wanted)


@case("new rows, far inside their groups", tag="core")
def new_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    corners = np.array([[-10.0, -10.0], [10.0, -10.0], [-10.0, 10.0], [10.0, 10.0]])
    where = rng.permutation(np.arange(48) % 4)
    X = corners[where] + rng.uniform(-2.0, 2.0, size=(48, 2))
    tree = grow(candidate, X, where)
    for n in (40, 1):
        asked = rng.integers(0, 4, size=n)
        rows = corners[asked] + rng.uniform(-1.0, 1.0, size=(n, 2))
        inside = np.clip(
            rows, *[[X[where == k].min(axis=0) for k in asked], [X[where == k].max(axis=0) for k in asked]]
        )
        check(tree, inside, asked, hint="The rows lie among training rows of their own group")


@case("a row on a value of the training data", tag="core", clarifies="threshold")
def on_the_value(candidate: Candidate, rng: np.random.Generator) -> None:
    low = int(rng.integers(-5, 5))
    X = np.array([[low], [low], [low + 3], [low + 3]], dtype=float)
    tree = grow(candidate, X, np.array([0, 0, 1, 1]))
    asked = np.array([[low], [low + 3], [low - 9], [low + 9]], dtype=float)
    check(tree, asked, np.array([0, 1, 0, 1]), hint="A split sends x <= threshold to the left")


@case("a node of exactly min_samples is split", tag="edge", clarifies="min-samples")
def exactly_min_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.permutation(6).astype(float)[:, None]
    y = (X[:, 0] > 0.5).astype(int)
    check(grow(candidate, X, y, min_samples=6), X, y, hint="Fewer than min_samples make a leaf; as many do not")
    check(grow(candidate, X, y, min_samples=7), X, np.ones(6, int), hint="Fewer than min_samples make a leaf")
    check(grow(candidate, X, y, min_samples=1), X, y, hint="min_samples=1 stops nothing")
    # Two different rows, twice each, are four samples.
    y = rng.permutation([0, 0, 1, 1])
    X = y.astype(float)[:, None]
    hint = "Here min_samples=4, and there are 4 samples, though some are equal: each of them counts"
    check(grow(candidate, X, y, min_samples=4), X, y, hint=hint)


@case("honours max_depth, and 0 is a single leaf", tag="contract", clarifies="depth")
def honours_depth(candidate: Candidate, rng: np.random.Generator) -> None:
    X, _, _ = draw(rng, n=15)
    y = np.r_[0, rng.permutation(np.r_[np.zeros(5, int), np.ones(9, int)])]
    check(grow(candidate, X, y, max_depth=0), X, np.ones(15, int), hint="Here max_depth=0: the root is a leaf. " + LEAF)
    # Alternating blocks of growing size: each level settles one more of them.
    sizes = [40, 20, 10, 5, 3]
    y = np.repeat(np.arange(5) % 2, sizes)
    X = np.arange(len(y), dtype=float)[:, None] + rng.uniform(0.0, 0.5, size=(len(y), 1))
    for depth in (1, 2, 3):
        try:
            wanted = settled(X, y, max_depth=depth)
        except Unsettled:
            continue
        check(
            grow(candidate, X, y, max_depth=depth),
            X,
            wanted,
            hint=f"Here max_depth={depth}: a node at that depth is a leaf",
        )
    # Labels that alternate: the best split takes a row off an end, or two, so that the tree is a long chain.
    X = np.cumsum(rng.uniform(1.0, 3.0, size=60))[:, None]
    y = np.arange(60) % 2
    hint = "Here max_depth=100 and min_samples=2: 60 rows that all differ can be told apart long before that depth"
    check(grow(candidate, X, y, max_depth=100), X, y, hint=hint)


@case("does not split fewer than min_samples", tag="contract", clarifies="min-samples")
def honours_min_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    for least in (4, 7, 12):
        X, y, wanted = draw(rng, n=26, noise=0.35, min_samples=least)
        hint = (
            f"Here min_samples={least}: with fewer samples a node is a leaf, but its children may be of any size. "
            "If yours does that, then some split is not the one with the lowest weighted Gini impurity"
        )
        check(grow(candidate, X, y, min_samples=least), X, wanted, hint=hint)


@case("a leaf where no split helps, and only there", tag="edge", clarifies="no-gain")
def no_gain(candidate: Candidate, rng: np.random.Generator) -> None:
    # Exclusive or: every first split leaves both sides half and half. The fifth corner decides the majority.
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    X, y = np.tile(X, (3, 1)), np.tile([0, 1, 1, 0], 3)
    order = rng.permutation(12)
    found = labels(grow(candidate, X[order], y[order]).predict(X), 12)
    expect.that(len(np.unique(found)) == 1, "labels: expected one leaf, as no split lowers the impurity; got a split")
    # The same below a first split, which takes off a far group and is the only best one: gini 0.48 to 0.40.
    X = np.column_stack([np.zeros(16), np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], 4, axis=0)])
    X, y = np.vstack([X, np.tile([9.0, 0.0, 0.0], (4, 1))]), np.repeat([0, 1, 1, 0, 1], 4)
    order = rng.permutation(20)
    found = labels(grow(candidate, X[order], y[order]).predict(X), 20)
    expect.that(
        len(np.unique(found[:16])) == 1 and bool((found[16:] == 1).all()),
        "labels: expected one split and two leaves, as no further split lowers the impurity of its node; got others",
    )
    # One more row in a corner, and each first split gains 0.00007. Below it all is settled at once.
    X = np.repeat([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [20, 20, 20, 21], axis=0)
    y = (X[:, 0] != X[:, 1]).astype(int)
    order = rng.permutation(81)
    hint = "Here a split lowers the impurity by little, and the two below it by all there is"
    check(grow(candidate, X[order], y[order]), X[order], y[order], hint=hint)
    X = rng.permutation(300).astype(float)[:, None]
    y = (X[:, 0] > 298).astype(int)
    hint = "One row of 300 is of another class: the node is not pure, and a split lowers its impurity"
    check(grow(candidate, X, y), X, y, hint=hint)
    # Below the first split, which takes off the far group, each side of each cut has 3 in 8, as has the node itself.
    # Their impurity, 0.46875, is below the root's, 0.5, but not below that of their node.
    X = np.column_stack([np.zeros(16), np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], 4, axis=0)])
    X = np.vstack([X, np.tile([9.0, 0.0, 0.0], (4, 1))])
    y = np.array([0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    order = rng.permutation(20)
    hint = "Here no split below the first lowers the impurity of its own node; that of the root is no measure there"
    check(grow(candidate, X[order], y[order]), X, np.repeat([0, 1], [16, 4]), hint=hint)


@case("rows that cannot be told apart", tag="edge")
def same_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.tile(rng.normal(size=(1, 3)), (7, 1))
    y = rng.permutation([0, 1, 1, 0, 1, 2, 1])
    check(grow(candidate, X, y), X, np.ones(7, int), hint=LEAF)
    # The majority is neither the median nor the rounded mean.
    for counts in ((3, 1, 4), (4, 1, 3)):
        X, y = np.tile(rng.normal(size=(1, 2)), (8, 1)), rng.permutation(np.repeat([0, 1, 2], counts))
        check(grow(candidate, X, y), X, np.full(8, np.argmax(counts)), hint=LEAF)


@case("one class only, and a single row", tag="edge")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (9, 1):
        X = rng.normal(size=(n, 2))
        check(grow(candidate, X, np.full(n, 3)), X, np.full(n, 3), hint="A node of one class is a leaf")


@case("constant and repeated values", tag="edge")
def repeated_values(candidate: Candidate, rng: np.random.Generator) -> None:
    # A cut inside the constant column would look perfect, as the rows come sorted by label.
    X = np.column_stack([np.full(12, 2.0), np.arange(12) + rng.uniform(0.0, 0.5, 12)])
    y = (np.arange(12) >= 6).astype(int)
    check(grow(candidate, X, y), X, y, hint="A constant feature cannot split anything")
    while True:
        X = rng.integers(0, 4, size=(30, 3)).astype(float)
        X[:, 1] = 2.0
        y = (X[:, 0] > 1).astype(int)
        y[rng.random(30) < 0.25] ^= 1
        try:
            wanted = settled(X, y)
            break
        except Unsettled:
            continue
    check(grow(candidate, X, y), X, wanted, hint="Rows of equal value go to the same side")


@case("each fit starts anew", tag="edge", clarifies="refit")
def fits_again(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, _ = draw(rng, d=2)
    tree = grow(candidate, X, y)
    X, y, wanted = draw(rng, n=30, d=4, classes=3, noise=0.05)
    tree.fit(X, y + 5)
    check(tree, X, wanted + 5, hint="A second fit replaces the first")
    # The same rows with other labels, after they were asked for.
    X = rng.permutation(6).astype(float)[:, None]
    y = (X[:, 0] > 2).astype(np.int32)
    tree = grow(candidate, X, y)
    check(tree, X, y)
    tree.fit(X, 1 - y)
    check(tree, X, 1 - y, hint="A second fit replaces the first, here with other labels for the same rows")
    # Now the classes differ in a column that was not there before.
    wide = np.column_stack([np.zeros((6, 2)), X])
    tree.fit(wide, y)
    check(tree, wide, y, hint="This fit has two features more than the one before it, and only the last one matters")
    # Labels in 32 bits so far, and now one that needs more. Floats hold it exactly.
    numbers = np.array([12, 3_000_000_000], dtype=np.int64)[y]
    tree.fit(wide, numbers)
    check(tree, wide, numbers, hint="The labels are those of the last fit, whatever the type of earlier ones")


@case("two trees share nothing", tag="edge")
def two_trees(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, noise=0.05)
    tree = grow(candidate, X, y)
    other, flipped, _ = draw(rng)
    grow(candidate, other, 1 - flipped)
    check(tree, X, wanted, hint="Fitting another tree must not change this one")


@case("labels that are texts", tag="contract", clarifies="labels")
def text_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, n=25, classes=3, noise=0.05)
    hint = "Predictions are the labels themselves"
    names = np.array(["setosa", "versicolor", "virginica"])
    check(grow(candidate, X, names[y]), X, names[wanted], hint=hint)
    # Texts of very different length, which begin alike; the shortest is asked for first.
    names = np.array(["none", "subscription_basic", "subscription_basic_plus"])
    X = np.arange(6.0)[rng.permutation(6), None]
    y = (X[:, 0] // 2).astype(int)
    tree = grow(candidate, X, names[y])
    order = np.argsort(y, kind="stable")
    check(tree, X[order], names[y[order]], hint=hint)
    # Texts that look like numbers, and one that is empty.
    y = (X[:, 0] > 2).astype(int)
    for one, other in (("01", "2"), ("", "a")):
        names = np.array([one, other])
        hint = f"Predictions are the labels themselves, here the texts {one!r} and {other!r}"
        check(grow(candidate, X, names[y]), X, names[y], hint=hint)


@case("labels that are any whole numbers, floats too", tag="contract", clarifies="labels")
def odd_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, n=25, classes=3, noise=0.05)
    hint = "Predictions are the labels themselves"
    for values in (np.array([-7, 100, 3]), np.array([0.0, 5.0, 2.0])):
        check(grow(candidate, X, values[y]), X, values[wanted], hint=hint)
    # A customer number of more than 32 bits, which floats hold exactly; and -1 is a label like any other.
    X = np.arange(6.0)[rng.permutation(6), None]
    for values in (np.array([3_000_000_000, 12], dtype=np.int64), np.array([-1, 1])):
        numbers = values[(X[:, 0] // 3).astype(int)]
        check(grow(candidate, X, numbers), X, numbers, hint=f"{hint}, here {values[0]} and {values[1]}")
    # More classes than a small integer can count. Any eight splits in a row tell them apart, by the bits of the class.
    y = rng.permutation(np.arange(300) % 150)
    X = ((y[:, None] >> np.arange(8)) & 1).astype(float)
    hint = "There may be any number of classes, here 150, and every feature counts in every node"
    check(grow(candidate, X, y), X, y, hint=hint)


@case("the arguments' defaults", tag="contract", clarifies="depth")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    # Blocks of alternating labels, where each split takes off the largest that is left: a chain of twelve splits, each
    # the only best one. At depth 10 three blocks are left, so that a level less or more gives other predictions.
    hint = "Here max_depth is left at its default, 10"
    y = np.repeat(np.arange(13) % 2, [27, 22, 19, 15, 13, 11, 9, 7, 6, 5, 4, 4, 3])
    X = np.arange(145.0)[:, None] + rng.uniform(0.0, 0.5, size=(145, 1))
    for rows in (X, -X):
        check(grow(candidate, rows, y), rows, settled(rows, y), hint=hint)
    X = np.sort(rng.normal(size=(2, 1)), axis=0)
    hint = "Here min_samples is left at its default, 2: two rows are enough for a split"
    check(grow(candidate, X, np.array([1, 0])), X, np.array([1, 0]), hint=hint)
    X, y, wanted = draw(rng, n=40, noise=0.45)
    check(grow(candidate, X, y), X, wanted, hint=TRAINED)


@case("features of a large scale with small differences", tag="numerics")
def large_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, noise=0.05)
    ranks = np.argsort(np.argsort(X, axis=0), axis=0)  # the trees are the same
    for moved in (X * 1e9, X * 1e-9, X + 1e6, ranks + 1.7e9):
        check(grow(candidate, moved, y), moved, wanted, hint="Only the order of the values matters")


@case("does not truncate integer data", tag="contract", clarifies="input-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int64, np.int32):
        X, y, wanted = draw(rng, noise=0.05)
        X = np.argsort(np.argsort(X, axis=0), axis=0).astype(dtype)  # ranks: the trees are the same
        check(grow(candidate, X, y.astype(dtype)), X, wanted, hint=TRAINED + ", in integers")
    # Times in seconds; a threshold of 0, between the values or on one; and neighbours, of which the upper one is what
    # their midpoint becomes when it is cut to a whole number.
    pairs = [(1_700_000_000, 1_700_000_010, np.int64), (-100, 100, np.int32), (0, 50, np.int64)]
    for low, high, dtype in [*pairs, (-2, -1, np.int64), (-2, -1, np.int32)]:
        y = rng.permutation(np.arange(8) % 2)
        X = np.where(y == 1, high, low).astype(dtype)[:, None]
        hint = f"{TRAINED}; the values are {low} and {high}, in {np.dtype(dtype)}"
        check(grow(candidate, X, y), X, y, hint=hint)


@case("takes float32 data", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, noise=0.05)
    X = X.astype(np.float32)
    check(grow(candidate, X, y), X, wanted, hint=TRAINED + ", in float32")


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, noise=0.05)
    tree = expect.an_object(candidate.SimpleDecisionTree(), "SimpleDecisionTree(...)")
    expect.unmodified(tree.fit, X.tolist(), y.tolist())
    found = labels(expect.unmodified(tree.predict, X.tolist()), 24)
    expect.equal(found, wanted, "labels", hint=TRAINED)
    # Labels that a solution may want to number anew, which is to happen in a list of its own.
    tree = expect.an_object(candidate.SimpleDecisionTree(), "SimpleDecisionTree(...)")
    expect.unmodified(tree.fit, X.tolist(), (5 + 2 * y).tolist())


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, wanted = draw(rng, noise=0.05)
    tree = expect.an_object(candidate.SimpleDecisionTree(), "SimpleDecisionTree(...)")
    expect.unmodified(tree.fit, X, y)
    found = labels(expect.unmodified(tree.predict, X), 24)
    expect.equal(found, wanted, "labels", hint=TRAINED)


@case("is vectorized", tag="speed", catches_nothing_because="slow is no bug")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(1200, 6))
    y = (X[:, 0] + X[:, 1] > 0).astype(int)
    tree = expect.an_object(candidate.SimpleDecisionTree(max_depth=4), "SimpleDecisionTree(...)")
    expect.fast(tree.fit, Reference(max_depth=4).fit, X, y, ratio=25.0)
    right = (labels(tree.predict(X), 1200) == y).mean()
    expect.that(
        bool(right > 0.85),
        f"labels: expected more than 85% of the training rows right with max_depth=4, got {right:.0%}",
    )
