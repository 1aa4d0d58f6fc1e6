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
        f"labels: expected whole numbers from 0 to {k - 1}, got some from {labels.min()} to {labels.max()}",
    )
    return centroids, labels


def distances(X, centroids):
    """Euclidean distances, (n, k)."""
    return np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)


def two_blobs(rng, size=30, d=2, apart=200.0):
    """Two tight, equally large blobs on one line, so that every start of k=2 leads to the same clustering.

    Off a line that is not so: two starts above each other split both blobs across, and stay there.
    """
    t = rng.normal(size=2 * size)
    t[size:] += apart
    direction = rng.choice([-1.0, 1.0], size=d) * rng.uniform(0.5, 1.0, size=d)
    direction[0] = 1.0
    order = rng.permutation(2 * size)
    return rng.uniform(-3.0, 3.0, size=d) + t[order, None] * direction, order >= size


def check_two_blobs(result, X, far, *, rtol=1e-6, scale=200.0):
    """The clustering is the one that every start leads to: each blob one cluster, its mean the centroid."""
    centroids, labels = read(result, X, 2)
    order = np.argsort(centroids[:, 0])
    wanted = np.array([X[~far].mean(axis=0), X[far].mean(axis=0)])
    hint = "A centroid is the mean of its cluster's points"
    expect.close(centroids[order], wanted, "centroids", rtol=rtol, scale=scale, hint=hint)
    expect.equal(order[far.astype(int)], labels, "labels", hint="Each point belongs to its nearest centroid")


def is_settled(centroids, labels, X):
    """Whether a clustering is a fixed point: labels nearest, centroids the means of their points."""
    D = distances(X, centroids)
    if (D[np.arange(len(X)), labels] > D.min(axis=1) + 1e-6).any():
        return False
    means = [X[labels == j].mean(axis=0) if (labels == j).any() else centroids[j] for j in range(len(centroids))]
    return bool(np.abs(np.array(means) - centroids).max() < 1e-5)


@case("finds two clusters that are far apart", tag="core")
def two_far_clusters(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng)
    check_two_blobs(candidate.kmeans(X, 2), X, far)


@case("iterates until nothing changes: labels nearest, centroids the means", tag="core")
def settles(candidate: Candidate, rng: np.random.Generator) -> None:
    X, k = rng.uniform(0.0, 10.0, size=(200, 2)), 6
    centroids, labels = read(candidate.kmeans(X, k, max_iters=500), X, k)
    counts = np.bincount(labels, minlength=k)
    expect.that(counts.min() > 0, f"expected {k} clusters with points in them, got {int((counts > 0).sum())}")
    D = distances(X, centroids)
    wrong = D[np.arange(len(X)), labels] > D.min(axis=1) + 1e-6
    expect.that(not wrong.any(), f"labels: {int(wrong.sum())} of {len(X)} points are not with their nearest centroid")
    means = np.array([X[labels == j].mean(axis=0) for j in range(k)])
    hint = "After the last iteration each centroid is the mean of its points"
    expect.close(centroids, means, "centroids", scale=10.0, hint=hint)


@case("works in many dimensions", tag="core")
def many_features(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=20, d=12, apart=300.0)
    check_two_blobs(candidate.kmeans(X, 2), X, far, scale=300.0)


@case("stops after max_iters", tag="contract", clarifies="stopping")
def honours_max_iters(candidate: Candidate, rng: np.random.Generator) -> None:
    settled = []
    for _ in range(4):
        X = rng.uniform(0.0, 10.0, size=(200, 2))
        settled.append(is_settled(*read(candidate.kmeans(X, 6, max_iters=1), X, 6), X))
    expect.that(not all(settled), "max_iters=1: expected one iteration, got a clustering that took many")


@case("stops when the centroids move less than tol", tag="contract", clarifies="stopping")
def honours_tol(candidate: Candidate, rng: np.random.Generator) -> None:
    settled = []
    for _ in range(4):
        X = rng.uniform(0.0, 10.0, size=(200, 2))
        settled.append(is_settled(*read(candidate.kmeans(X, 6, max_iters=500, tol=1e6), X, 6), X))
    expect.that(not all(settled), "tol=1e6: expected to stop at once, got a clustering that took many iterations")


@case("one cluster: its centroid is the mean of everything", tag="edge")
def one_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(3.0, 2.0, size=(17, 3))
    centroids, labels = read(candidate.kmeans(X, 1), X, 1)
    expect.close(centroids[0], X.mean(axis=0), "the centroid", scale=float(np.abs(X).max()))
    expect.equal(labels, np.zeros(17, dtype=int), "labels")


@case("as many clusters as points: each point is its own", tag="edge", clarifies="initialization")
def as_many_as_points(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.permutation(6)[:, None] * 50.0 + rng.normal(size=(6, 2))
    centroids, labels = read(candidate.kmeans(X, 6), X, 6)
    expect.close(centroids[labels], X, "each point's centroid", scale=300.0, hint="k different points are the start")


@case("survives clusters that no point can fill", tag="edge", clarifies="empty-cluster")
def more_clusters_than_distinct(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(2, 3))[rng.permutation(np.arange(12) % 2)]
    centroids, _ = expect.returns(candidate.kmeans(X, 4), "centroids", "labels")
    expect.array(centroids, "centroids", shape=(4, 3))


@case("survives points that are all the same", tag="edge", clarifies="empty-cluster")
def all_the_same(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.tile(rng.normal(size=(1, 2)), (5, 1))
    centroids, _ = expect.returns(candidate.kmeans(X, 3), "centroids", "labels")
    expect.array(centroids, "centroids", shape=(3, 2))


@case("works on a single feature", tag="edge")
def single_feature(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=12, d=1)
    check_two_blobs(candidate.kmeans(X, 2), X, far)


@case("survives many copies of the same points", tag="edge", clarifies="duplicates")
def duplicates(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.repeat(two_blobs(rng, size=6)[0], 5, axis=0)
    centroids, labels = read(candidate.kmeans(X, 2, max_iters=300), X, 2)
    expect.that(
        is_settled(centroids, labels, X),
        "expected each centroid to be the mean of its points, and each label the nearest; got something else",
    )


@case("does not truncate integer data", tag="contract")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    # Different numbers, so that no two starts are one point, and no mean that is a whole number.
    blobs = []
    while len(blobs) < 2:
        t = rng.permutation(np.arange(-9, 10))[:7]
        if t.sum() % 7:
            blobs.append(t + 500 * len(blobs))
    X = np.concatenate(blobs)[:, None] * np.array([1, -2])
    check_two_blobs(candidate.kmeans(X, 2), X, np.arange(14) >= 7, scale=500.0)


@case("takes float32 data", tag="contract")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng)
    X = X.astype(np.float32)
    check_two_blobs(candidate.kmeans(X, 2), X.astype(np.float64), far, rtol=expect.tolerance(X))


@case("takes a list of lists, and leaves it as it is", tag="contract")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=10)
    check_two_blobs(expect.unmodified(candidate.kmeans, X.tolist(), 2), X, far)


@case("leaves the caller's array as it is", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=15)
    check_two_blobs(expect.unmodified(candidate.kmeans, X, k=2), X, far)


@case("keeps its digits far from the origin", tag="numerics")
def large_offset(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng)
    X += 1e6
    check_two_blobs(candidate.kmeans(X, 2), X, far, scale=200.0)


@case("works on data of a large scale", tag="numerics", catches_nothing_because="floating point covers this range")
def large_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=15)
    X *= 1e60
    check_two_blobs(candidate.kmeans(X, 2), X, far, scale=200e60)


@case("is vectorized", tag="speed", catches_nothing_because="the time of a loop is no mistake in its result")
def many_points(candidate: Candidate, rng: np.random.Generator) -> None:
    X, far = two_blobs(rng, size=4000, d=8)
    check_two_blobs(expect.fast(candidate.kmeans, reference, X, 2, ratio=20.0), X, far)
