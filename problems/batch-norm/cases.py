"""Hidden cases of batch-norm. What the cache is stays the candidate's affair: it is handed back as it came."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import batchnorm_backward, batchnorm_forward

NORMAL = "Each feature is centred and divided by the root of its variance over the batch, then scaled and shifted"
RUNNING = "running = momentum * running + (1 - momentum) * batch"
THROUGH = "Mean and variance depend on every row of the batch, and the gradient goes through both"
TREND = np.linspace(0.0, 1000.0, 1025)[:, None]


def draw(rng, n=9, d=4, scale=100.0):
    """A batch, gamma, beta and running statistics. At this scale it makes no difference where eps is added."""
    x = rng.normal(size=(n, d))
    x /= x.std(axis=0) if n > 1 else 1.0  # a deviation of half the scale at least, however few the rows
    x = x * scale * rng.uniform(0.5, 2.0, size=d) + rng.normal(size=d) * scale
    running = scale * rng.normal(size=d), scale**2 * rng.uniform(0.5, 2.0, size=d)
    return x, rng.uniform(0.5, 2.0, size=d), rng.normal(size=d), *running


def read(candidate, result, n, d):
    """Output (n, d), the cache as it is in the worker, and the running statistics (d,)."""
    out, _, mean, var = expect.returns(result, "out", "cache", "running_mean", "running_var")
    out = expect.array(out, "out", shape=(n, d))
    mean = expect.array(mean, "running_mean", shape=(d,))
    return out, candidate.piece(1), mean, expect.array(var, "running_var", shape=(d,))


def check_out(out, wanted, rtol=1e-6, hint=NORMAL):
    """The output, relative to its own scale."""
    expect.close(out, wanted, "out", rtol=rtol, scale=max(float(np.abs(wanted).max()), 1e-6), hint=hint)


def check_back(result, dout, args, rtol=1e-6, hint=THROUGH, for_all="", **options):
    """The three gradients. A hint `for_all` is told with each of them in place of its own."""
    n, d = np.shape(dout)
    wanted = batchnorm_backward(dout, batchnorm_forward(*args, **options)[1])
    dx, dgamma, dbeta = expect.returns(result, "dx", "dgamma", "dbeta")
    scale = float(np.abs(dout).max() / np.sqrt(np.var(args[0], axis=0) + options.get("eps", 1e-5)).min())
    hint_beta = for_all or "beta is added to each row"
    expect.close(expect.array(dbeta, "dbeta", shape=(d,)), wanted[2], "dbeta", rtol=rtol, hint=hint_beta)
    hint_gamma = (
        "It is the sum over the batch of dout times the normalized rows, and these as exact as they went into out"
    )
    dgamma = expect.array(dgamma, "dgamma", shape=(d,))
    expect.close(dgamma, wanted[1], "dgamma", rtol=rtol, scale=n, hint=for_all or hint_gamma)
    expect.close(expect.array(dx, "dx", shape=(n, d)), wanted[0], "dx", rtol=rtol, scale=scale, hint=for_all or hint)


def check_alike(candidate, dout, cache, other, std, hint):
    """The gradients for dout and a cache are those for the same numbers in float64, with the cache of such a call."""
    names = ("dx", "dgamma", "dbeta")
    found = expect.returns(candidate.batchnorm_backward(dout, cache), *names)
    wanted = expect.returns(candidate.batchnorm_backward(dout.astype(float), other), *names)
    most = len(dout) * float(np.abs(dout).max())
    for name, one, two in zip(names, found, wanted, strict=True):
        two, scale = expect.array(two, name), most / (std if name == "dx" else 1.0)
        one = expect.array(one, name, shape=two.shape)
        expect.close(one, two, name, rtol=expect.tolerance(dout), scale=scale, hint=hint)


@case("normalizes each feature over the batch", tag="core", clarifies="variance")
def normalizes(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((9, 4), (5, 5), (40, 3), (7, 1), (1025, 2)):
        args = draw(rng, n, d)
        if n == 40:
            args[0][2, 1] += 1e5  # one row far from the 39 others is normalized to nearly the root of 39
        if n > 1000:
            args[0][:] += TREND  # its parts have other means than the whole
        out, *_ = read(candidate, candidate.batchnorm_forward(*args), n, d)
        check_out(out, batchnorm_forward(*args)[0])


@case("gamma scales and beta shifts", tag="core")
def scales_and_shifts(candidate: Candidate, rng: np.random.Generator) -> None:
    x, gamma, beta, mean, var = draw(rng, 20, 3)
    plain, *_ = read(candidate, candidate.batchnorm_forward(x, np.ones(3), np.zeros(3), mean, var), 20, 3)
    out, *_ = read(candidate, candidate.batchnorm_forward(x, gamma, beta, mean, var), 20, 3)
    check_out(out, gamma * plain + beta, hint="out = gamma * normalized + beta")
    expect.close(plain.mean(axis=0), np.zeros(3), "means of the normalized features", scale=1.0, hint=NORMAL)


@case("the running statistics move towards the batch's", tag="core", clarifies="running")
def running_statistics(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 12, 3)
    zero = *args[:3], np.zeros(3), np.zeros(3)
    some = *args[:3], args[3] * [1, 0, 1], args[4] * [1, 1, 0]
    # A running statistic of 0 is a number like any other, and no sign of a first batch.
    for start, momentum in ((args, 0.9), (args, 0.25), (args, 0.0), (args, 1.0), (zero, 0.9), (some, 0.9)):
        _, _, mean, var = read(candidate, candidate.batchnorm_forward(*start, momentum=momentum), 12, 3)
        _, _, wanted_mean, wanted_var = batchnorm_forward(*start, momentum=momentum)
        told = f"with momentum={momentum}" + ("" if start is args else ", where running statistics were 0")
        expect.close(mean, wanted_mean, f"running_mean {told}", hint=RUNNING)
        unbiased = momentum * start[4] + (1 - momentum) * start[0].var(axis=0, ddof=1)
        if not np.allclose(var, unbiased, rtol=1e-9):
            expect.close(var, wanted_var, f"running_var {told}", hint=RUNNING)


@case("the variance is the biased one everywhere", tag="core", clarifies="variance")
def biased_variance(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 3, 4)
    out, _, _, var = read(candidate, candidate.batchnorm_forward(*args, momentum=0.5), 3, 4)
    wanted, _, _, wanted_var = batchnorm_forward(*args, momentum=0.5)
    hint = "The sum of squares is divided by n, for the output and for the running variance"
    check_out(out, wanted, hint=hint)
    around = 2 * (var - 0.5 * args[4])  # which variance went in, if the average is the right one
    back = 2 * (var - 0.5 * args[0].var(axis=0))
    if not np.allclose(back, args[4], rtol=1e-9):
        expect.close(
            around, 2 * (wanted_var - 0.5 * args[4]), "the batch's variance that went into running_var", hint=hint
        )


@case("inference uses the running statistics and leaves them", tag="core", clarifies="inference")
def inference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (6, 1):
        args = draw(rng, n, 3)
        out, _, mean, var = read(candidate, candidate.batchnorm_forward(*args, training=False), n, 3)
        hint = "Outside training the running statistics normalize, and stay as they are"
        check_out(out, batchnorm_forward(*args, training=False)[0], hint=hint)
        expect.close(mean, args[3], "running_mean after inference", rtol=1e-12, hint=hint)
        expect.close(var, args[4], "running_var after inference", rtol=1e-12, hint=hint)
    outs = []
    for variance in (1e-30, 0.0):  # wherever eps is added, these two come to the same
        args[4][1] = variance
        outs.append(read(candidate, candidate.batchnorm_forward(*args, training=False), 1, 3)[0])
    hint = "Expected is what came out for one of 1e-30; a running variance of 0 is divided by in the same way, with eps"
    expect.close(outs[1], outs[0], "out at inference, with a running variance of 0", hint=hint)


@case("the gradients of a training step", tag="core", clarifies="backward")
def gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((9, 4), (6, 6)):
        args, dout = draw(rng, n, d), rng.normal(size=(n, d))
        args[1][1:3] = 0.0, -1.5  # a gamma of zero has a gradient, and here no small one: all its terms are positive
        dout[:, 1] = np.abs(dout[:, 1]) * np.sign(args[0][:, 1] - args[0][:, 1].mean())
        _, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), n, d)
        check_back(candidate.batchnorm_backward(dout, cache), dout, args)
    for n in (7, 1025):  # a single feature, in a few rows and in many, whose parts have other means than the whole
        args, dout = draw(rng, n, 1), rng.normal(size=(n, 1))
        if n > 1000:
            args[0][:] += TREND
            dout += TREND / 1000
        _, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), n, 1)
        check_back(candidate.batchnorm_backward(dout, cache), dout, args)


@case("dx is the slope of the output", tag="core", clarifies="backward")
def finite_differences(candidate: Candidate, rng: np.random.Generator) -> None:
    args, dout = draw(rng, 4, 2), rng.normal(size=(4, 2))
    _, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), 4, 2)
    parts = expect.returns(candidate.batchnorm_backward(dout, cache), "dx", "dgamma", "dbeta")
    dx = expect.array(parts[0], "dx", shape=(4, 2))
    step = 1e-3  # a hundred-thousandth of the data's scale
    hint = f"{THROUGH}. The data is float64 here, and has to be computed with in float64"
    for i, j in ((0, 0), (2, 1), (3, 0)):
        around = []
        for sign in (1, -1):
            moved = args[0].copy()
            moved[i, j] += sign * step
            around.append((read(candidate, candidate.batchnorm_forward(moved, *args[1:]), 4, 2)[0] * dout).sum())
        slope = (around[0] - around[1]) / (2 * step)
        scale = float(np.abs(dout).max() / args[0].std(axis=0).min())
        expect.close(dx[i, j], slope, f"dx[{i}, {j}] against the slope", rtol=1e-4, scale=scale, hint=hint)


@case("rows that all get the same gradient give none to x", tag="core", clarifies="backward")
def constant_gradient(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 8, 3)
    dout = np.tile(rng.uniform(1.0, 2.0, size=3), (8, 1))
    _, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), 8, 3)
    dx, *_ = expect.returns(candidate.batchnorm_backward(dout, cache), "dx", "dgamma", "dbeta")
    scale = float(dout.max() / args[0].std(axis=0).min())
    hint = "Shifting all rows alike changes nothing in the output"
    expect.close(expect.array(dx, "dx", shape=(8, 3)), np.zeros((8, 3)), "dx", scale=scale, hint=hint)


@case("other forward calls come in between", tag="edge", clarifies="cache")
def calls_in_between(candidate: Candidate, rng: np.random.Generator) -> None:
    batches = [draw(rng, n, 3) for n in (7, 5, 7)]  # another one of the same shape, too
    caches = [read(candidate, candidate.batchnorm_forward(*args), len(args[0]), 3)[1] for args in batches]
    read(candidate, candidate.batchnorm_forward(*batches[1], training=False), 5, 3)
    for i in range(40):
        read(candidate, candidate.batchnorm_forward(batches[2][0] + i, *batches[2][1:]), 7, 3)
    first = "Other forward calls came in between; what backward needs has to be in the cache it is given, untouched"
    again = "The same cache has to give the same gradients again: keep nothing between calls, and leave the cache alone"
    for args, cache in zip(batches, caches, strict=True):
        dout = rng.normal(size=args[0].shape)
        for hint in (first, again):
            check_back(candidate.batchnorm_backward(dout, cache), dout, args, for_all=hint)
    expect.unshared(candidate.batchnorm_forward, batches[0], batches[2])
    dout = rng.normal(size=(7, 3))
    for cache in caches[2], caches[0]:  # another cache for a batch of the same shape, and the same one
        expect.unshared(candidate.batchnorm_backward, (dout, caches[0]), (dout + 1, cache))


@case("a batch of one row", tag="edge", clarifies="variance")
def one_row(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 1, 3)
    out, cache, mean, var = read(candidate, candidate.batchnorm_forward(*args, momentum=0.5), 1, 3)
    hint = "A single row moves the running statistics like any batch. It is its own mean, and its variance is 0"
    expect.close(mean, (args[3] + args[0][0]) / 2, "running_mean with momentum=0.5", hint=hint)
    expect.close(var, args[4] / 2, "running_var with momentum=0.5", hint=hint)
    expect.close(out[0], args[2], "out of a single row, which is its own mean", hint="Only beta is left")
    dx, *_ = expect.returns(candidate.batchnorm_backward(np.ones((1, 3)), cache), "dx", "dgamma", "dbeta")
    found = expect.array(dx, "dx", shape=(1, 3))
    expect.close(found, np.zeros((1, 3)), "dx of a single row", scale=1e5, hint=THROUGH)


@case("a feature that is constant", tag="edge", clarifies="eps")
def constant_feature(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 10, 3)
    args[0][:, 1] = 2.5
    dout = rng.normal(size=(10, 3))
    out, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), 10, 3)
    hint = "eps keeps the root away from zero"
    check_out(out, batchnorm_forward(*args)[0], hint=hint)
    check_back(candidate.batchnorm_backward(dout, cache), dout, args, hint=hint)


@case("eps is added to the variance, inside the root", tag="numerics", clarifies="eps")
def small_variance(candidate: Candidate, rng: np.random.Generator) -> None:
    args, dout = draw(rng, 10, 3, scale=1e-2), rng.normal(size=(10, 3))
    # With the batch's own statistics for the running ones, training and inference come to the same.
    args = *args[:3], args[0].mean(axis=0), args[0].var(axis=0)
    tiny = draw(rng, 10, 3, scale=1e-7)
    tiny = *tiny[:3], tiny[0].mean(axis=0), tiny[0].var(axis=0)
    kept = []
    # The variance is about 1e-4, and then 1e-14: with no larger eps it is divided by like any other.
    for data, eps in ((args, 1e-8), (args, 1e-3), (tiny, 1e-20), (tiny, 0.0)):
        out, cache, _, var = read(candidate, candidate.batchnorm_forward(*data, eps=eps), 10, 3)
        hint = f"The divisor is sqrt(var + eps), here with eps={eps:g}"
        wanted = batchnorm_forward(*data, eps=eps)[0]
        check_out(out, wanted, hint=hint)
        check_back(candidate.batchnorm_backward(dout, cache), dout, data, hint=hint, eps=eps)
        out, *_ = read(candidate, candidate.batchnorm_forward(*data, eps=eps, training=False), 10, 3)
        check_out(out, wanted, hint=f"{hint}, and at inference it is the same one")
        kept.append(var)
    hint = "eps belongs to the divisor; the running average takes the variance without it"
    expect.close(kept[1], kept[0], "running_var with eps=0.001, against eps=1e-08", hint=hint)


@case("keeps its digits far from zero", tag="numerics", clarifies="variance")
def large_offset(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 30, 3)
    args[0][:] += 1e9
    out, *_ = read(candidate, candidate.batchnorm_forward(*args), 30, 3)
    hint = (
        "The spread of features around a billion was lost or changed. A common cause is the variance as a mean of "
        "squares less the square of the mean; subtract each feature's own mean first"
    )
    check_out(out, batchnorm_forward(*args)[0], hint=hint)
    args = draw(rng, 30, 4)
    args[0][:] += [1e9, 0.0, -1e9, 2e9]  # no one number is near all of them
    out, *_ = read(candidate, candidate.batchnorm_forward(*args), 30, 4)
    check_out(out, batchnorm_forward(*args)[0], hint=hint)


@case("many batches bring the running statistics to the data's", tag="edge", clarifies="running")
def converges(candidate: Candidate, rng: np.random.Generator) -> None:
    x, gamma, beta, mean, var = draw(rng, 40, 2, scale=1e-3)  # variances of about 1e-6, where any eps shows
    for _ in range(60):
        _, _, mean, var = read(candidate, candidate.batchnorm_forward(x, gamma, beta, mean, var, momentum=0.7), 40, 2)
    expect.close(mean, x.mean(axis=0), "running_mean after many batches", rtol=1e-6, scale=5e-3, hint=RUNNING)
    if not np.allclose(var, x.var(axis=0, ddof=1), rtol=1e-6, atol=0.0):
        expect.close(var, x.var(axis=0), "running_var after many batches", hint=RUNNING)


@case("the arguments' defaults", tag="contract", clarifies="running")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 50, 3, scale=1e-2)
    out, _, mean, var = read(candidate, candidate.batchnorm_forward(*args), 50, 3)
    told = {"momentum": 0.9, "eps": 1e-5, "training": True}
    same, _, same_mean, same_var = read(candidate, candidate.batchnorm_forward(*args, **told), 50, 3)
    hint = "The defaults are momentum=0.9, eps=1e-5, training=True"
    check_out(out, same, hint=hint)
    expect.close(mean, same_mean, "running_mean", hint=hint)
    expect.close(var, same_var, "running_var", hint=hint)


@case("does not truncate integer data", tag="contract", clarifies="input-types")
def integer_input(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype, spread in ((np.int64, 5), (np.int32, 50_000)):
        x = rng.integers(-spread, spread + 1, size=(8, 3)).astype(dtype)
        x[0], x[2] = x[1] + 3, x[1] + spread  # the square of 50,000 does not fit into 32 bits
        dout = rng.integers(100, 120, size=(8, 3)).astype(dtype)
        ones, zeros = np.ones(3, dtype), np.zeros(3, dtype)
        # All whole numbers, and then fractions where only the parameters are whole.
        for data, flow, which in ((x, dout, "they"), (x / 8, dout / 8, "the parameters")):
            args, late = (data, ones, zeros, zeros, ones), (data, ones, zeros, ones, 3 * ones)
            plain, plain_late = ([array.astype(float) for array in arrays] for arrays in (args, late))
            out, cache, *running = read(candidate, candidate.batchnorm_forward(*args), 8, 3)
            same, other, *wanted = read(candidate, candidate.batchnorm_forward(*plain), 8, 3)
            hint = f"Expected is what came out for the same numbers as floats; here {which} are {np.dtype(dtype)}"
            check_out(out, same, hint=hint)
            for name, one, two in zip(("running_mean", "running_var"), running, wanted, strict=True):
                expect.close(one, two, name, hint=hint)
            check_alike(candidate, flow, cache, other, data.std(axis=0).min(), hint)
            out, *_ = read(candidate, candidate.batchnorm_forward(*late, training=False), 8, 3)
            same, *_ = read(candidate, candidate.batchnorm_forward(*plain_late, training=False), 8, 3)
            check_out(out, same, hint=f"{hint}, at inference")


@case("takes float32 data", tag="contract", clarifies="input-types")
def float32_input(candidate: Candidate, rng: np.random.Generator) -> None:
    args = [array.astype(np.float32) for array in draw(rng, 16, 3)]
    dout = rng.normal(size=(16, 3)).astype(np.float32)
    out, cache, *_ = read(candidate, candidate.batchnorm_forward(*args), 16, 3)
    wide = [array.astype(float) for array in args]
    same, other, *_ = read(candidate, candidate.batchnorm_forward(*wide), 16, 3)
    hint = "Expected is what came out for the same numbers in float64"
    check_out(out, same, rtol=expect.tolerance(dout), hint=hint)
    check_alike(candidate, dout, cache, other, wide[0].std(axis=0).min(), hint)


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    args, dout = draw(rng, 6, 3), rng.normal(size=(6, 3))
    out, cache, *_ = read(candidate, expect.unmodified(candidate.batchnorm_forward, *[a.tolist() for a in args]), 6, 3)
    same, *_ = read(candidate, candidate.batchnorm_forward(*args), 6, 3)
    check_out(out, same, hint="Expected is what came out for the same numbers in arrays")
    parts = expect.returns(candidate.batchnorm_backward(dout.tolist(), cache), "dx", "dgamma", "dbeta")
    expect.array(parts[0], "dx", shape=(6, 3))
    args[4][1] = 0.0  # a list that is filled up or floored where it stands would show it here
    lists = [array.tolist() for array in args]
    out, *_ = read(candidate, expect.unmodified(candidate.batchnorm_forward, *lists, training=False), 6, 3)
    same, *_ = read(candidate, candidate.batchnorm_forward(*args, training=False), 6, 3)
    check_out(out, same, hint="Expected is what came out for the same numbers in arrays, at inference")


@case("leaves the caller's arrays as they are, running statistics included", tag="contract", clarifies="running-arrays")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    args, dout = draw(rng), rng.normal(size=(9, 4))
    _, cache, *_ = read(candidate, expect.unmodified(candidate.batchnorm_forward, *args), 9, 4)
    read(candidate, expect.unmodified(candidate.batchnorm_forward, *args, training=False), 9, 4)
    parts = expect.returns(expect.unmodified(candidate.batchnorm_backward, dout, cache), "dx", "dgamma", "dbeta")
    expect.array(parts[0], "dx", shape=(9, 4))


@case("is vectorized", tag="speed", catches_nothing_because="slow is no bug")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    args = draw(rng, 4000, 50)
    result = expect.fast(candidate.batchnorm_forward, batchnorm_forward, *args, ratio=8.0)
    read(candidate, result, 4000, 50)
