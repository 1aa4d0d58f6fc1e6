"""Hidden cases of k-means++ seeding.

Draws differ between right solutions. Most cases leave one right set of rows; two count over many seeds, with margins of
six standard deviations or more.
"""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

SQUARED = "The probability is proportional to the squared distance to the nearest row chosen so far"
DISTINCT = "A row that coincides with a chosen one has probability zero, so distinct rows come first"


def choose(candidate, X, k, seed):
    """The chosen centroids (k, d), each a row of X."""
    found = expect.array(candidate.seed_centroids(X, k, seed), "centroids", shape=(k, np.shape(X)[1]))
    rows = np.asarray(X, dtype=float)
    known = (found[:, None, :] == rows).all(axis=2).any(axis=1)
    expect.that(known.all(), "centroids: expected rows of X, got one that is none")
    return found


def seeds(rng, count):
    """Different seeds."""
    return [int(seed) for seed in rng.choice(2**31, size=count, replace=False)]


def check_distinct(candidate, X, k, seed):
    """The k centroids are k different rows."""
    found = choose(candidate, X, k, seed)
    number = len(np.unique(found, axis=0))
    expect.that(number == k, f"expected {k} different rows, as X has them, got {number}. {DISTINCT}")


@case("one row of each distant group", tag="core")
def groups(candidate: Candidate, rng: np.random.Generator) -> None:
    # Six groups at least 1e6 apart, each of diameter 2 at most: once a group has a row, the chance that it gets
    # another is below 300 * 4 / 1e12.
    for seed in seeds(rng, 6):
        centres = np.array([[0, 0], [1, 0], [0, 1], [3, 3], [5, 0], [0, 7]]) * 1e6
        group = rng.permutation(np.repeat(np.arange(6), [150, 50, 50, 30, 15, 5]))
        X = centres[group] + rng.uniform(-0.5, 0.5, size=(300, 2))
        found = choose(candidate, X, 6, seed)
        nearest = ((found[:, None, :] - centres) ** 2).sum(axis=2).argmin(axis=1)
        number = len(np.unique(nearest))
        expect.that(number == 6, f"expected a row of each of 6 distant groups, got rows of {number}. {SQUARED}")


@case("squared distances decide, by chance", tag="core")
def squared(candidate: Candidate, rng: np.random.Generator) -> None:
    # 600 rows at 0, 100 at 1 and one at 10. From 0 the weights are 100 * 1 and 1 * 100, so the second row is the far
    # one half of the time; plain distances make it 0.09, fourth powers 0.99, the farthest row always. About 170 of
    # 200 runs start at 0, standard deviation 0.04, so 0.25 to 0.75 is more than six of them.
    X = np.repeat([[0.0], [1.0], [10.0]], [600, 100, 1], axis=0)
    found = [choose(candidate, X, 2, seed)[:, 0] for seed in seeds(rng, 200)]
    second = [pair[1] for pair in found if pair[0] == 0]
    expect.that(
        len(second) > 100, f"the first row: expected one of 600 equal rows of 701 mostly, got {len(second)}/200"
    )
    share = float(np.mean(np.array(second) == 10))
    expect.that(0.25 < share < 0.75, f"a row with half of the weight was drawn in {share:.0%} of the runs. {SQUARED}")


@case("the first row is any row", tag="core")
def first(candidate: Candidate, rng: np.random.Generator) -> None:
    # Eight rows, 240 runs: 30 each, standard deviation 5.1; one that never comes, or 75 times, is out of the question.
    X = np.arange(8.0)[:, None] ** 2
    found = [choose(candidate, X, 1, seed)[0, 0] for seed in seeds(rng, 240)]
    counts = np.array([found.count(value) for value in X[:, 0]])
    hint = "Each row is equally likely to be the first"
    expect.that(counts.min() > 0, f"the first row: one of 8 rows never came in 240 runs. {hint}")
    expect.that(counts.max() < 75, f"the first row: one of 8 rows came {counts.max()} times in 240 runs. {hint}")


@case("distinct rows before copies", tag="edge")
def copies(candidate: Candidate, rng: np.random.Generator) -> None:
    # Exact in any arithmetic: whole coordinates, so the squared distance of a copy is exactly zero.
    for seed in seeds(rng, 8):
        rows = np.array([[0, 0], [3, 1], [-2, 5], [7, -4]])
        X = rows[rng.permutation(np.repeat(np.arange(4), [100, 100, 1, 1]))].astype(float)
        check_distinct(candidate, X, 4, seed)


@case("fewer distinct rows than k", tag="edge")
def too_few(candidate: Candidate, rng: np.random.Generator) -> None:
    for X in (np.full((5, 2), 3.0), np.repeat([[1.0, 2.0], [5.0, 6.0]], 4, axis=0)):
        for k in (3, len(X)):
            found = choose(candidate, X, k, seeds(rng, 1)[0])
            wanted = len(np.unique(X, axis=0))
            expect.that(len(np.unique(found, axis=0)) == wanted, f"expected {wanted} different rows. {DISTINCT}")


@case("every row, and a single one", tag="edge")
def all_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Whole numbers again; the draw without copies must end with each row once.
    for n in (1, 2, 6):
        X = rng.permutation(np.arange(3 * n).reshape(n, 3)).astype(float)
        check_distinct(candidate, X, n, seeds(rng, 1)[0])


@case("tiny distances and eight-bit integers", tag="numerics")
def scales(candidate: Candidate, rng: np.random.Generator) -> None:
    # Differences of 16 and 32 have squares that are zero in eight bits.
    rows = np.array([[0], [16], [32], [64]], dtype=np.int8)
    for seed in seeds(rng, 4):
        X = rows[rng.permutation(np.repeat(np.arange(4), [40, 40, 1, 1]))]
        check_distinct(candidate, X, 4, seed)
        check_distinct(candidate, X.astype(float) * 2.0**-40, 4, seed)


@case("a seed repeats its draw, lists will do, nothing is changed", tag="contract")
def repeats(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.integers(-9, 10, size=(40, 2)).astype(float)
    found = []
    for seed in seeds(rng, 12):
        one = expect.array(expect.unmodified(candidate.seed_centroids, X, 3, seed), "centroids", shape=(3, 2))
        expect.equal(choose(candidate, X, 3, seed), one, "centroids", hint="The same seed gives the same rows")
        expect.equal(choose(candidate, X.tolist(), 3, seed), one, "centroids", hint="A list is the same data")
        found.append(one.tolist())
    # 40 rows and three draws: that twelve seeds agree by chance is out of the question.
    expect.that(
        any(rows != found[0] for rows in found), "expected different draws for different seeds, got one twelve times"
    )
