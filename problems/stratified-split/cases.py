"""Hidden cases of stratified-split. Many splits are right, so they judge what every right one has in common."""

import contextlib
import itertools

import numpy as np

from mockml.judge import expect
from mockml.judge.candidate import CandidateRaised, CaseEnded
from mockml.judge.case import Candidate, case

from .reference import stratified_split as reference

PARTS = ("train_idx", "val_idx", "test_idx")
DEFAULT = (0.7, 0.15, 0.15)
HALVES = (0.5, 0.25, 0.25)
PER_CLASS = "The ratios hold within every class, not only over all samples"
ROUNDING = "Each part may be at most one sample away from ratio * class count"


def read(result, n):
    """The three parts as integer arrays, in which every index from 0 to n - 1 is exactly once."""
    values = expect.returns(result, *PARTS)
    parts = [expect.array(value, name, shape=(None,), kind="index") for value, name in zip(values, PARTS, strict=True)]
    every = np.concatenate(parts)
    outside = every[(every < 0) | (every >= n)]
    if outside.size:
        expect.that(False, f"expected indices from 0 to {n - 1}, got {outside[0]}; an index is a position in y")
    times = np.bincount(every, minlength=n)
    expect.that(
        bool((times == 1).all()),
        f"expected every one of the {n} indices in exactly one part; "
        f"got {int((times == 0).sum())} in no part and {int((times > 1).sum())} more than once",
    )
    return parts


def check_counts(parts, y, ratios, *, slack=2, hint=PER_CLASS):
    """Each part's count of each class is at most `slack` away from its share.

    One sample is what the contract allows. The cases that name `rounding` ask for it, and so do those whose shares
    are whole numbers, which every way of rounding keeps: with HALVES, those with classes of a multiple of four. All
    others let two pass, which holds for any way of rounding (two of three parts rounded down leave less than two too
    many), and do not say so, since it is no rule.
    """
    names, codes = np.unique(np.asarray(y), return_inverse=True)
    sizes = np.bincount(codes)
    for name, part, ratio in zip(PARTS, parts, ratios, strict=True):
        counts = np.bincount(codes[part], minlength=len(names))
        off = np.abs(counts - ratio * sizes)
        worst = int(off.argmax())
        expect.that(
            bool(off[worst] <= slack + 1e-6),
            f"{name}: expected {ratio:.3g} of the {sizes[worst]} samples of a class, about {ratio * sizes[worst]:.4g}"
            f"{' (within 1)' if slack == 1 else ''}; got {counts[worst]}. {hint}",
        )


def check(result, y, ratios=DEFAULT, *, slack=2, hint=PER_CLASS):
    """The result is a split of y in which every class has the ratios."""
    parts = read(result, len(y))
    check_counts(parts, y, ratios, slack=slack, hint=hint)
    return parts


def labels(rng, sizes, names=None):
    """Shuffled labels (n,) with `sizes[i]` of the i-th name, or of the number i."""
    return rng.permutation(np.repeat(np.arange(len(sizes)) if names is None else names, sizes))


def check_same(parts, others, words, hint):
    """Two splits consist of the same sets."""
    for name, one, other in zip(PARTS, parts, others, strict=True):
        moved = len(np.setdiff1d(one, other)) + len(np.setdiff1d(other, one))
        expect.that(moved == 0, f"{name}: expected the same indices {words}, got {moved} that are in one only. {hint}")


def check_other(candidate, y, seeds):
    """The splits of y with these seeds, each part of which is another set with each of them."""
    found = [read(candidate.stratified_split(y, DEFAULT, seed), len(y)) for seed in seeds]
    for (seed, parts), (later, others) in itertools.combinations(zip(seeds, found, strict=True), 2):
        for name, one, other in zip(PARTS, parts, others, strict=True):
            expect.that(
                not np.array_equal(np.sort(one), np.sort(other)),
                f"{name}: expected other indices with seed={later} than with seed={seed}, got the same set. "
                "The seed decides which samples of a class go where",
            )
    return found


def check_accepted(candidate, y, ratios, hint, *, array=False):
    """These ratios are valid: y is split by them, and they are left as they are."""
    try:
        result = expect.unmodified(candidate.stratified_split, y, np.array(ratios) if array else ratios, 0)
    except CandidateRaised as error:
        if "ValueError" not in error.types:
            raise
        raise expect.failed(f"ratios={ratios}: expected a split, got {error.message}. {hint}") from None
    check(result, y, ratios)


def check_refused(candidate, y, ratios, hint):
    """These ratios raise ValueError."""
    try:
        expect.raises(ValueError, candidate.stratified_split, y, ratios, 0)
    except CaseEnded as ended:
        if ended.outcome != "failed":
            raise
        raise expect.failed(f"ratios={ratios}: {ended.message}. {hint}") from None


@case("every index is in exactly one part", tag="core")
def partition(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [53, 31, 17])
    read(candidate.stratified_split(y), len(y))


@case("divides every one of many classes in the ratios", tag="core")
def many_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    # Without stratification a class's count has a spread of 3.5 or more in every part, and of 2.7 where only the
    # train part is stratified: that all forty are within 2 of their share has a chance below 1e-7.
    y = labels(rng, [100] * 40)
    check(candidate.stratified_split(y, DEFAULT, 3), y)
    # More classes than eight bits can number. Two that are taken for one keep within 1 of their shares at a chance of
    # about 0.5; all 44 that share such a number do at one below 1e-12.
    y = labels(rng, [20] * 300)
    hint = f"{PER_CLASS}, and for any number of classes"
    check(candidate.stratified_split(y, HALVES, 3), y, HALVES, slack=1, hint=hint)


@case("a rare class is divided like a frequent one", tag="core")
def rare_class(candidate: Candidate, rng: np.random.Generator) -> None:
    y, ratios = labels(rng, [2000, 40, 20]), HALVES
    check(candidate.stratified_split(y, ratios, 1), y, ratios)


@case("the parts come in the order of the ratios", tag="core")
def order_of_parts(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [60, 80, 40])
    for ratios in ((0.2, 0.5, 0.3), (0.1, 0.3, 0.6), (0.5, 0.1, 0.4)):
        parts = read(candidate.stratified_split(y, ratios, 0), len(y))
        hint = f"{PER_CLASS}, and are those of this call"
        for other in itertools.permutations(ratios):
            with contextlib.suppress(CaseEnded):
                check_counts(parts, y, other)
                hint = "The parts are train, validation, test, with the ratios in that order"
        check_counts(parts, y, ratios, hint=hint)


@case("counts are within one of their share, for classes of every size", tag="edge", clarifies="rounding")
def every_size(candidate: Candidate, rng: np.random.Generator) -> None:
    # With a small part in the middle, one who rounds twice in the same direction is 1.2 off and more.
    y = labels(rng, np.arange(2, 42))
    thin = ((0.3, 0.1, 0.6), (0.45, 0.1, 0.45), (0.6, 0.1, 0.3))
    for ratios in (DEFAULT, (1 / 3, 1 / 3, 1 / 3), (0.2, 0.4, 0.4), (0.62, 0.19, 0.19), *thin):
        check(candidate.stratified_split(y, ratios, 4), y, ratios, slack=1, hint=ROUNDING)
    # In large classes it shows when the ratios themselves were rounded.
    y, hint = labels(rng, [1000, 6000]), f"{ROUNDING}; the ratio itself is not rounded"
    for ratios in ((0.125, 0.375, 0.5), (1 / 3, 1 / 3, 1 / 3)):
        check(candidate.stratified_split(y, ratios, 4), y, ratios, slack=1, hint=hint)


@case("classes of two or three samples", tag="edge", clarifies="rounding")
def small_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [2, 3, 2, 3, 2])
    for ratios in (DEFAULT, (0.2, 0.4, 0.4), (0.1, 0.1, 0.8)):
        check(candidate.stratified_split(y, ratios, 2), y, ratios, slack=1, hint=ROUNDING)


@case("a class with a single sample goes to train", tag="edge", clarifies="single-sample")
def single_sample_class(candidate: Candidate, rng: np.random.Generator) -> None:
    sizes = [1, 40, 1, 1, 20, 1]
    y = labels(rng, sizes)
    alone = np.flatnonzero(np.isin(y, [0, 2, 3, 5]))
    for ratios in (DEFAULT, (0.2, 0.4, 0.4), (0.1, 0.1, 0.8), (0.0, 0.5, 0.5)):
        try:
            result = candidate.stratified_split(y, ratios, 0)
        except CandidateRaised as error:
            if "ValueError" in error.types and 0 in ratios:
                continue  # whether a ratio may be zero, another case says
            raise
        parts = check(result, y, ratios)
        got = int(np.isin(alone, parts[0]).sum())
        expect.that(
            got == 4,
            f"train_idx, with ratios={ratios}: expected all 4 samples that are the only one of their class, got {got}. "
            "A model can only learn a class that it has seen",
        )


@case("one sample in all, or one of every class", tag="edge", clarifies="single-sample")
def only_sample(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (1, 3):
        result = candidate.stratified_split(rng.permutation(9)[:n], (0.3, 0.3, 0.4), 0)
        parts = read(result, n)
        expect.that(len(parts[0]) == n, f"train_idx: expected the {n} that are single, got {len(parts[0])}")
        for name, part in zip(PARTS, expect.returns(result, *PARTS), strict=True):
            expect.that(
                not isinstance(part, np.ndarray) or part.dtype.kind in "iu",
                f"{name}: expected an integer array where it is empty, too, got dtype {getattr(part, 'dtype', '')}. "
                "np.array([]) holds floats, with which y cannot be indexed; give it dtype=int",
            )


@case("one class only", tag="edge")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    y = np.full(40, int(rng.integers(5)))
    check(candidate.stratified_split(y, (0.5, 0.3, 0.2), 7), y, (0.5, 0.3, 0.2))


@case("a ratio of zero is allowed", tag="edge", clarifies="bad-ratios")
def zero_ratio(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [40, 30, 20])
    for ratios in ((0.8, 0.2, 0.0), (0.6, 0.0, 0.4), (1, 0, 0)):
        check_accepted(candidate, y, ratios, "A ratio of zero is fine")
    # Two halves of an odd number, both rounded up, are one sample more than there are.
    y = labels(rng, [3, 5, 7, 11])
    for ratios in ((0.5, 0.5, 0.0), (0.5, 0.0, 0.5), (0.0, 0.5, 0.5)):
        check_accepted(candidate, y, ratios, "A ratio of zero is fine")


@case("ratios that do not sum to 1 raise ValueError", tag="contract", clarifies="bad-ratios")
def bad_sum(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [30, 30])
    near = ((0.7, 0.15, 0.15 + 1e-6), (0.5, 0.25, 0.25 + 4e-9), (0.5, 0.25, 0.25 - 4e-9))
    for ratios in ((0.7, 0.2, 0.2), (0.5, 0.2, 0.2), (0.0, 0.0, 0.0), *near):
        check_refused(candidate, y, ratios, f"They sum to {sum(ratios):.10g}; only 1 within 1e-9 is accepted")
    check_refused(candidate, y[:1], (0.7, 0.2, 0.2), "They sum to 1.1, which is an error for a single sample as well")


@case("a negative ratio raises ValueError", tag="contract", clarifies="bad-ratios")
def negative_ratio(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [30, 30])
    plain = ((1.25, -0.125, -0.125), (-0.25, 0.625, 0.625), (0.875, 0.25, -0.125), (0.75, -0.25, 0.5))
    for ratios in (*plain, (0.5 + 5e-10, 0.5, -5e-10)):
        check_refused(candidate, y, ratios, "They sum to 1, but a share cannot be negative")


@case("a sum that misses 1 by rounding is no error", tag="numerics", clarifies="bad-ratios")
def rounded_sum(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [60, 40])
    for ratios in ((0.7, 0.2, 0.1), (0.6, 0.3, 0.1), (1 / 3, 1 / 3, 1 / 3), (0.5, 0.3, 0.2 + 8e-10)):
        hint = f"They sum to {sum(ratios)}, and 1 within 1e-9 is accepted"
        check_accepted(candidate, y, ratios, hint)
        check_accepted(candidate, y, ratios, hint, array=True)


@case("the same seed gives the same split", tag="contract", clarifies="seed")
def same_seed(candidate: Candidate, rng: np.random.Generator) -> None:
    names = [f"class {i}" for i in range(12)]
    for y in (labels(rng, [25] * 12), labels(rng, [25] * 12, names)):
        found = [read(candidate.stratified_split(y, DEFAULT, seed), len(y)) for seed in (0, 5, 0, 5)]
        hint = "The generator starts from the seed in every call"
        check_same(found[2], found[0], "from two calls with seed=0", hint)
        check_same(found[3], found[1], "from two calls with seed=5", hint)


@case("the same seed gives the same split in another process", tag="contract", clarifies="seed")
def same_seed_elsewhere(candidate: Candidate, rng: np.random.Generator) -> None:
    # Twelve names in the order of a set come out alike in two interpreters once in 12! times.
    y = np.repeat([f"class {letter}" for letter in "abcdefghijkl"], 25)[rng.permutation(300)]
    here = read(candidate.stratified_split(y, DEFAULT, 3), 300)
    there = read(candidate.elsewhere().stratified_split(y, DEFAULT, 3), 300)
    hint = "The order of a set of strings, and hash(), are others in every process"
    check_same(there, here, "in two processes with seed=3", hint)


@case("another seed gives other sets", tag="contract", clarifies="seed")
def other_seed(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [80, 80, 80])
    # Those that somebody may take in place of seed 0 are among them, and the ends of 8 and 16 bits.
    known = (0, 1, 2, 7, 10, 42, 100, 123, 256, 1234, 1337, 12345, 65536)
    found = check_other(candidate, y, (*known, int(rng.integers(10**5, 10**6))))
    for label in range(3):
        expect.that(
            len({tuple(np.sort(parts[0][y[parts[0]] == label])) for parts in found}) > 1,
            f"train_idx: expected other samples of each class with other seeds, got the same samples of class {label} "
            f"with each of {len(found)} seeds. The seed decides in every class",
        )
    check_other(candidate, np.full(80, 3), known[:6])
    # Ten samples may come out alike for two seeds, but hardly for twenty (a chance below 1e-17).
    y, ratios = labels(rng, [5, 5]), (0.4, 0.3, 0.3)
    few = [read(candidate.stratified_split(y, ratios, seed), len(y)) for seed in range(20)]
    expect.that(
        len({tuple(np.concatenate([np.sort(part) for part in parts])) for parts in few}) > 1,
        "expected other sets with other seeds for two classes of 5 samples, got the same with each of 20 seeds. "
        "Small classes are drawn at random as well",
    )


@case("has the defaults ratios=(0.7, 0.15, 0.15) and seed=0", tag="contract", clarifies="seed")
def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [200, 100])
    parts = check(candidate.stratified_split(y), y)
    same = read(candidate.stratified_split(y, ratios=DEFAULT, seed=0), len(y))
    check_same(parts, same, "without arguments as with ratios=(0.7, 0.15, 0.15), seed=0", "These are the defaults")


@case("takes plain lists, and leaves them as they are", tag="contract")
def list_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    y, ratios = labels(rng, [40, 40, 20]).tolist(), [0.5, 0.3, 0.2]
    check(expect.unmodified(candidate.stratified_split, y, ratios, 1), y, ratios)


@case("leaves the caller's arrays as they are", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, ratios = labels(rng, [40, 40, 20]), np.array([0.5, 0.3, 0.2])
    check(expect.unmodified(candidate.stratified_split, y, ratios, seed=1), y, ratios)
    expect.unshared(candidate.stratified_split, (y, ratios, 1), (y, ratios, 2))


@case("takes labels as integers or whole floats, of 32 or 64 bits", tag="contract")
def label_types(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, [60, 40, 20])
    for dtype in (np.int32, np.int64, np.float32, np.float64):
        check(candidate.stratified_split(y.astype(dtype), DEFAULT, 0), y)
    check(candidate.stratified_split([float(label) for label in y], DEFAULT, 0), y)


@case("takes strings as labels", tag="contract", clarifies="labels")
def string_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    # Two classes of 40 that are taken for one both keep within 1 of their shares at a chance of about 0.25: with
    # thirty pairs which differ in a capital only, or in a blank at the end, all do at one below 1e-12.
    forms = ("customers of segment {}, a", "customers of segment {}, A", "customers of segment {}, a ")
    names = [form.format(i) for form in forms for i in range(30)]
    names += ["10", "1", "01", "1.0", "", "a", "A", "e", "é"]
    y = labels(rng, [40] * len(names), names)
    hint = "Every string is a class of its own"
    check(candidate.stratified_split(y, HALVES, 0), y, HALVES, slack=1, hint=hint)
    result = expect.unmodified(candidate.stratified_split, y.tolist(), HALVES, 0)
    check(result, y, HALVES, slack=1, hint=hint)
    for form in ("0{}", "{}.0"):  # all of them could be read as numbers, and pairs would become one
        y = labels(rng, [40] * 40, [name.format(i) for i in range(20) for name in ("{}", form)])
        check(candidate.stratified_split(y, HALVES, 0), y, HALVES, slack=1, hint=f"{hint}, digits or not")


@case("labels are names: negative, with gaps, or very large", tag="numerics", clarifies="labels")
def odd_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "Labels that differ stay different: do not cast them to a narrower type or to float"
    # Neighbours beyond 2**53 are one number in float64. Merged, and shuffled as one, each of the two keeps within 1
    # of its share at a chance of about 0.25; all forty pairs do at one below 1e-20.
    near = [2**60 + i * 2**20 + j for i in range(40) for j in range(2)]
    y = labels(rng, [40] * 83, np.array([-7, -(2**40), 5, *near]))
    check(candidate.stratified_split(y, HALVES, 0), y, HALVES, slack=1, hint=hint)
    # Labels that are 2**32 apart are one number in int32. The small ones are as good as labels as they are as marks,
    # or as the numbers that classes are given.
    apart = [i + j * 2**32 for i in range(-20, 20) for j in range(2)]
    y = labels(rng, [40] * 80, np.array(apart))
    check(candidate.stratified_split(y, HALVES, 0), y, HALVES, slack=1, hint=f"{hint}; -1 and 0 are labels as well")
    # The difference of two int32 labels may be more than an int32 holds. That can merge two classes only, so they
    # are large, and there are several calls.
    y = labels(rng, [40, 800, 400, 80], np.array([-(2**31), -(2**31) + 1, 2**31 - 2, 2**31 - 1], dtype=np.int32))
    hint = "Differences and multiples of labels may not fit in their type; compare labels with =="
    for seed in range(6):
        check(candidate.stratified_split(y, HALVES, seed), y, HALVES, slack=1, hint=hint)


@case("calls do not know of each other", tag="contract")
def starts_afresh(candidate: Candidate, rng: np.random.Generator) -> None:
    one, other = labels(rng, [40, 40, 20]), labels(rng, [30, 20, 20]) + 7
    for y in (one, other, one):
        check(candidate.stratified_split(y, DEFAULT, 0), y, hint="Nothing of an earlier call may be left")


@case("is vectorized, and right on many samples", tag="speed")
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    y = labels(rng, rng.integers(200, 301, size=40))
    # A small call first: NumPy imports its generators on first use, which would be timed otherwise.
    small = labels(rng, [20, 20])
    check(candidate.stratified_split(small, DEFAULT, 0), small)
    check(expect.fast(candidate.stratified_split, reference, y, DEFAULT, 0, ratio=20.0), y)
