"""Hidden cases of classification-metrics. Every one has one right answer, by counting."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import confusion_matrix, precision_recall_f1, roc_auc

ROWS = "Rows are the true classes, columns the predicted ones"
PRF = "precision = TP / (TP + FP), recall = TP / (TP + FN), F1 their harmonic mean"
AUC = "The share of pairs of a positive and a negative in which the positive scores higher, ties counting half"
NAMES = ("precision", "recall", "f1")
DIGITS = 1e-9


def read_matrix(result, c):
    """The counts, as whole numbers."""
    return expect.array(result, "the confusion matrix", shape=(c, c), kind="whole")


def check_counts(found, y, p, hint, c=2):
    """The counts of c classes, whether rows are the truth or the predictions."""
    wanted = confusion_matrix(y, p, c)
    turned = np.array_equal(found.T, wanted)
    expect.equal(found.T if turned else found, wanted, "the confusion matrix", hint=hint)


def check_prf(result, wanted, hint=PRF):
    """Precision, recall and F1, in a tuple, a list or an array of three."""
    result = tuple(result) if isinstance(result, np.ndarray) and result.shape == (3,) else result
    for name, found, value in zip(NAMES, expect.returns(result, *NAMES), wanted, strict=True):
        expect.close(expect.scalar(found, name), value, name, rtol=DIGITS, scale=1.0, hint=hint)


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
    hint = "Indexing with += counts a repeated pair once, and a narrow dtype cannot hold a large count"
    for n in (int(rng.integers(20, 40)), 70_001):  # more than 16 bits hold, and odd: more than half precision does
        found = read_matrix(candidate.confusion_matrix(np.ones(n, int), np.ones(n, int), 2), 2)
        expect.equal(found, [[0, 0], [0, n]], "the confusion matrix", hint=hint)


@case("classes that do not occur have rows and columns of zeros", tag="edge", clarifies="n-classes")
def absent_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation([0, 2, 2, 0, 2, 0])
    for c in (3, 5):
        found = read_matrix(candidate.confusion_matrix(y, y, c), c)
        expect.equal(found, confusion_matrix(y, y, c), "the confusion matrix", hint="It is n_classes by n_classes")


@case("precision, recall and F1", tag="core")
def rates(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    check_prf(candidate.precision_recall_f1(y, p), precision_recall_f1(y, p))


@case("no predicted positive: precision 0", tag="edge", clarifies="zero-division")
def nothing_predicted(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    check_prf(candidate.precision_recall_f1(y, np.zeros_like(y)), (0.0, 0.0, 0.0), hint="0/0 is 0.0")


@case("no true positive label: recall 0", tag="edge", clarifies="zero-division")
def nothing_positive(candidate: Candidate, rng: np.random.Generator) -> None:
    _, p = binary(rng)
    check_prf(candidate.precision_recall_f1(np.zeros_like(p), p), (0.0, 0.0, 0.0), hint="0/0 is 0.0")
    check_prf(candidate.precision_recall_f1(np.zeros_like(p), np.zeros_like(p)), (0.0, 0.0, 0.0), hint="0/0 is 0.0")


@case("nothing hit: F1 is 0", tag="edge", clarifies="zero-division")
def nothing_hit(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    check_prf(candidate.precision_recall_f1(y, 1 - y), (0.0, 0.0, 0.0), hint="0/0 is 0.0, for F1 too")


@case("everything right, and a single sample", tag="edge")
def all_right(candidate: Candidate, rng: np.random.Generator) -> None:
    y, _ = binary(rng)
    check_prf(candidate.precision_recall_f1(y, y), (1.0, 1.0, 1.0))
    check_prf(candidate.precision_recall_f1(np.array([1]), np.array([1])), (1.0, 1.0, 1.0))


@case("the area under the curve", tag="core")
def area(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores))


@case("the order of the samples does not matter", tag="core")
def any_order(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng, n=30)
    wanted = roc_auc(y, scores)
    for order in (np.argsort(scores), np.argsort(-scores), np.argsort(y, kind="stable")):
        check_auc(candidate.roc_auc(y[order], scores[order]), wanted, hint=f"{AUC}, in whatever order they come")


@case("equal scores count half", tag="core", clarifies="ties")
def ties(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(60) % 2)
    scores = rng.permutation(np.arange(60) % 5) / 4 + 0.25 * (y * (np.arange(60) % 3 == 0))
    for order in (np.argsort(y, kind="stable"), np.argsort(-y, kind="stable")):  # however ties happen to be sorted
        check_auc(candidate.roc_auc(y[order], scores[order]), roc_auc(y, scores))


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
        expect.raises(ValueError, candidate.roc_auc, np.full(6, label), rng.uniform(size=6))


@case("scores on any scale: logits, large, tiny", tag="numerics", clarifies="scores")
def any_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    wanted = roc_auc(y, scores)
    hint = "Only the order of the scores matters"
    for scale, shift in ((1e6, 0.0), (1.0, -1000.0), (1e-9, 0.0), (1e150, 0.0)):
        check_auc(candidate.roc_auc(y, scores * scale + shift), wanted, hint=hint)
    # Beside it the others differ by less than its last digit; 17 x 33 pairs are odd, so that ties are never right.
    y, scores = np.append(y, 0), np.append(scores, -1e20)
    check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint=f"{hint}, whatever the lowest of them is")


@case("scores that differ in the last digits are no ties", tag="numerics", clarifies="scores")
def nearly_tied(candidate: Candidate, rng: np.random.Generator) -> None:
    y = rng.permutation(np.arange(20) % 2)
    scores = 0.5 + 1e-12 * (10.5 * y + rng.permutation(20))
    check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint="Scores are compared as they are, not rounded")


@case("labels as floats and as integers of 32 bits", tag="contract", clarifies="input-types")
def label_types(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng, n=900)
    _, scores = scored(rng, n=900)
    for dtype in (np.float64, np.int32, np.float32):
        hint = f"The labels are 0 and 1 as {np.dtype(dtype)} here"
        truth, predicted = y.astype(dtype), p.astype(dtype)
        check_prf(candidate.precision_recall_f1(truth, predicted), precision_recall_f1(y, p), hint=hint)
        check_auc(candidate.roc_auc(truth, scores), roc_auc(y, scores), hint=hint)
        check_counts(read_matrix(candidate.confusion_matrix(truth, predicted, 2), 2), y, p, hint)


@case("takes float32 and integer scores", tag="contract", clarifies="input-types")
def score_types(candidate: Candidate, rng: np.random.Generator) -> None:
    y, scores = scored(rng)
    narrow = scores.astype(np.float32)
    check_auc(candidate.roc_auc(y, narrow), roc_auc(y, narrow), rtol=expect.tolerance(narrow))
    whole = np.argsort(np.argsort(scores))
    for dtype in (np.int64, np.int32):
        hint = f"{AUC}; the scores are {np.dtype(dtype)} here"
        check_auc(candidate.roc_auc(y, whole.astype(dtype)), roc_auc(y, whole), hint=hint)


@case("takes lists, and leaves them as they are", tag="contract", clarifies="input-types")
def list_input(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    labels, scores = scored(rng)
    found = read_matrix(expect.unmodified(candidate.confusion_matrix, y.tolist(), p.tolist(), 2), 2)
    check_counts(found, y, p, "The labels are lists here")
    check_prf(expect.unmodified(candidate.precision_recall_f1, y.tolist(), p.tolist()), precision_recall_f1(y, p))
    check_auc(expect.unmodified(candidate.roc_auc, labels.tolist(), scores.tolist()), roc_auc(labels, scores))


@case("leaves the caller's arrays as they are", tag="contract", clarifies="input-types")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = binary(rng)
    labels, scores = scored(rng)
    read_matrix(expect.unmodified(candidate.confusion_matrix, y, p, 2), 2)
    expect.unshared(candidate.confusion_matrix, (y, p, 2), (p, y, 2))
    check_prf(expect.unmodified(candidate.precision_recall_f1, y, p), precision_recall_f1(y, p))
    check_auc(expect.unmodified(candidate.roc_auc, labels, scores), roc_auc(labels, scores))


# Comparing every pair takes several billion comparisons here, which no machine does in the time; sorting takes a
# tenth of a second, in pure Python a second.
@case("is exact and quick at 100,000 samples", tag="numerics", clarifies="large", seconds=5.0)
def many_samples(candidate: Candidate, rng: np.random.Generator) -> None:
    n = 100_000
    y = rng.permutation(np.arange(n) % 2)
    hint = f"{AUC}; compare no pairs one by one"
    fine = (rng.permutation(np.arange(n) // 2) + 0.2 * n * y) / n  # tens of thousands of values, most of them twice
    coarse = np.round(rng.normal(size=n) + 0.8 * y)  # a few values, each for thousands, and zero with either sign
    for scores in (coarse, fine):
        check_auc(candidate.roc_auc(y, scores), roc_auc(y, scores), hint=hint)


@case("counts many samples quickly", tag="speed")
def many_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 10, size=(2, 200_000))
    result = expect.fast(candidate.confusion_matrix, confusion_matrix, y, p, 10, ratio=10.0)
    check_counts(read_matrix(result, 10), y, p, ROWS, c=10)
