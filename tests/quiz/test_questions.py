"""The questions that ship: whole, distinct, on every topic that a loop asks about, and labelled truly."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from mockml.bank.library import Bank
from mockml.bank.questions import KINDS, TOLD
from mockml.practice.asked import parts_of
from mockml.words import stems
from tests.quiz.labelled import labelled, questions

# What has to be asked about, and the question that does.
TOPICS = {
    "bias and variance and tree depth": "bias-variance-tree-depth",
    "a learning rate too large": "learning-rate-too-large",
    "95 % accuracy and an unhappy stakeholder": "accuracy-unhappy-stakeholder",
    "batch normalization": "batch-normalization",
    "TF-IDF or a transformer": "tfidf-or-transformer",
    "the project walk-through": "project-walk-through",
    "its hardest bug": "project-hardest-bug",
    "a spam classifier end to end": "spam-classifier-end-to-end",
    "something that did not work": "project-something-that-failed",
    "learning something quickly": "project-learning-quickly",
    "gradient descent failing": "gradient-descent-failing",
    "L2 and SGD variants": "l2-and-sgd-variants",
    "a pipeline's saved configuration": "saved-configuration",
    "leakage": "data-leakage",
    "unseen categories": "unseen-categories",
    "limits of k-means": "kmeans-limits",
    "attention and softmax": "attention",
    "layer normalization": "layer-normalization",
    "regularization": "regularization",
    "calibration": "calibration",
    "AUC or average precision": "auc-or-average-precision",
    "initialization": "weight-initialization",
    "optimizers": "optimizers",
    "trees or linear models": "trees-or-linear",
    "cross-validation done wrong": "cross-validation-wrong",
    "drift": "drift",
}
# What the questions on a topic have to say somewhere in their points.
SAID = {
    "learning-rate-too-large": ["log", "schedule", "warm"],
    "batch-normalization": ["backward", "running", "inference"],
    "layer-normalization": ["batch", "feature"],
    "attention": ["softmax", "scale"],
    "l2-and-sgd-variants": ["full batch", "mini-batch", "stochastic"],
}


def test_there_are_enough_of_each_kind() -> None:
    """At least 72 in all and ten of each kind, each with four key points or more, and no id twice."""
    found = Bank().questions()
    ids = [one.id for group in found.values() for one in group]
    assert set(found) == set(KINDS)
    assert min(map(len, found.values())) >= 10
    assert len(ids) >= 72
    assert max(Counter(ids).values()) == 1
    assert all(len(one.points) >= 4 for group in found.values() for one in group)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_asked_about(topic: str) -> None:
    """What new graduates are asked has a question of its own, which covers its parts."""
    question = questions()[TOPICS[topic]]
    text = " ".join([question.ask, question.answer, *(point.says for point in question.points)]).lower()
    assert [word for word in SAID.get(question.id, []) if word not in text] == []


def test_no_two_ask_the_same() -> None:
    """No two questions share most of their wording, their points or their model answers."""
    for field in ("title", "ask", "answer", "mistake"):
        words = {one.id: set(stems(getattr(one, field))) for one in questions().values()}
        for (one, a), (other, b) in combinations(words.items(), 2):
            assert len(a & b) / max(len(a | b), 1) < 0.6, f"{one} and {other} have nearly the same {field}"
    says = Counter(point.says for one in questions().values() for point in one.points)
    assert max(says.values()) == 1


def test_stories_dig_at_least_three_levels_deep() -> None:
    """Each project and behavioural question has a structure whose parts have names of their own, and three digs."""
    for kind in TOLD:
        for one in Bank().questions_of(kind):
            names = [part.name for part in parts_of(one)] + one.digs
            assert len(set(names)) == len(names)
            assert all(":" in text for text in one.structure)
            assert len(one.digs) >= 3


def test_every_label_names_what_is_there() -> None:
    """There are 150 labelled answers and more, of all kinds; each names a real question and real points, none twice."""
    assert len(labelled()) >= 150
    kinds = {one.id: kind for kind, group in Bank().questions().items() for one in group}
    assert {kinds[row.question] for row in labelled()} == set(KINDS)
    for row in labelled():
        points = [point.id for point in questions()[row.question].points]
        assert set(row.ticked) <= set(points)
        assert len(set(row.ticked)) == len(row.ticked)
    assert max(Counter(row.answer for row in labelled()).values()) == 1
