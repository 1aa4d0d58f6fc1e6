"""Hidden cases of logistic-regression. Training starts from zeros and is deterministic: there is one right path."""

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import CaseEnded
from mockml.judge.case import Candidate, case

from .reference import LogisticRegression as Reference

STEP = "Each epoch moves weights and bias once, from the same errors p - y, averaged over all samples"
PENALTY = "The penalty adds l2 * weights to the gradient of the weights, and nothing to that of the bias"
APART = [[16_777_217], [16_777_216]]
PROBABILITY = "The probability is the sigmoid of X @ weights + bias"


def data(rng, n=41, d=3, noise=1.0):
    """Rows with labels of both kinds that no plane separates cleanly.

    With an odd n one label is there more often, so that the first update moves the bias, by lr / (2 n) or more.
    """
    X = rng.normal(size=(n, d))
    y = (X @ rng.normal(size=d) + rng.normal(0.3, noise, size=n) > 0).astype(float)
    y[:2] = [0.0, 1.0]
    return X, y


def read(model, d):
    """The model's weights (d,) and bias."""
    return expect.array(model.weights, "weights", shape=(d,)), expect.scalar(model.bias, "bias")


def new(candidate, **options):
    """A model that was not trained yet."""
    return expect.an_object(candidate.LogisticRegression(**options), "LogisticRegression(...)")


def fitted(candidate, X, y, **options):
    """A model that was trained."""
    model = new(candidate, **options)
    model.fit(X, y)
    return model


def check(model, wanted, X, rtol=1e-6, hint=STEP):
    """Weights, bias and probabilities are those of the reference."""
    weights, bias = read(model, X.shape[1])
    scale = max(float(np.abs(wanted.weights).max()), abs(float(wanted.bias)), 1e-3)
    expect.close(weights, wanted.weights, "weights", rtol=rtol, scale=scale, hint=hint)
    expect.close(bias, wanted.bias, "bias", rtol=rtol, scale=scale, hint=hint)
    found = expect.array(model.predict_proba(X), "probabilities", shape=(len(X),))
    expect.close(found, wanted.predict_proba(X), "probabilities", rtol=rtol, scale=1.0, hint=PROBABILITY)


@case("the first update", tag="core", clarifies="training")
def one_epoch(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    check(fitted(candidate, X, y, lr=0.5, epochs=1), Reference(0.5, 1).fit(X, y), X)


@case("a path of several updates", tag="core", clarifies="training")
def several_epochs(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=31, d=4)
    for epochs in (2, 25):
        check(fitted(candidate, X, y, lr=0.3, epochs=epochs), Reference(0.3, epochs).fit(X, y), X)
    times = rng.permutation(np.arange(31) % 4)
    X, y = np.repeat(X, times, axis=0), np.repeat(y, times)
    hint = f"Rows that are there twice count twice. {STEP}"
    check(fitted(candidate, X, y, lr=0.3, epochs=5), Reference(0.3, 5).fit(X, y), X, hint=hint)
    # One label is wrong for good, so that at this rate the loss rises again and again.
    X, y = np.array([[1.0], [2.0], [-3.0], [2.0]]) * rng.uniform(0.95, 1.05), np.array([1.0, 0.0, 1.0, 1.0])
    hint = f"The loss rises on the way here, and the rate stays as it is. {STEP}"
    check(fitted(candidate, X, y, lr=5.0, epochs=6), Reference(5.0, 6).fit(X, y), X, hint=hint)


@case("a penalty on the weights, not on the bias", tag="core", clarifies="penalty")
def penalty_step(candidate: Candidate, rng: np.random.Generator) -> None:
    # The first update starts at zero weights, which no penalty moves; the second is off by lr * l2 * weights. The other
    # data have a penalty above 1 and, as the sign of the only feature is the label, a weight of about 4. The labels
    # are odd in number, so that the bias is not zero either.
    large = rng.normal(size=(41, 1)) * 10
    cases = (*data(rng), 0.3, rng.uniform(0.5, 1.5)), (large, (large[:, 0] > 0).astype(float), 1.0, 2.5)
    for X, y, lr, l2 in cases:
        d = X.shape[1]
        first, _ = read(fitted(candidate, X, y, lr=lr, epochs=1, l2=l2), d)
        plain, bias = read(fitted(candidate, X, y, lr=lr, epochs=2), d)
        found, found_bias = read(fitted(candidate, X, y, lr=lr, epochs=2, l2=l2), d)
        words = f"after two updates with l2={l2:.3g}"
        expect.close(found, plain - lr * l2 * first, f"weights {words}", hint=PENALTY)
        expect.close(found_bias, bias, f"bias {words}", rtol=1e-6, scale=1.0, hint=PENALTY)


@case("a penalty where the weights have settled", tag="core", clarifies="penalty")
def penalty_path(candidate: Candidate, rng: np.random.Generator) -> None:
    # The 31st update, judged from where the first thirty have led, whether they sum or average: that other cases ask.
    # Gradient and penalty nearly cancel by then, so a wrong penalty is wrong by more than the whole step.
    X, y = data(rng)
    lr, l2 = 0.3, 0.5
    weights, bias = read(fitted(candidate, X, y, lr=lr, epochs=30, l2=l2), 3)
    later, later_bias = read(fitted(candidate, X, y, lr=lr, epochs=31, l2=l2), 3)
    error = 0.5 * (1.0 + np.tanh((X @ weights + bias) / 2)) - y  # (n,)
    mean, total = (X.T @ error / factor + l2 * weights for factor in (len(X), 1))
    found, found_bias = (weights - later) / lr, (bias - later_bias) / lr
    summed = np.abs(found - total).max() < np.abs(found - mean).max()
    wanted, wanted_bias = (total, error.sum()) if summed else (mean, error.mean())
    words = "the 31st step over lr"
    expect.close(found, wanted, f"{words}, of the weights", rtol=1e-5, hint=PENALTY)
    expect.close(found_bias, wanted_bias, f"{words}, of the bias", rtol=1e-5, scale=0.01, hint=PENALTY)
    # After one update of these rows every error is zero, to all digits that count, and only the penalty is left.
    X, y = np.array([[-100.0], [100.0]]), np.array([0.0, 1.0])
    first, _ = read(fitted(candidate, X, y, lr=1.0, epochs=1, l2=0.1), 1)
    last, _ = read(fitted(candidate, X, y, lr=1.0, epochs=20, l2=0.1), 1)
    hint = f"{PENALTY}, also where every probability is right already"
    expect.close(last, first * 0.9**19, "weights, 19 updates after every error has become zero", hint=hint)


@case("makes every update, however small the gradient", tag="edge", clarifies="training")
def trains_on(candidate: Candidate, rng: np.random.Generator) -> None:
    # A row and its mirror image, one of each label: the bias stays at zero. At size 1 both are right from the first
    # update on, and the weights still grow, until the error is below 4e-4. At 1e-12 the gradient is that small.
    x = rng.uniform(0.6, 1.2, size=3)
    for size, lr, epochs in ((1.0, 1.0, 4000), (1e-12, 0.5, 20)):
        X, y = np.array([x, -x]) * size, np.array([1.0, 0.0])
        wanted = Reference(lr, epochs).fit(X, y)
        weights, _ = read(fitted(candidate, X, y, lr=lr, epochs=epochs), 3)
        words = f"weights after {epochs} epochs, features of about {size:g}"
        expect.close(weights, wanted.weights, words, hint="Exactly `epochs` updates, with no early stopping")


@case("learns what can be learnt", tag="core", clarifies="training")
def separates(candidate: Candidate, rng: np.random.Generator) -> None:
    side = rng.permutation(np.arange(60) % 2)
    X = rng.uniform(-1.0, 1.0, size=(60, 2)) + np.where(side[:, None] == 1, 3.0, -3.0)
    model = fitted(candidate, X, side.astype(float))
    labels = expect.array(model.predict(X), "labels", shape=(60,), kind="whole")
    expect.equal(labels, side, "labels", hint="The two groups lie far apart, on either side of the origin")


@case("probabilities and labels of rows that it was not trained on", tag="core")
def new_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    model = fitted(candidate, *data(rng), lr=0.4, epochs=20)
    weights, bias = read(model, 3)
    for n in (1, 7, 90):
        rows = rng.normal(size=(n, 3))
        wanted = 1 / (1 + np.exp(-(rows @ weights + bias)))
        found = expect.array(model.predict_proba(rows), "probabilities", shape=(n,))
        expect.close(found, wanted, "probabilities", scale=1.0, hint=PROBABILITY)
        labels = expect.array(model.predict(rows), "labels", shape=(n,), kind="whole")
        sure = np.abs(wanted - 0.5) > 1e-6
        expect.equal(labels[sure], (wanted > 0.5)[sure].astype(int), "labels", hint="Label 1 above one half, else 0")


@case("the arguments' defaults", tag="contract", clarifies="training")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    # The second feature is small and tells the labels apart: its weight still grows by then, at any rate.
    X, y = data(rng, n=25, d=2)
    X[:, 1] = np.where(y == 1, 0.1, -0.1) * rng.uniform(0.5, 1.5, size=25)
    hint = "The defaults are lr=0.1, epochs=1000, l2=0.0, and training makes all of these updates"
    check(fitted(candidate, X, y), Reference().fit(X, y), X, hint=hint)
    named, _ = read(fitted(candidate, X, y, lr=0.4, epochs=3, l2=0.2), 2)
    model = expect.an_object(candidate.LogisticRegression(0.4, 3, 0.2), "LogisticRegression(0.4, 3, 0.2)")
    model.fit(X, y)
    expect.close(
        read(model, 2)[0], named, "weights of LogisticRegression(0.4, 3, 0.2)", hint="The order: lr, epochs, l2"
    )


@case("a probability of exactly one half is label 1", tag="edge", clarifies="threshold")
def at_the_threshold(candidate: Candidate, rng: np.random.Generator) -> None:
    # Two mirrored samples of either label: whatever their weight, the bias of the first update is exactly zero.
    x = rng.uniform(1.0, 2.0, size=3)
    model = fitted(candidate, np.array([x, -x]), np.array([1.0, 0.0]), epochs=1)
    rows = np.array([np.zeros(3), x, -x, -1e-5 * x])  # the last is below one half, by 3e-7 or more
    found = expect.array(model.predict_proba(rows), "probabilities", shape=(4,))
    labels = expect.array(model.predict(rows), "labels", shape=(4,), kind="whole")
    # Who starts elsewhere has other probabilities in the first row and the last; that is for other cases to say.
    wanted = [int(found[0] >= 0.5), 1, 0, int(found[3] >= 0.5)]
    hint = "0.5 counts as 1, and what is below, however little, as 0"
    expect.equal(labels, wanted, "labels of a row at 0.5, one above, one below, one just below", hint=hint)


@case("each fit starts anew", tag="edge", clarifies="refit")
def fits_again(candidate: Candidate, rng: np.random.Generator) -> None:
    options = {"lr": 0.4, "epochs": 12, "l2": 0.1}
    model = fitted(candidate, *data(rng, d=5), **options)
    rows = {d: rng.normal(size=(6, d)) for d in (5, 2)}  # the same ones are asked for after each fit
    expect.array(model.predict_proba(rows[5]), "probabilities", shape=(6,))
    hint = "Every fit starts from zeros, as the first one did, and nothing of an earlier one is left"
    for d, words in ((5, "a second fit"), (2, "a fit with fewer features"), (2, "a fourth fit")):
        X, y = data(rng, n=30, d=d)
        model.fit(X, y)
        fresh = fitted(candidate, X, y, **options)
        weights, bias = read(fresh, d)
        again, again_bias = read(model, d)
        expect.close(again, weights, f"weights of {words}", hint=hint)
        expect.close(again_bias, bias, f"bias of {words}", scale=float(np.abs(weights).max()), hint=hint)
        wanted = expect.array(fresh.predict_proba(rows[d]), "probabilities", shape=(6,))
        found = expect.array(model.predict_proba(rows[d]), "probabilities", shape=(6,))
        expect.close(found, wanted, f"probabilities of the same rows after {words}", scale=1.0, hint=hint)


@case("two models share nothing", tag="edge")
def two_models(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    one = fitted(candidate, X, y, lr=0.4, epochs=8)
    before = expect.array(one.predict_proba(X), "probabilities", shape=(41,))
    fitted(candidate, *data(rng), lr=0.7, epochs=9, l2=0.3)
    after = expect.array(one.predict_proba(X), "probabilities", shape=(41,))
    words = "probabilities of one model after another one was trained"
    expect.close(after, before, words, rtol=1e-9, scale=1.0, hint="Each model keeps its own weights and bias")


@case("one sample, one feature, as many of each", tag="edge", clarifies="training")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((1, 1), (1, 4), (6, 1), (5, 5)):
        X = rng.normal(size=(n, d))
        y = (np.arange(n) % 2 == 0).astype(float)
        hint = f"Here X is of shape {(n, d)}. {STEP}"
        check(fitted(candidate, X, y, epochs=5), Reference(0.1, 5).fit(X, y), X, hint=hint)


@case("labels of one class only", tag="edge", clarifies="training")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    X, _ = data(rng, n=12)
    for label in (0.0, 1.0):
        y = np.full(12, label)
        check(fitted(candidate, X, y, epochs=10), Reference(0.1, 10).fit(X, y), X)


@case("a feature that is always zero, and one that is constant", tag="edge", clarifies="training")
def dull_features(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, d=4)
    X[:, 1], X[:, 2] = 0.0, 2.5
    check(fitted(candidate, X, y, lr=0.2, epochs=15), Reference(0.2, 15).fit(X, y), X)
    # A column of zeros alone, and a row with its mirror image, both of label 1: only the bias has a gradient.
    x = rng.uniform(1.0, 2.0)
    for X, y in ((np.zeros((3, 1)), np.array([1.0, 1.0, 0.0])), (np.array([[-x], [x]]), np.ones(2))):
        hint = f"The gradient of the weights is zero here, that of the bias is not. {STEP}"
        check(fitted(candidate, X, y, lr=0.2, epochs=15), Reference(0.2, 15).fit(X, y), X, hint=hint)


@case("rows far on the right side still count, and the others are not forgotten", tag="numerics", clarifies="training")
def far_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Of the logits, some are in the hundreds, and some pass ten on either side.
    X, y = np.array([[100.0], [-100.0], [30.0], [5.0], [0.1]]), np.array([1.0, 0.0, 1.0, 0.0, 1.0])
    X *= rng.uniform(0.95, 1.05)
    hint = f"Some logits are beyond 10 here, and a probability of 0.99995 is no 1. {STEP}"
    check(fitted(candidate, X, y, lr=0.1, epochs=30), Reference(0.1, 30).fit(X, y), X, hint=hint)


@case("large logits: no NaN, no overflow", tag="numerics", clarifies="stability")
def large_logits(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=30)
    model = new(candidate, lr=1.0, epochs=3)
    expect.quiet(model.fit, X * 1e4, y, of="overflow")
    weights, _ = read(model, 3)
    far = np.array([weights, -weights]) * 1e4  # logits beyond 1e6
    found = expect.array(expect.quiet(model.predict_proba, far, of="overflow"), "probabilities", shape=(2,))
    expect.close(found, [1.0, 0.0], "probabilities far on either side", rtol=1e-6, scale=1.0)
    # A row that is certain stands before others that are not.
    rows = weights / (weights @ weights) * np.array([[1e4], [0.3], [-0.5], [2.0]])
    found = expect.array(model.predict_proba(rows), "probabilities", shape=(4,))
    logits = rows @ weights + expect.scalar(model.bias, "bias")
    hint = f"{PROBABILITY}, for every row, also after one whose probability is 1"
    expect.close(found, 0.5 * (1.0 + np.tanh(logits / 2)), "probabilities", scale=1.0, hint=hint)


@case("features of a tiny scale", tag="numerics", clarifies="training")
def tiny_features(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    wanted = Reference(0.5, 20).fit(X * 1e-5, y)
    weights, _ = read(fitted(candidate, X * 1e-5, y, lr=0.5, epochs=20), 3)
    expect.close(weights, wanted.weights, "weights", hint=STEP)


@case("features of a huge scale: one plain step", tag="numerics", clarifies="training")
def huge_features(candidate: Candidate, rng: np.random.Generator) -> None:
    # From zeros every probability is one half, so the step has the size of the features.
    X, y = data(rng)
    weights, _ = read(fitted(candidate, X * 1e8, y, lr=0.5, epochs=1), 3)
    wanted = Reference(0.5, 1).fit(X * 1e8, y)
    hint = "The step is lr times the gradient, however long it is, and nothing is clipped or scaled"
    expect.close(weights, wanted.weights, "weights after one epoch", hint=hint)


def same(candidate, X, y, plain_X, plain_y, rtol=1e-6):
    """Training on data in another form gives the model that the float64 arrays give."""
    form = getattr(X, "dtype", "list")
    words = f"of data as {form}, against" if form != "list" else "of lists, against"
    weights, bias = read(fitted(candidate, plain_X, plain_y, lr=0.2, epochs=20), 3)
    found, found_bias = read(fitted(candidate, X, y, lr=0.2, epochs=20), 3)
    scale = max(float(np.abs(weights).max()), abs(bias))
    expect.close(found, weights, f"weights {words} those from float64 arrays", rtol=rtol, scale=scale)
    expect.close(found_bias, bias, f"bias {words} that from float64 arrays", rtol=rtol, scale=scale)


@case("integers count as the same floats", tag="contract", clarifies="input-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.int64, np.int32):
        X, y = rng.integers(-3, 4, size=(20, 3)).astype(dtype), (np.arange(20) % 3 > 0).astype(dtype)
        same(candidate, X, y, X.astype(float), y.astype(float))
        one_apart(candidate, np.array(APART, dtype), np.array([1, 0], dtype), f"of {np.dtype(dtype)}")
        # Weights that are no whole numbers, asked about rows that are.
        model = fitted(candidate, *data(rng), lr=0.4, epochs=20)
        found, wanted = (expect.array(model.predict_proba(rows), "probabilities") for rows in (X, X.astype(float)))
        words = f"probabilities of rows of {np.dtype(dtype)}, against those of the same floats"
        expect.close(found, wanted, words, scale=1.0, hint=PROBABILITY)


def one_apart(candidate, X, y, words):
    """Two features that float32 takes for the same, so that no step is left of them; as floats there is one."""
    plain = np.array(APART, dtype=float), np.array([1.0, 0.0])
    (weights, _), (wanted, _) = (read(fitted(candidate, *rows, lr=0.1, epochs=1), 1) for rows in ((X, y), plain))
    hint = "The features 16777217 and 16777216 differ by one, which float64 holds and float32 does not"
    expect.close(weights, wanted, f"weights {words}, against those from float64 arrays", hint=hint)


@case("takes float32 data", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    X, y = X.astype(np.float32), y.astype(np.float32)
    same(candidate, X, y, X.astype(float), y.astype(float), rtol=expect.tolerance(X))
    # exp(500), which many clip to, overflows in float32. Who has a warning for float64 too is for another case.
    for large in (X.astype(float) * 1e4, X * np.float32(1e4)):
        try:
            expect.quiet(new(candidate, lr=1.0, epochs=3).fit, large, y, of="overflow")
        except CaseEnded as ended:
            if large.dtype == np.float32:
                raise expect.failed(
                    f"float32 features around 1e4: {ended.message}; as float64 there was none"
                ) from None
            break


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=12)
    same(candidate, X.tolist(), [int(label) for label in y], X, y)
    model = new(candidate, epochs=6)
    expect.unmodified(model.fit, X.tolist(), [int(label) for label in y])
    expect.array(expect.unmodified(model.predict_proba, X.tolist()), "probabilities", shape=(12,))
    expect.array(expect.unmodified(model.predict, X.tolist()), "labels", shape=(12,), kind="whole")
    one_apart(candidate, APART, [1, 0], "of lists")
    X[0, 0] = 1.0
    mixed = X.tolist()
    mixed[0][0] = 1  # the first number is whole, and the others are not
    same(candidate, mixed, y.tolist(), X, y)


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng)
    model = new(candidate, epochs=5)
    expect.unmodified(model.fit, X, y)
    expect.array(expect.unmodified(model.predict_proba, X), "probabilities", shape=(41,))
    expect.array(expect.unmodified(model.predict, X), "labels", shape=(41,), kind="whole")


@case("is vectorized, and right on many samples", tag="speed", clarifies="training")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = data(rng, n=4000, d=20)
    model, wanted = new(candidate, lr=0.2, epochs=40), Reference(0.2, 40)
    expect.fast(model.fit, wanted.fit, X, y, ratio=8.0)
    check(model, wanted, X)
