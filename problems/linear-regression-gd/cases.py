"""Hidden cases of linear-regression-gd. From zeros there is one right trajectory, so most compare it exactly."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import linear_regression_gradient_descent as reference

ZEROS = "Training starts from zero weights and a zero bias"
GRADIENT = "The gradient of the mean squared error is 2/n times X^T (prediction - y), and each epoch makes one update"
FLOATS = (
    "Expected is what came out for the same numbers in float64 arrays. Compute in floats, whatever the numbers come as"
)


def data(rng, n=40, d=3):
    """A noisy linear relation: X (n, d) and y (n,)."""
    X = rng.normal(size=(n, d))
    y = X @ rng.uniform(1.0, 3.0, size=d) + 4.0 + 0.3 * rng.normal(size=n)
    return X, y


def read(result, d, epochs, *, finite=True):
    """The parts of a result, with the shapes that the contract gives."""
    weights, bias, losses = expect.returns(result, "weights", "bias", "losses")
    weights = expect.array(weights, "weights", shape=(d,), finite=finite)
    bias = expect.scalar(bias, "bias", finite=finite)
    return weights, bias, expect.array(losses, "losses", shape=(epochs,), finite=finite)


def check_fit(result, X, y, epochs, lr, *, rtol=1e-6, hint=GRADIENT):
    """Weights and bias are those of the one right trajectory."""
    weights, bias, losses = read(result, np.shape(X)[1], epochs)
    w, b, _ = reference(np.asarray(X, dtype=float), np.asarray(y, dtype=float), lr, epochs)
    scale = max(float(np.abs(w).max()), abs(b))
    expect.close(weights, w, "weights", rtol=rtol, scale=scale, hint=hint)
    expect.close(bias, b, "bias", rtol=rtol, scale=scale, hint=hint)
    return losses


def check_same(got, wanted, *, of="", rtol=1e-9, hint):
    """A result is that of another call, whatever the loss or the gradient may be called there; as from `read`."""
    scale = max(float(np.abs(wanted[0]).max()), abs(wanted[1]))
    for name, one, other in zip(("weights", "bias", "losses"), got, wanted, strict=True):
        scale = float(np.abs(other).max()) if name == "losses" else scale
        expect.close(one, other, f"{name}{of}", rtol=rtol, scale=scale, hint=hint)


@case("reaches the least-squares solution when it trains long enough", tag="core")
def reaches_least_squares(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=200)
    weights, bias, _ = read(candidate.linear_regression_gradient_descent(X, y, lr=0.1, epochs=1500), 3, 1500)
    best = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]
    hint = "1500 epochs, all of them, lead to the least-squares fit"
    expect.close(weights, best[:3], "weights", scale=4.0, hint=hint)
    expect.close(bias, best[3], "bias", scale=4.0, hint=hint)


@case("the loss falls with every epoch at a small learning rate", tag="core")
def loss_falls(candidate: Candidate, rng: np.random.Generator) -> None:
    # In the second data every row comes with its mirror image and the same target: only the bias has to learn, and the
    # gradient of the weights is zero from the start, exactly, as these numbers have no rounding.
    noisy = data(rng)
    half = rng.integers(-9, 10, size=(10, 3)) / 8
    mirrored = np.vstack([half, -half]), np.full(20, 3.0)
    for (X, y), where in ((noisy, ""), (mirrored, ", where only the bias has to learn")):
        _, _, losses = read(candidate.linear_regression_gradient_descent(X, y, lr=0.02, epochs=30), 3, 30)
        rises = int((np.diff(losses) >= 0).sum())
        expect.that(rises == 0, f"losses{where}: expected each smaller than the one before, got {rises} that are not")
        fall = f"{losses[0]:.6g} to {losses[-1]:.6g}"
        words = f"losses{where}: expected to fall by 30% or more in 30 epochs, got {fall}"
        expect.that(losses[-1] < 0.7 * losses[0], words)


@case("the first update is the gradient step", tag="core", clarifies="gradient-scale")
def first_step(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    check_fit(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=1), X, y, 1, 0.05)


@case("several updates follow the one right path", tag="core", clarifies="gradient-scale")
def several_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    check_fit(candidate.linear_regression_gradient_descent(X, y, 0.05, 7), X, y, 7, 0.05)  # in the order of the stub
    X = X * 2e4
    hint = f"Here features are about 20,000 and lr is 1e-10, and both are taken as they come. {GRADIENT}"
    check_fit(candidate.linear_regression_gradient_descent(X, y, lr=1e-10, epochs=7), X, y, 7, 1e-10, hint=hint)


@case("starts from zero weights and a zero bias", tag="core", clarifies="start")
def starts_from_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    result = candidate.linear_regression_gradient_descent(X, y, lr=1e-12, epochs=1)
    weights, bias, _ = read(result, 3, 1)
    expect.close(weights, np.zeros(3), "weights after a tiny step", scale=1e-3, hint=ZEROS)
    expect.close(bias, 0.0, "bias after a tiny step", scale=1e-3, hint=ZEROS)


@case("the loss is the mean of the squared errors", tag="core", clarifies="loss-definition")
def loss_is_mean_square(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    _, _, losses = read(candidate.linear_regression_gradient_descent(X, y, lr=1e-9, epochs=2), 3, 2)
    expect.close(losses, np.full(2, np.mean(y**2)), "losses at almost no step", hint="Mean of squares, no factor 1/2")


@case("each loss is measured before its update", tag="core", clarifies="loss-timing")
def loss_before_update(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    w, b, _ = read(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=1), 3, 1)
    _, _, losses = read(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=2), 3, 2)
    # A ratio, so that a factor in the definition of the loss is not judged here again.
    ratio = float(np.mean((X @ w + b - y) ** 2) / np.mean(y**2))
    expect.that(losses[0] > 0, f"losses[0]: expected the loss of the start, above zero, got {losses[0]:.6g}")
    hint = (
        "losses[i] is measured before the i-th update, so losses[0] belongs to the start, and losses[1] to the weights "
        "and the bias that a call with epochs=1 returns, from which the expected value is computed"
    )
    expect.close(losses[1] / losses[0], ratio, "losses[1] / losses[0]", hint=hint)


@case("has the defaults lr=0.01 and epochs=1000", tag="contract", clarifies="gradient-scale")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    # The last feature is small, so that its weight of 3 is far from learnt after 1000 epochs at 0.01: it has come about
    # a twentieth of the way, and at another rate or in more epochs it would have come further.
    X = rng.normal(size=(40, 3)) * np.array([1.0, 1.0, 0.05])
    y = X @ np.array([1.0, 2.0, 3.0]) + 4.0
    hint = f"The defaults are lr=0.01 and epochs=1000. {GRADIENT}"
    check_fit(candidate.linear_regression_gradient_descent(X, y), X, y, 1000, 0.01, hint=hint)


@case("a perfect fit still trains for every epoch", tag="edge")
def nothing_to_learn(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.normal(size=(10, 2))
    weights, bias, losses = read(candidate.linear_regression_gradient_descent(X, np.zeros(10), epochs=25), 2, 25)
    for name, found in (("weights", weights), ("bias", bias), ("losses", losses)):
        largest = float(np.abs(found).max())
        expect.that(largest < 1e-9, f"{name}: expected zeros, as every target is zero, got up to {largest:.6g}")


@case("no update is left out where targets are tiny", tag="edge", clarifies="early-stopping")
def tiny_targets(candidate: Candidate, rng: np.random.Generator) -> None:
    # A power of two changes no digit: weights and bias are smaller by just this factor, and losses by its square.
    (X, y), factor = data(rng), 2.0**-40
    usual = read(candidate.linear_regression_gradient_descent(X, y, lr=0.1, epochs=200), 3, 200)
    tiny = read(candidate.linear_regression_gradient_descent(X, y * factor, lr=0.1, epochs=200), 3, 200)
    hint = (
        "Expected is what came out for targets of about 5, scaled alike. No loss or gradient is small enough to stop at"
    )
    wanted = [part * scale for part, scale in zip(usual, (factor, factor, factor**2), strict=True)]
    check_same(tiny, wanted, of=" for targets of about 5e-12", hint=hint)


@case("no update is left out where the rate is tiny", tag="edge", clarifies="early-stopping")
def tiny_rate(candidate: Candidate, rng: np.random.Generator) -> None:
    # On so short a way the gradient stays what it is, within some 1e-7, so the updates add up.
    X, y = data(rng, n=8)
    many = read(candidate.linear_regression_gradient_descent(X, y, lr=1e-12, epochs=2003), 3, 2003)
    one = read(candidate.linear_regression_gradient_descent(X, y, lr=2003e-12, epochs=1), 3, 1)
    hint = "Expected is one update at 2003 times the rate. Every update counts, however little the loss moves"
    of = " after 2003 epochs at lr=1e-12"
    check_same(many, (one[0], one[1], np.full(2003, one[2][0])), of=of, rtol=1e-5, hint=hint)


@case("a single sample", tag="edge", clarifies="gradient-scale")
def single_sample(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = rng.uniform(0.5, 1.5, size=(1, 3)), rng.uniform(1.0, 3.0, size=1)
    check_fit(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=5), X, y, 5, 0.05)


@case("a single feature", tag="edge", clarifies="gradient-scale")
def single_feature(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=15, d=1)
    check_fit(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=5), X, y, 5, 0.05)


@case("as many features as samples, and more, constant and repeated ones", tag="edge", clarifies="gradient-scale")
def wide_and_constant(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, constant in ((6, 2.0), (9, 1.0)):
        X, y = data(rng, n=n, d=9)
        X[:, 0], X[:, 4] = constant, X[:, 7]
        check_fit(candidate.linear_regression_gradient_descent(X, y, lr=0.01, epochs=6), X, y, 6, 0.01)


@case("does not scale the features by itself", tag="edge", clarifies="feature-scaling")
def no_scaling(candidate: Candidate, rng: np.random.Generator) -> None:
    # Only the direction of the first step is judged: it is X^T y, whatever the factor of the gradient, and targets
    # this large leave nothing to see of where it began. Scaled or centred features lead far elsewhere.
    X, y = data(rng)
    X = X * np.array([1.0, 3.0, 0.2]) + np.array([2.0, -1.0, 0.5])
    y = y * 1e4
    weights, bias, _ = read(candidate.linear_regression_gradient_descent(X, y, lr=0.01, epochs=1), 3, 1)
    w, b, _ = reference(X, y, 0.01, 1)
    step, wanted = np.append(weights, bias), np.append(w, b)
    length = max(float(np.linalg.norm(step)), 1e-300)
    hint = "The features are used as they are; the first step goes along X^T y"
    words = "direction of the first step, weights and then bias"
    expect.close(step / length, wanted / np.linalg.norm(wanted), words, rtol=0.02, hint=hint)


@case("a learning rate that is far too large raises nothing", tag="numerics", clarifies="divergence")
def diverges_quietly(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    result = candidate.linear_regression_gradient_descent(X * 10, y, lr=10.0, epochs=300)
    weights, bias, losses = read(result, 3, 300, finite=False)
    # An update multiplies the largest error by 1000 or more, so that 300 of them are far beyond 1e308.
    for name, found in (("weights", weights), ("bias", np.array([bias])), ("losses[-1]", losses[-1:])):
        made_finite = found[np.isfinite(found)][:1]
        hint = "Whatever floats come out are returned, after all the epochs"
        expect.that(
            not made_finite.size, f"{name}: expected inf or nan after 300 epochs at lr=10, got {made_finite}. {hint}"
        )


@case("a learning rate that is too large is used as it is", tag="numerics", clarifies="divergence")
def overshoots(candidate: Candidate, rng: np.random.Generator) -> None:
    # The sixth step, judged from where the first five have led, with the factor that the gradient has at a small rate.
    # At this rate a step multiplies the error of the bias, whose curvature is 1, by -5 (by -2 if the gradient lacks the
    # 2): each loss is higher than the one before, and nothing is near overflow.
    X, y = data(rng)

    def trained(lr, epochs):
        weights, bias, _ = read(candidate.linear_regression_gradient_descent(X, y, lr=lr, epochs=epochs), 3, epochs)
        return np.append(weights, bias)

    def gradient(theta):
        residual = X @ theta[:3] + theta[3] - y
        return np.append(X.T @ residual, residual.sum())

    small = trained(1e-4, 5)
    factor = np.linalg.norm(trained(1e-4, 6) - small) / np.linalg.norm(gradient(small)) / 1e-4
    before = trained(3.0, 5)
    wanted = before - 3.0 * factor * gradient(before)
    hint = "The rate stays as it is, also when the loss rises, and what is returned is where the last update led"
    expect.close(trained(3.0, 6), wanted, "weights and bias after 6 epochs at lr=3, which diverge", hint=hint)


@case("targets of a very large scale", tag="numerics", clarifies="gradient-scale")
def large_targets(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    y = y * 1e80
    hint = f"Here targets are about 1e80, which float64 holds and float32 does not. {GRADIENT}"
    check_fit(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=5), X, y, 5, 0.05, hint=hint)


@case("small errors of large targets are not lost", tag="numerics", clarifies="loss-definition")
def large_offset(candidate: Candidate, rng: np.random.Generator) -> None:
    # Two errors of a tenth for each x of -1 and of 1, and targets around 1e8, where 1e16 is told from 1e16 + 2 at best:
    # a difference of squares is a whole number, and the loss below 0.05. After 800 epochs all there is is learnt,
    # at any factor of the gradient: what is left of the offset is below 1e8 * 0.95^800.
    X = np.tile([[1.0], [-1.0]], (4, 1))
    y = 1e8 + rng.uniform(1.0, 2.0) * X[:, 0] + rng.uniform(0.1, 0.2) * np.repeat([1.0, -1.0, -1.0, 1.0], 2)
    w, b, losses = read(candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=800), 1, 800)
    wanted = np.mean((X @ w + b - y) ** 2)
    hint = "Square the residuals themselves; a difference of large squares has no digits left, nor has float32"
    expect.close(losses[-1], wanted, "losses[-1], of targets around 1e8", rtol=1e-3, hint=hint)


@case("integers are numbers like others", tag="contract", clarifies="data-types")
def integer_data(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.integers(-3, 4, size=(20, 2))
    y = X @ np.array([2, -1]) + rng.integers(1, 4, size=20)
    function = candidate.linear_regression_gradient_descent
    far = y + 2**31 + 1  # float32 and 32 bits cannot hold them
    fractions = rng.uniform(0.2, 0.8, size=20)
    same = [(X, y), (X.astype(np.int32), y.astype(np.int32)), (X / 4, y), (X, fractions), (X, far)]
    for features, target in same:
        wanted = read(function(features.astype(float), target.astype(float), lr=0.03, epochs=5), 2, 5)
        of = f", X of {features.dtype} and y of {target.dtype}"
        check_same(read(function(features, target, lr=0.03, epochs=5), 2, 5), wanted, of=of, hint=FLOATS)


@case("takes float32 data", tag="contract", clarifies="gradient-scale")
def float32_data(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = (part.astype(np.float32) for part in data(rng))
    result = candidate.linear_regression_gradient_descent(X, y, lr=0.05, epochs=5)
    check_fit(result, X, y, 5, 0.05, rtol=expect.tolerance(X, y))


@case("takes lists, also beside an array, and leaves them as they are", tag="contract", clarifies="data-types")
def list_data(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=12)
    X[0], y[0] = np.round(X[0]), np.round(y[0])
    function = candidate.linear_regression_gradient_descent
    wanted = read(function(X, y, lr=0.05, epochs=3), 3, 3)
    rows, target = X.tolist(), y.tolist()
    rows[0], target[0] = [int(value) for value in rows[0]], int(target[0])  # a list may begin with whole numbers
    for of, features, targets in (
        (", both as lists", rows, target),
        (", X as a list", rows, y),
        (", y as a list", X, target),
    ):
        got = read(expect.unmodified(function, features, targets, lr=0.05, epochs=3), 3, 3)
        check_same(got, wanted, of=of, hint=FLOATS)


@case("leaves the caller's arrays as they are", tag="contract", clarifies="data-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    for kind in (np.float64, np.float32):
        features, target = X.astype(kind), y.astype(kind)
        read(expect.unmodified(candidate.linear_regression_gradient_descent, features, target, lr=0.05, epochs=4), 3, 4)


@case("a call depends on its arguments alone, and not on the order of rows and columns", tag="contract")
def starts_afresh(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=1537)
    function, order = candidate.linear_regression_gradient_descent, rng.permutation(1537)
    first = read(function(X, y, lr=0.05, epochs=4), 3, 4)
    again = read(function(X, y, lr=0.05, epochs=4), 3, 4)
    check_same(again, first, of=" of the second call", hint="Two calls with the same arguments give the same result")
    weights, bias, losses = read(function(X[order, ::-1], y[order], lr=0.05, epochs=4), 3, 4)
    hint = "Expected is what came out before the rows were shuffled and the columns reversed; every row counts alike"
    check_same((weights[::-1], bias, losses), first, of=" for the same data in another order", hint=hint)
    expect.unshared(function, (X, y), (X, y + 1), lr=0.05, epochs=4)


@case("is vectorized, and right on many samples", tag="speed", clarifies="gradient-scale")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=20_011, d=8)  # no multiple of the length of a block
    function = candidate.linear_regression_gradient_descent
    check_fit(expect.fast(function, reference, X, y, lr=0.05, epochs=20, ratio=20.0), X, y, 20, 0.05)
