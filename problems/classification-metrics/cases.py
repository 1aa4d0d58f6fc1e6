"""Hidden cases of classification-metrics. Every one has one right answer, by counting."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import confusion_matrix, precision_recall_f1, roc_auc

ROWS = "Rows are the true classes, columns the predicted ones"
PRF = "precision = TP / (TP + FP), recall = TP / (TP + FN), F1 their harmonic mean"
AUC = "The share of pairs of a positive and a negative in which the positive scores higher, ties counting half"
NAMES = ("precision", "recall", "f1")
NOTHING = "0/0 is 0.0, and label 1 is the positive one"
DIGITS = 1e-9
SINGLE = 1e-6  # of a ratio that was divided in float32, since the labels are
AFRESH = "A call depends on its arguments alone: keep nothing of an earlier one"


def read_matrix(result, c):
    """The counts, as whole numbers."""
    return expect.array(result, "the confusion matrix", shape=(c, c), kind="whole")


def check_counts(found, y, p, hint, c=2):
    """The counts of c classes, whether rows are the truth or the predictions."""
    wanted = confusion_matrix(y, p, c)
    turned = np.array_equal(found.T, wanted)
    expect.equal(found.T if turned else found, wanted, "the confusion matrix", hint=hint)


def check_prf(result, wanted, hint=PRF, rtol=DIGITS):
    """Precision, recall and F1, in a tuple, a list or an array of three."""
    result = tuple(result) if isinstance(result, np.ndarray) and result.shape == (3,) else result
    for name, found, value in zip(NAMES, expect.returns(result, *NAMES), wanted, strict=True):
        expect.close(expect.scalar(found, name), value, name, rtol=rtol, scale=1.0, hint=hint)


def check_auc(result, wanted, hint=AUC, rtol=DIGITS):
    """The area under the curve."""
    expect.close(expect.scalar(result, "roc_auc"), wanted, "roc_auc", rtol=rtol, scale=1.0, hint=hint)


def binary(rng, n=60):
    """Labels and predictions with all four kinds of outcome, in four different numbers."""
    y, p = (
        np.repeat([0, 0, 1, 1], [n // 3, 5, 9, n - n // 3 - 14]),
        np.repeat([0, 1, 0, 1], [n // 3, 5, 9, n - n // 3 - 14]),
    )
    order = rng.permutation(n)
    return y[order], p[order]


def scored(rng, n=50):
    """Labels of both kinds and scores, all different, that are neither perfect nor random."""
    y = rng.permutation(np.arange(n) % 3 == 0).astype(int)
    return y, rng.permutation(np.linspace(-1.0, 1.0, n)) + 0.3 * y + 1e-4 * np.arange(n)


@case("counts the pairs of true and predicted class", tag="core", clarifies="orientation")
def counts(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 4, size=80), rng.integers(0, 4, size=80)
    y[:3], p[:3] = 0, 3  # so that no transposed matrix is the same
    p[(y == 3) & (p == 0)] = 1
    found = read_matrix(candidate.confusion_matrix(y, p, 4), 4)
    expect.equal(found, confusion_matrix(y, p, 4), "the confusion matrix", hint=ROWS)


@case("repeated pairs are counted every time", tag="core")
def repeated_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "All are of class 1. Indexing with += counts a repeated pair once; a narrow dtype cannot hold a large count"
    for n in (int(rng.integers(20, 40)), 70_001):  # more than 16 bits hold, and odd: more than half precision does
        found = read_matrix(candidate.confusion_matrix(np.ones(n, int), np.ones(n, int), 2), 2)
        expect.equal(found, [[0, 0], [0, n]], "the confusion matrix", hint=hint)


@case("classes that do not occur have rows and columns of zeros", tag="edge", clarifies="n-classes")
def absent_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation([0, 2, 2, 0, 2, 0])
    for c in (3, 5):
        found = read_matrix(candidate.confusion_matrix(y, y, c), c)
        expect.equal(found, confusion_matrix(y, y, c), "the confusion matrix", hint="It is n_classes by n_classes")
    for y, c in (([2], 4), ([0, 0], 1)):  # a single sample, and a single class
        found = read_matrix(candidate.confusion_matrix(np.array(y), np.array(y), c), c)
        hint = f"There are {len(y)} samples and n_classes={c} here"
        expect.equal(found, confusion_matrix(y, y, c), "the confusion matrix", hint=hint)


@case("two hundred classes", tag="edge")
def many_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 200, size=(2, 600))
    y[:4], p[:4] = (1, 10, 128, 199), (10, 0, 0, 199)  # digits that run together, and numbers beyond 8 and 16 bits
    found = read_matrix(candidate.confusion_matrix(y, p, 200), 200)
    check_counts(found, y, p, "Classes go up to 199, and a pair's number up to 39,999", c=200)


@case("precision, recall and F1", tag="core")
def rates(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    check_prf(candidate.precision_recall_f1(y, p), precision_recall_f1(y, p))


@case("no predicted positive: precision 0", tag="edge", clarifies="zero-division")
def nothing_predicted(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    check_prf(candidate.precision_recall_f1(y, np.zeros_like(y)), (0.0, 0.0, 0.0), hint=NOTHING)


@case("no true positive label: recall 0", tag="edge", clarifies="zero-division")
def nothing_positive(candidate: Candidate, rng: np.random.Generator) -> None:
    _, p = binary(rng)
    check_prf(candidate.precision_recall_f1(np.zeros_like(p), p), (0.0, 0.0, 0.0), hint=NOTHING)
    check_prf(candidate.precision_recall_f1(np.zeros_like(p), np.zeros_like(p)), (0.0, 0.0, 0.0), hint=NOTHING)


@case("nothing hit: F1 is 0", tag="edge", clarifies="zero-division")
def nothing_hit(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    candidate.roc_auc(y, y)  # which may have changed how NumPy takes 0/0
    check_prf(candidate.precision_recall_f1(y, 1 - y), (0.0, 0.0, 0.0), hint="0/0 is 0.0, for F1 too")


@case("everything right, and a single sample", tag="edge")
def all_right(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    check_prf(candidate.precision_recall_f1(y, y), (1.0, 1.0, 1.0))
    check_prf(candidate.precision_recall_f1(np.array([1]), np.array([1])), (1.0, 1.0, 1.0))


@case("the area under the curve", tag="core")
def area(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    for labels in (y, 1 - y):  # a third is positive, and two thirds are
        check_auc(candidate.roc_auc(labels, scores), roc_auc(labels, scores))


@case("the order of the samples does not matter", tag="core")
def any_order(candidate: Candidate, rng: np.random.Generator) -> None:
    n = 3001  # more than calls can be nested, if sorted data makes them
    y = rng.permutation(np.arange(n) % 3 == 0).astype(int)
    scores = rng.permutation(n) / n + 0.3 * y  # all different by 1e-4 or more, as 0.3 n is no whole number
    wanted = roc_auc(y, scores)
    for order in (np.argsort(scores), np.argsort(-scores), np.argsort(y, kind="stable")):
        check_auc(candidate.roc_auc(y[order], scores[order]), wanted, hint=f"{AUC}, in whatever order they come")


@case("equal scores count half", tag="core", clarifies="ties")
def ties(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(60) % 2)
    scores = rng.permutation(np.arange(60) % 5) / 4 + 0.25 * (y * (np.arange(60) % 3 == 0))
    for order in (np.argsort(y, kind="stable"), np.argsort(-y, kind="stable")):  # however ties happen to be sorted
        check_auc(candidate.roc_auc(y[order], scores[order]), roc_auc(y, scores))
    # Five scores, each shared by positives and negatives, the highest and the lowest too; at 1e17 the next is 16 away.
    y = np.concatenate([np.arange(12) < positives for positives in (3, 5, 6, 8, 9)]).astype(int)
    order, hint = rng.permutation(60), f"{AUC}, also among the highest and the lowest scores"
    for scale in (1.0, 1e17):
        scores = scale * (1 + np.arange(60) // 12)
        check_auc(candidate.roc_auc(y[order], scores[order]), roc_auc(y, scores), hint=hint)


@case("scores that are all the same say nothing", tag="edge", clarifies="ties")
def all_tied(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(9) % 3 == 0).astype(int)
    for order in (np.argsort(y), np.argsort(-y)):
        check_auc(candidate.roc_auc(y[order], np.full(9, 0.3)), 0.5)


@case("perfect and reversed scores", tag="edge")
def extremes(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(12) % 2)
    scores = y + rng.uniform(0.0, 0.5, size=12)
    check_auc(candidate.roc_auc(y, scores), 1.0)
    check_auc(candidate.roc_auc(y, -scores), 0.0)


@case("two samples are enough", tag="edge")
def two_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    check_auc(candidate.roc_auc(np.array([0, 1]), np.array([0.2, 0.9])), 1.0)
    check_auc(candidate.roc_auc(np.array([1, 0]), np.array([0.2, 0.9])), 0.0)


@case("refuses labels of one class", tag="edge", clarifies="one-class")
def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    for label in (0, 1):
        for n in (6, 1):
            expect.raises(ValueError, candidate.roc_auc, np.full(n, label), rng.uniform(size=n))


@case("scores on any scale: logits, large, tiny", tag="numerics", clarifies="scores")
def any_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    wanted = roc_auc(y, scores)
    hint = "Only the order of the scores matters"
    for scale, shift in ((1e6, 0.0), (1.0, -1000.0), (1e-20, 0.0), (1e150, 0.0)):
        check_auc(candidate.roc_auc(y, scores * scale + shift), wanted, hint=hint)
    # Beside it the others differ by less than its last digit; 17 x 33 pairs are odd, so that ties are never right.
    y, scores = np.append(y, 0), np.append(scores, -1e20)
    check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint=f"{hint}, whatever the lowest of them is")


@case("scores that differ in the last digits are no ties", tag="numerics", clarifies="scores")
def nearly_tied(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(20) % 2)
    scores = 0.5 + 1e-12 * (10.5 * y + rng.permutation(20))
    hint = "Scores are compared as they are, not rounded"
    check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint=hint)
    # No number is between these, and each has one of the other label above and below: to take two for one shows.
    order, y, scores = rng.permutation(20), np.arange(20) % 2, 1.0 + 2.0**-52 * np.arange(20)
    check_auc(candidate.roc_auc(y[order], scores[order]), roc_auc(y, scores), hint=hint)


@case("labels as floats and as integers of 32 bits", tag="contract", clarifies="input-types")
def label_types(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng, n=900)
    _, scores = scored(rng, n=900)
    kinds = [(np.float64, np.float64), (np.int32, np.int32), (np.float32, np.float32)]
    for true_kind, predicted_kind in (*kinds, (np.int64, np.float64), (np.float64, np.int64)):
        truth, predicted = y.astype(true_kind), p.astype(predicted_kind)
        hint = f"The labels are 0 and 1, the true ones as {truth.dtype} and the predicted ones as {predicted.dtype}"
        rtol = SINGLE if true_kind == np.float32 else DIGITS
        wanted = precision_recall_f1(y, p)
        check_prf(candidate.precision_recall_f1(truth, predicted), wanted, hint=hint, rtol=rtol)
        check_auc(candidate.roc_auc(truth, scores), roc_auc(y, scores), hint=hint, rtol=rtol)
        check_counts(read_matrix(candidate.confusion_matrix(truth, predicted, 2), 2), y, p, hint)


@case("takes float32 and integer scores", tag="contract", clarifies="input-types")
def score_types(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    narrow = scores.astype(np.float32)
    check_auc(candidate.roc_auc(y, narrow), roc_auc(y, narrow), rtol=expect.tolerance(narrow))
    whole = np.argsort(np.argsort(scores))
    twos = whole // 2  # a mean rank of two is no whole number
    wide = [(whole, np.int32), (twos, np.int32), (10**9 + twos, np.int32)]  # the last ones are no float32
    for values, dtype in (*wide, (twos, np.int64), (3 * 10**9 + twos, np.int64), (10**10 * twos, np.int64)):
        wanted = expect.scalar(candidate.roc_auc(y, values.astype(float)), "roc_auc")  # whatever ties count for
        hint = f"Expected is what came out for the same scores in float64; here they are {np.dtype(dtype)}"
        where = f"roc_auc of scores from {values.min()} to {values.max()}"
        found = expect.scalar(candidate.roc_auc(y, values.astype(dtype)), where)
        expect.close(found, wanted, where, rtol=DIGITS, scale=1.0, hint=hint)


@case("takes lists, also beside an array, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    labels, scores = scored(rng)
    lists = y.tolist(), p.tolist()
    for truth, predicted in (lists, (y, lists[1]), (lists[0], p), (y.astype(float).tolist(), p.astype(float).tolist())):
        kinds = [type(part).__name__ for part in (truth, predicted)]
        hint = f"The true labels are in a {kinds[0]} here, the predicted ones in a {kinds[1]}"
        found = read_matrix(expect.unmodified(candidate.confusion_matrix, truth, predicted, 2), 2)
        check_counts(found, y, p, hint)
        wanted = precision_recall_f1(y, p)
        check_prf(expect.unmodified(candidate.precision_recall_f1, truth, predicted), wanted, hint=hint)
    listed = labels.tolist(), scores.tolist()
    for truth, values in (listed, (listed[0], scores), (labels, listed[1]), (labels.astype(float).tolist(), listed[1])):
        hint = f"The labels are in a {type(truth).__name__} here, the scores in a {type(values).__name__}"
        check_auc(expect.unmodified(candidate.roc_auc, truth, values), roc_auc(labels, scores), hint=hint)
    mixed = [1, 0.125, 0.5, 0.25, 0.75]
    check_auc(candidate.roc_auc([1, 0, 1, 0, 1], mixed), 1.0, hint="The first score of the list is an integer here")


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    labels, scores = scored(rng)
    whole = 7 * np.argsort(np.argsort(scores))
    kinds = [(np.int64, scores), (np.int32, whole), (np.float64, scores), (np.float32, scores.astype(np.float32))]
    for kind, values in kinds:
        truth, predicted = y.astype(kind), p.astype(kind)
        read_matrix(expect.unmodified(candidate.confusion_matrix, truth, predicted, 2), 2)
        result = expect.unmodified(candidate.precision_recall_f1, truth, predicted)
        check_prf(result, precision_recall_f1(y, p), rtol=SINGLE)
        result = expect.unmodified(candidate.roc_auc, labels.astype(kind), values)
        check_auc(result, roc_auc(labels, values), rtol=expect.tolerance(values))
    expect.unshared(candidate.confusion_matrix, (y, p, 2), (p, y, 2))


@case("a call knows nothing of an earlier one", tag="contract")
def starts_afresh(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    labels, scores = scored(rng)
    expect.unshared(candidate.precision_recall_f1, (y, p), (1 - y, p))
    for truth, predicted in ((y, p), (1 - y, p), (y, p)):
        wanted = precision_recall_f1(truth, predicted)
        check_prf(candidate.precision_recall_f1(truth, predicted), wanted, hint=AFRESH)
        found = read_matrix(candidate.confusion_matrix(truth, predicted, 2), 2)
        check_counts(found, truth, predicted, AFRESH)
    for truth, values in ((labels, scores), (labels, -scores), (1 - labels, scores), (labels, scores)):
        check_auc(candidate.roc_auc(truth, values), roc_auc(truth, values), hint=AFRESH)


# Sorting takes a tenth of a second here, in pure Python a second. Every pair is several billion comparisons, which no
# loop does in the time; a fast machine may, in compiled blocks.
@case("is exact and quick at 100,000 samples", tag="numerics", clarifies="large", seconds=5.0)
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    n = 100_000
    y = rng.permutation(np.arange(n) % 2)
    hint = f"{AUC}; there are {n * n // 4:,} pairs here, more than 32 bits hold"
    fine = (rng.permutation(np.arange(n) // 2) + 0.2 * n * y) / n  # tens of thousands of values, most of them twice
    coarse = np.round(rng.normal(size=n) + 0.8 * y)  # a few values, each for thousands, and zero with either sign
    for scores in (coarse, fine):
        check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint=hint)


@case("counts many samples quickly", tag="speed")
def many_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 10, size=(2, 200_000))
    result = expect.fast(candidate.confusion_matrix, confusion_matrix, y, p, 10, ratio=10.0)
    check_counts(read_matrix(result, 10), y, p, ROWS, c=10)
