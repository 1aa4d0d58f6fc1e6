"""Hidden cases of the stratified holdout. Many splits are right, so they judge what every right one has in common.

Ratios are multiples of 1/8, whose products with a class size are exact: rounding up, down or to the nearest is right,
and must not become wrong by the last digit of a product such as 0.2 * 15.
"""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import stratified_holdout as reference

PER_CLASS = "the ratio holds within every class, to less than one sample"
PARTS = ("train_idx", "test_idx")


def read(result, n):
    """The two parts as integer arrays, in which every index from 0 to n - 1 is exactly once."""
    values = expect.returns(result, *PARTS)
    parts = [expect.array(value, name, shape=(None,), kind="index") for value, name in zip(values, PARTS, strict=True)]
    every = np.concatenate(parts)
    outside = every[(every < 0) | (every >= n)]
    expect.that(outside.size == 0, f"expected indices from 0 to {n - 1}, got {outside[:1]}; an index is a place in y")
    times = np.bincount(every, minlength=n)
    expect.that(
        bool((times == 1).all()),
        f"expected every one of the {n} indices in exactly one part; "
        f"got {int((times == 0).sum())} in no part and {int((times > 1).sum())} more than once",
    )
    return parts


def check(result, y, ratio, hint=PER_CLASS):
    """The parts are a split of y in which every class has the ratio."""
    parts = read(result, len(y))
    _, codes, sizes = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    counts = np.bincount(codes[parts[1]], minlength=len(sizes))
    wanted = np.where(sizes == 1, 0.0, ratio * sizes)
    off = np.abs(counts - wanted)
    worst = int(off.argmax())
    single = "a class of one sample is never held out" if sizes[worst] == 1 else hint
    expect.that(
        bool(off[worst] < 1 - 1e-6),
        f"test_idx: expected about {wanted[worst]:.4g} of the {sizes[worst]} samples of a class, got {counts[worst]}; "
        f"{single}",
    )
    return parts


def labels(rng, sizes, names=None):
    """Shuffled labels (n,) with `sizes[i]` of the i-th name, or of the number i."""
    return rng.permutation(np.repeat(np.arange(len(sizes)) if names is None else names, sizes))


def compare(parts, others, *, same, words):
    """The held-out sets are the same, or they are not."""
    moved = len(np.setdiff1d(parts[1], others[1]))
    if same:
        expect.that(moved == 0, f"test_idx: expected the same indices {words}, got {moved} that are in one only")
    else:
        expect.that(moved > 0, f"test_idx: expected other indices {words}, got just the same")


@case("every class has the ratio, and every index is there once", tag="core")
def per_class(candidate: Candidate, rng: np.random.Generator) -> None:
    for ratio in (0.25, 0.5, 0.375):
        y = labels(rng, [100, 40, 20])
        check(candidate.stratified_holdout(y, ratio, 1), y, ratio)
        y = np.sort(y)
        check(candidate.stratified_holdout(y, ratio, 1), y, ratio)


@case("classes of every small size, one sample included", tag="edge")
def small_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    for ratio in (0.25, 0.5, 0.875):
        y = labels(rng, range(1, 24))
        check(candidate.stratified_holdout(y, ratio, 3), y, ratio)


@case("the ratio 0.2 where none is given", tag="contract")
def default_ratio(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [200, 50])  # 0.2 of these is exact, too
    parts = check(candidate.stratified_holdout(y), y, 0.2)
    compare(parts, read(candidate.stratified_holdout(y, 0.2, 0), 250), same=True, words="for the defaults 0.2 and 0")


@case("nothing, or everything, is held out", tag="edge")
def whole_ratios(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [9, 4, 1])
    for ratio in (0.0, 1.0, 0, 1):
        check(candidate.stratified_holdout(y, ratio, 0), y, ratio)
    for y in ([7], [7, 7], ["a", "b"]):
        result = candidate.stratified_holdout(y, 1.0, 0)
        check(result, y, 1.0)
        for name, part in zip(PARTS, expect.returns(result, *PARTS), strict=True):
            expect.that(
                not isinstance(part, np.ndarray) or part.dtype.kind in "iu",
                f"{name}: expected an integer array where it is empty, too, got dtype {getattr(part, 'dtype', '')}. "
                "np.array([]) holds floats, with which y cannot be indexed; give it dtype=int",
            )


@case("the same seed, the same sets; another seed, others", tag="core")
def seeds(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [60, 40])
    splits = [check(candidate.stratified_holdout(y, 0.5, seed), y, 0.5) for seed in (4, 9, 4)]
    compare(splits[0], splits[2], same=True, words="from a second call with the seed 4")
    compare(splits[0], splits[1], same=False, words="for the seeds 4 and 9")


@case("the same seed in another process", tag="contract")
def elsewhere(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [10] * 12, np.array([f"region {letter}" for letter in "abcdefghijkl"]))
    here = check(candidate.stratified_holdout(y, 0.5, 2), y, 0.5)
    there = check(candidate.elsewhere().stratified_holdout(y, 0.5, 2), y, 0.5)
    compare(here, there, same=True, words="in another process; go through the classes in a fixed order")


@case("samples of a class are drawn at random", tag="core")
def drawn(candidate: Candidate, rng: np.random.Generator) -> None:
    # Of 300 samples of one class, 150 in order or every second one are no draw; by chance the halves differ from
    # 75 each by 45 or more with a probability below 1e-24, and the even numbers alike.
    y = np.zeros(300, dtype=int)
    _, test = check(candidate.stratified_holdout(y, 0.5, 5), y, 0.5)
    for name, count in (("from the first half", (test < 150).sum()), ("with an even index", (test % 2 == 0).sum())):
        words = f"test_idx: expected about half of the 150 {name}, got {count}; the draw has to be random"
        expect.that(30 < count < 120, words)


@case("labels are names: strings, negative, with gaps, very large", tag="edge")
def odd_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    # Neighbours beyond 2**53 are one number in float64; merged, not all of forty pairs keep their share by chance.
    near = [2**60 + i * 2**20 + j for i in range(40) for j in range(2)]
    y = labels(rng, [40] * 83, np.array([-7, -(2**40), 5, *near]))
    hint = "every label is a class of its own; float64 cannot tell neighbours beyond 2**53 apart"
    check(candidate.stratified_holdout(y, 0.25, 0), y, 0.25, hint=hint)
    # Thirty pairs which differ in a capital, or in a blank at the end; merged, not all of them keep their share.
    forms = ("customers of segment {}, a", "customers of segment {}, A", "customers of segment {}, a ")
    names = [*(form.format(i) for form in forms for i in range(30)), "10", "1", "01", "1.0", "", "a", "A"]
    y = labels(rng, [20] * len(names), names)
    check(candidate.stratified_holdout(y, 0.25, 0), y, 0.25, hint="every string is a class of its own")


@case("lists and arrays stay as they are", tag="contract")
def left_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [20, 12, 7])
    check(expect.unmodified(candidate.stratified_holdout, y.tolist(), 0.25, 1), y, 0.25)
    check(expect.unmodified(candidate.stratified_holdout, y, 0.25, 1), y, 0.25)


@case("many samples", tag="speed")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, rng.integers(300, 601, size=40))
    # A small call first: NumPy imports its generators on first use, which would be timed otherwise.
    check(candidate.stratified_holdout([0, 0, 1, 1], 0.5, 0), [0, 0, 1, 1], 0.5)
    check(expect.fast(candidate.stratified_holdout, reference, y, 0.125, 0), y, 0.125)
