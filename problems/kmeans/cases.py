"""Hidden cases of kmeans. Many clusterings are right, so they judge properties that every right one has."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import kmeans as reference


def read(result, X, k):
    """The parts of a result, with the shapes and the range of labels that the contract gives."""
    n, d = np.shape(X)
    centroids, labels = expect.returns(result, "centroids", "labels")
    centroids = expect.array(centroids, "centroids", shape=(k, d))
    labels = expect.array(labels, "labels", shape=(n,), kind="whole")
    expect.that(
        labels.min() >= 0 and labels.max() < k,
        f"labels: expected whole numbers from 0 to {k - 1}, as k={k}; got {labels.min()} to {labels.max()}",
    )
    return centroids, labels


def blobs(rng, size=30, d=2, apart=200.0):
    """Two equally large blobs for which every start of k=2 leads to the same clustering; and which is the far one.

    Any two points of a blob differ by 0.3 or more in the first feature and by at most 1 in each other one. So
    the plane between two starts in one blob leaves the other blob whole: its points are on one side by more than
    0.3 * (apart - size / 2), against at most d - 1 from the other features. That side's centroid then moves at
    least half way across, and the next assignment is by blob.
    """
    X = rng.uniform(-0.5, 0.5, size=(2 * size, d))
    X[:, 0] = np.tile(np.arange(size) * 0.5, 2) + rng.uniform(0.0, 0.2, size=2 * size)
    X[size:, 0] += apart
    order = rng.permutation(2 * size)
    return X[order], order >= size


def whole_blobs(rng, apart):
    """Two such blobs of seven whole-numbered points each, whose means are no whole numbers; and which is far."""
    X = rng.integers(-9, 10, size=(14, 2))
    X[:, 0] = np.tile(np.arange(7) * 3, 2) + rng.integers(0, 2, size=14)
    X[7:, 0] += apart
    for blob in (X[:7], X[7:]):
        blob[0] += blob.sum(axis=0) % 7 == 0
    return X, np.arange(14) >= 7


def check_blobs(result, X, far, *, rtol=1e-6, scale=200.0, offset=0.0, data=""):
    """The clustering is the one that every start leads to: each blob one cluster, its mean the centroid.

    The centroids are shown less the offset, where that is what hides their digits. `data` says what X was given as.
    """
    centroids, labels = read(result, X, 2)
    order = np.argsort(centroids[:, 0])
    wanted = np.array([X[~far].mean(axis=0), X[far].mean(axis=0)])
    hint = "A centroid is the mean of its cluster's points"
    name = data + (f"centroids, shown less {offset:.0f}" if offset else "centroids")
    expect.close(centroids[order] - offset, wanted - offset, name, rtol=rtol, scale=scale, hint=hint)
    expect.equal(labels, order[far.astype(int)], data + "labels", hint="Each point belongs to its nearest centroid")


def spread_out(rng, n=200, d=2):
    """Points without any structure, on which no start is near a fixed point; the second feature spreads wider."""
    return rng.uniform(0.0, 10.0, size=(n, d)) * np.where(np.arange(d) == 1, 2.5, 1.0)


def far_from_nearest(centroids, labels, X):
    """How many points are with a centroid that is farther than the nearest one, by more than rounding."""
    with np.errstate(all="ignore"):
        D = np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)  # (n, k)
        return int((~(D[np.arange(len(X)), labels] <= D.min(axis=1) + 1e-6 * np.ptp(X))).sum())


def off_mean(centroids, labels, X):
    """How far the centroids are from the means of their points, as a share of the data's range."""
    held = [j for j in range(len(centroids)) if (labels == j).any()]
    means = np.array([X[labels == j].mean(axis=0) for j in held])
    with np.errstate(all="ignore"):
        return float(np.abs(means - centroids[held]).max() / np.ptp(X))


def unsettled(centroids, labels, X):
    """What keeps a clustering from being a fixed point (labels nearest, centroids the means), or nothing."""
    wrong, off = far_from_nearest(centroids, labels, X), off_mean(centroids, labels, X)
    if wrong:
        return f"{wrong} of {len(X)} points are not with their nearest centroid"
    return "" if off <= 1e-6 else f"a centroid is off the mean of its points by {off:.2g} of the data's range"


def is_settled(centroids, labels, X):
    """Whether a clustering is a fixed point: labels nearest, centroids the means of their points."""
    return not unsettled(centroids, labels, X)


def check_agree(centroids, labels, X):
    """Labels and centroids are at most half an iteration apart, whichever of the two was computed last."""
    wrong = far_from_nearest(centroids, labels, X)
    expect.that(
        wrong == 0 or off_mean(centroids, labels, X) <= 1e-6,
        f"expected labels and centroids of the same iteration; got {wrong} of {len(X)} labels that are not the "
        "nearest centroid, and centroids that are not the means of their labels' points either",
    )


def all_settle(candidate, rng, **options):
    """Whether twenty runs with the options all end settled; each X was clustered before, without the options.

    From any two of the rows it takes ten iterations at most. One is enough for three starts in a hundred, to which
    neither quantiles nor the ends of the range belong.
    """
    settled = []
    for _ in range(20):
        X = ((np.arange(200) + rng.uniform(0.0, 0.5, size=200)) ** 2 / 400)[rng.permutation(200), None]
        candidate.kmeans(X, 2)
        settled.append(is_settled(*read(candidate.kmeans(X, 2, **options), X, 2), X))
    return all(settled)


@case("leaves the caller's array as it is", tag="contract", clarifies="data-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng, size=15)
    check_blobs(expect.unmodified(candidate.kmeans, X, k=2), X, far)
    expect.unshared(candidate.kmeans, (X, 2), (X + 5, 2))


@case("finds two clusters that are far apart", tag="core")
def two_far_clusters(candidate: Candidate, rng: np.random.Generator) -> None:
    for size, apart in ((30, 200.0), (657, 3000.0)):  # the second is no multiple of a block's length
        X, far = blobs(rng, size=size, apart=apart)
        check_blobs(candidate.kmeans(X, 2), X, far, scale=apart)


@case("iterates until nothing changes: labels nearest, centroids the means", tag="core", clarifies="distance")
def settles(candidate: Candidate, rng: np.random.Generator) -> None:
    X, k = spread_out(rng, n=400, d=4), 8
    centroids, labels = read(candidate.kmeans(X, k, max_iters=500, tol=1e-10), X, k)
    counts = np.bincount(labels, minlength=k)
    expect.that(counts.min() > 0, f"expected {k} clusters with points in them, got {int((counts > 0).sum())}")
    wrong = far_from_nearest(centroids, labels, X)
    words = f"labels: {wrong} of {len(X)} points are not with their nearest centroid, by Euclidean distance"
    expect.that(wrong == 0, words)
    means = np.array([X[labels == j].mean(axis=0) for j in range(k)])
    hint = "After the last iteration each centroid is the mean of its points"
    expect.close(centroids, means, "centroids", scale=25.0, hint=hint)


@case("works in many dimensions, one of them constant", tag="core")
def many_features(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng, size=20, d=12, apart=300.0)
    X[:, 5] = 3.0
    check_blobs(candidate.kmeans(X, 2), X, far, scale=300.0)


@case("labels and centroids agree when max_iters cuts it short", tag="core", clarifies="label-order")
def agrees_when_cut_short(candidate: Candidate, rng: np.random.Generator) -> None:
    for iterations in (1, 2, 3):
        X = spread_out(rng, n=150, d=3)
        check_agree(*read(candidate.kmeans(X, 5, max_iters=iterations), X, 5), X)


@case("stops after max_iters", tag="contract", clarifies="stopping")
def honours_max_iters(candidate: Candidate, rng: np.random.Generator) -> None:
    X = spread_out(rng, n=40)
    centroids, _ = read(candidate.kmeans(X, 1, max_iters=1), X, 1)
    hint = "One iteration is an assignment and an update"
    expect.close(centroids[0], X.mean(axis=0), "max_iters=1, k=1: the centroid", scale=25.0, hint=hint)
    settled = []
    for _ in range(4):
        X = spread_out(rng)
        settled.append(is_settled(*read(candidate.kmeans(X, 6, max_iters=1), X, 6), X))
    expect.that(not all(settled), "max_iters=1: expected one iteration, got a clustering that took many")
    expect.that(
        not all_settle(candidate, rng, max_iters=1),
        "max_iters=1, after a call with the same X and k and without it: expected one iteration, got clusterings that "
        "took several",
    )


@case("stops when the centroids move less than tol", tag="contract", clarifies="stopping")
def honours_tol(candidate: Candidate, rng: np.random.Generator) -> None:
    # A few iterations in, all centroids together move less than 8, and the clustering is far from settled.
    for tol, words in ((1e6, "at once"), (8.0, "after a few iterations")):
        settled = []
        for _ in range(4):
            X = spread_out(rng, n=400)
            settled.append(is_settled(*read(candidate.kmeans(X, 8, max_iters=500, tol=tol), X, 8), X))
        expect.that(
            not all(settled), f"tol={tol:g}: expected to stop {words}, got a clustering that took many iterations"
        )
    expect.that(
        not all_settle(candidate, rng, tol=1e6),
        "tol=1e+06, after a call with the same X and k and without it: expected to stop at once, got clusterings that "
        "took several iterations",
    )


@case("tol is a distance, on data of every scale", tag="numerics", clarifies="stopping")
def tol_is_a_distance(candidate: Candidate, rng: np.random.Generator) -> None:
    # A point that changes its cluster moves a centroid by about a hundredth of the range, and tol is a hundred times
    # less, or ten thousand: a run that has stopped is settled, but for a rare chance, and one of three has to be.
    # Squares, changes of the inertia or of a norm, relative movements, and sums in which movements cancel out or the
    # one of a constant feature decides, are below tol at once.
    tables = (
        (lambda X: X * 1e-6, 1e-11, "values up to 1e-6"),
        (lambda X: X * 1e5, 1.0, "values up to 1e5"),
        (lambda X: X / X.sum(axis=1, keepdims=True), 1e-5, "rows that sum to 1"),
        (lambda X: np.column_stack([X[:, :2] * 100.0, np.full(200, 1e6)]), 0.01, "a column that is 1000000 throughout"),
    )
    for table, tol, words in tables:
        runs = []
        for _ in range(3):
            X = table(rng.uniform(0.0, 1.0, size=(200, 3)))
            centroids, labels = read(candidate.kmeans(X, 6, max_iters=500, tol=tol), X, 6)
            check_agree(centroids, labels, X)
            runs.append(unsettled(centroids, labels, X))
        expect.that(
            not all(runs),
            f"{words}: after the last of three runs {runs[-1]}. "
            f"With tol={tol:g} a run goes on until no centroid moves by that much",
        )
    for _ in range(4):  # one of them may be settled after a single iteration
        X = rng.uniform(0.0, 1e-6, size=(100, 2))
        found = unsettled(*read(candidate.kmeans(X, 4, max_iters=150, tol=0), X, 4), X)
        expect.that(not found, f"values up to 1e-6: {found}. With tol=0 a run goes on until no centroid moves at all")


@case("iterates 100 times and to 1e-4 where nothing else is asked for", tag="contract", clarifies="stopping")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    # A long tail draws the centroids out slowly: from any two of the rows it takes 20 iterations at most, and 10 are
    # enough for a quarter of the starts.
    for _ in range(10):
        X = 100.0 * (1.0 - (np.arange(400) + rng.uniform(0.2, 0.8, size=400)) / 400) ** (-1 / 3)
        X = X[rng.permutation(400), None]
        found = unsettled(*read(candidate.kmeans(X, 2), X, 2), X)
        expect.that(not found, f"without max_iters: {found}. 100 iterations, as in the signature, are enough for that")
    # A point that changes its cluster moves a centroid by about 0.0005, and all move less than 0.01 from the start or
    # soon: stopping there is a settled clustering in one run of 200 or fewer.
    runs = []
    for _ in range(8):
        X = rng.uniform(0.0, 0.05, size=(100, 2))
        centroids, labels = read(candidate.kmeans(X, 5), X, 5)
        check_agree(centroids, labels, X)
        runs.append(unsettled(centroids, labels, X))
    found = [run for run in runs if run]
    expect.that(
        len(found) <= 3,
        f"values up to 0.05, without tol: in {len(found)} of 8 runs points still change their cluster at the end; "
        "tol is 0.0001, as in the signature",
    )


@case("one cluster: its centroid is the mean of everything, even of a single row", tag="edge", clarifies="valid-input")
def one_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (17, 1, 3000):
        X = rng.normal(3.0, 2.0, size=(n, 3))
        centroids, labels = read(candidate.kmeans(X, 1), X, 1)
        hint = "With k=1 every point is in the one cluster"
        expect.close(centroids[0], X.mean(axis=0), "the centroid", scale=float(np.abs(X).max()), hint=hint)
        expect.equal(labels, np.zeros(n, dtype=int), "labels", hint=hint)


@case("as many clusters as points: each point is its own", tag="edge", clarifies="initialization")
def as_many_as_points(candidate: Candidate, rng: np.random.Generator) -> None:
    once = {"max_iters": 1}  # which is enough, from n different points
    # 300 labels need more than eight bits.
    for n, d, options in ((40, 2, {}), (40, 2, {}), (40, 2, once), (300, 1, once)):
        X = rng.permutation(n)[:, None] * 50.0 + rng.normal(size=(n, d))
        X -= X[0]  # a row of zeros is a point like any other
        centroids, labels = read(candidate.kmeans(X, n, **options), X, n)
        hint = "With as many clusters as points, each point is a centroid, as the start is k different points"
        expect.close(centroids[labels], X, "each point's centroid", scale=50.0, hint=hint)


@case("survives clusters that no point can fill", tag="edge", clarifies="empty-cluster")
def more_clusters_than_distinct(candidate: Candidate, rng: np.random.Generator) -> None:
    # Where the centroid of an empty cluster lies is not judged, only that the others are as they should be.
    rows = rng.normal(size=(2, 3))
    for _ in range(3):
        X = rows[rng.permutation(np.arange(12) % 2)]
        found = unsettled(*read(candidate.kmeans(X, 6), X, 6), X)
        expect.that(
            not found, f"two different rows, k=6: {found}, although clusters with points are to be as elsewhere"
        )
    # Nine or more of 15 clusters are empty. Early on, those with points are the first six in one run of 25 only; later
    # on always, where the first of equal centroids gets the points.
    X = np.repeat(rng.normal(size=(6, 3)), 3, axis=0)
    for _ in range(6):
        check_agree(*read(candidate.kmeans(X, 15, max_iters=1), X, 15), X)


@case("survives points that are all the same", tag="edge", clarifies="empty-cluster")
def all_the_same(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.tile(rng.uniform(1.0, 9.0, size=(1, 2)), (5, 1))
    centroids, labels = read(candidate.kmeans(X, 3), X, 3)
    expect.close(centroids[labels], X, "each point's centroid", hint="The mean of equal points is that point")


@case("goes on where a cluster has lost its points", tag="edge", clarifies="empty-cluster")
def loses_its_points(candidate: Candidate, rng: np.random.Generator) -> None:
    # From 21 of the 126 ways to start with different values, a cluster is empty after a few iterations.
    X = np.repeat([-19.0, 5.0, 9.0, 10.0, 12.0, 42.0, 47.0, 76.0, 78.0], [4, 12, 3, 3, 11, 6, 11, 9, 1])
    X = rng.permutation(X)[:, None]
    for _ in range(100):
        check_agree(*read(candidate.kmeans(X, 5), X, 5), X)
    # Mostly both starts are copies of one row, and one cluster is empty. The other row is in some cluster all the same,
    # and draws its mean up to that of everything, or higher.
    for _ in range(6):
        X = np.append(np.full(30, rng.uniform(1.0, 9.0)), 50.0)[rng.permutation(31), None]
        centroids, _ = read(candidate.kmeans(X, 2, max_iters=1), X, 2)
        expect.that(
            centroids.max() > X.mean() - 1e-6,
            f"30 equal rows and a larger one, k=2, max_iters=1: expected a centroid of {X.mean():.6g} or more, got "
            f"{centroids.max():.6g} as the largest. The clusters that have points move to their means, also where one "
            "is empty",
        )


@case("works on a single feature, and leaves a lone point its cluster", tag="edge")
def single_feature(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng, size=12, d=1)
    check_blobs(candidate.kmeans(X, 2), X, far)
    # After one iteration, from any start, the far point's cluster has a mean of 800 or more; after two it is alone.
    X = np.append(rng.uniform(0.0, 100.0, size=120), 1e5)[rng.permutation(121), None]
    for _ in range(4):
        check_blobs(candidate.kmeans(X, 2, max_iters=8), X, X[:, 0] > 1e4, scale=1e5)


@case("counts every copy of a repeated point", tag="edge", clarifies="duplicates")
def duplicates(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.repeat(blobs(rng, size=6)[0], [1, 9, 2, 7, 3, 5, 1, 8, 2, 6, 3, 4], axis=0)
    centroids, labels = read(candidate.kmeans(X, 2, max_iters=300), X, 2)
    wrong = far_from_nearest(centroids, labels, X)
    expect.that(wrong == 0, f"labels: {wrong} of {len(X)} points, copies included, are not with their nearest centroid")
    expect.that(
        is_settled(centroids, labels, X),
        "centroids: expected the means of their points, each copy of a repeated point counted; got others",
    )


@case("does not truncate integer data", tag="contract", clarifies="data-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    # The third are times in seconds, of which float32 would make one and the same.
    for dtype, apart, offset in ((np.int64, 1000, 0), (np.int32, 100_000, 0), (np.int64, 100_000, 1_700_000_000)):
        X, far = whole_blobs(rng, apart)
        X += offset
        result = expect.unmodified(candidate.kmeans, X.astype(dtype), 2)
        check_blobs(result, X, far, scale=float(apart), offset=float(offset), data=f"X of {np.dtype(dtype)}: ")


@case("takes float32 data", tag="contract", clarifies="data-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng)
    X = X.astype(np.float32)
    result = expect.unmodified(candidate.kmeans, X, 2)
    check_blobs(result, X.astype(np.float64), far, rtol=expect.tolerance(X))


@case("takes a list of lists, and leaves it as it is", tag="contract", clarifies="data-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng, size=10)
    check_blobs(expect.unmodified(candidate.kmeans, X.tolist(), 2), X, far)
    X, far = whole_blobs(rng, 1000)
    check_blobs(
        expect.unmodified(candidate.kmeans, X.tolist(), 2), X, far, scale=1000.0, data="a list of whole numbers: "
    )


@case("keeps its digits far from the origin", tag="numerics")
def large_offset(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng)
    X += 1e6
    check_blobs(candidate.kmeans(X, 2, tol=1e-12), X, far, scale=200.0, offset=1e6)
    # A tolerance relative to the values, a hundred-thousandth of them, is ten here, and stops at once. The run may be
    # off a fixed point by what distances lose when the square is expanded, so by 0.1 at most.
    X = spread_out(rng, n=300)
    centroids, labels = read(candidate.kmeans(X + 1e6, 6, max_iters=500, tol=1e-6), X, 6)
    centroids = centroids - 1e6
    D = np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)
    wrong = int((D[np.arange(300), labels] > D.min(axis=1) + 0.1).sum())
    expect.that(
        wrong == 0 and off_mean(centroids, labels, X) < 0.004,
        "values around 1000000, tol=1e-06: expected to go on until no centroid moves by that much, got a run that "
        "stopped while points still change their cluster",
    )


@case("works on data of a large scale", tag="numerics")
def large_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = blobs(rng, size=15)
    X *= 1e60
    check_blobs(candidate.kmeans(X, 2), X, far, scale=200e60)


@case("is vectorized", tag="speed")
def many_points(candidate: Candidate, rng: np.random.Generator) -> None:
    X = spread_out(rng, n=6007, d=8)  # too many points to settle in five iterations: all take as many
    result = expect.fast(candidate.kmeans, reference, X, 8, max_iters=5, tol=0.0, ratio=9.0)
    check_agree(*read(result, X, 8), X)
