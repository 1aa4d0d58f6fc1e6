"""Hidden cases of the impurities: numbers, compared with the reference."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import entropy as entropy_reference
from .reference import gini as gini_reference

GINI = "Gini is one minus the sum of the squared shares"
ENTROPY = "Entropy is minus the sum of p log2 p over the shares"


def check(candidate, labels, gini=None, entropy=None, hint=""):
    """Both numbers, which are of the order of one."""
    for name, wanted, formula in (("gini", gini, GINI), ("entropy", entropy, ENTROPY)):
        found = expect.scalar(getattr(candidate, name)(labels), name, finite=False)
        reference = gini_reference if name == "gini" else entropy_reference
        expect.close(found, reference(labels) if wanted is None else wanted, name, scale=1.0, hint=hint or formula)


@case("two classes", tag="core")
def two_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    for ones in (1, 3, 5, 8):
        check(candidate, rng.permutation(np.repeat([0, 1], [10 - ones, ones])))


@case("several classes", tag="core")
def several_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    for counts in ([5, 3, 2], [1, 1, 1, 1, 12], [9, 1, 4, 2]):
        check(candidate, rng.permutation(np.repeat(np.arange(len(counts)), counts)))


@case("equally many of each class", tag="core")
def even(candidate: Candidate, rng: np.random.Generator) -> None:
    for classes in (2, 4, 5):
        labels = rng.permutation(np.repeat(np.arange(classes), 3))
        check(candidate, labels, 1 - 1 / classes, np.log2(classes))


@case("one class, one label", tag="edge")
def pure(candidate: Candidate, rng: np.random.Generator) -> None:
    for labels in (np.zeros(6, dtype=int), np.full(4, 3), np.array([1])):
        check(candidate, labels, 0.0, 0.0, hint="Both are 0 for a node of one class")


@case("no labels", tag="edge")
def empty(candidate: Candidate, rng: np.random.Generator) -> None:
    for labels in (np.array([], dtype=int), []):
        check(candidate, labels, 0.0, 0.0, hint="Both are 0 for a node without labels")


@case("classes with gaps between them", tag="edge")
def gaps(candidate: Candidate, rng: np.random.Generator) -> None:
    check(candidate, rng.permutation(np.repeat([2, 5, 900], [4, 1, 3])))
    check(candidate, rng.permutation(np.repeat([-7, -1, 3], [2, 5, 3])))


@case("many labels in a narrow dtype", tag="numerics")
def many(candidate: Candidate, rng: np.random.Generator) -> None:
    # 300 labels: a count in eight bits wraps around.
    check(candidate, rng.permutation(np.repeat([0, 1, 2], [150, 130, 20])).astype(np.int8))


@case("strings, whole numbers as floats, lists", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    numbers = rng.permutation(np.repeat([0, 1, 2], [5, 2, 1]))
    check(candidate, np.array(["no", "yes", "maybe"])[numbers])
    check(candidate, np.array(["no", "yes", "maybe"])[numbers].tolist())
    check(candidate, numbers.astype(float))
    check(candidate, numbers.tolist())


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    labels = np.array([2, 0, 1, 1, 0, 2, 2])
    check(candidate, labels)
    for name in ("gini", "entropy"):
        expect.scalar(expect.unmodified(getattr(candidate, name), labels), name)
        expect.scalar(expect.unmodified(getattr(candidate, name), labels.tolist()), name)
