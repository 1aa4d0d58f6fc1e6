"""Hidden cases of splitting and merging heads: each number has one right place, so the comparison is exact."""

import numpy as np

from mockml.judge import expect
from mockml.judge.case import Candidate, case

from .reference import merge_heads as merge_reference
from .reference import split_heads as split_reference

SPLIT = "Head i has the features from i * d_head up to (i + 1) * d_head of every token"
MERGE = "Each token's features are those of head 0, then those of head 1, and so on"
SQUARE = "Equal lengths hide a reshape that mixes tokens and heads; follow one number to its place"


def numbers(rng, *shape):
    """Different whole numbers, so that each tells its place."""
    return rng.permutation(int(np.prod(shape))).astype(float).reshape(shape)


def check_split(result, x, heads, hint=SPLIT):
    """The split is that of the reference, number by number."""
    wanted = split_reference(x, heads)
    expect.equal(expect.array(result, "split", shape=wanted.shape), wanted, "split", hint=hint)


def check_merge(result, x, hint=MERGE):
    """The merge is that of the reference, number by number."""
    wanted = merge_reference(x)
    expect.equal(expect.array(result, "merged", shape=wanted.shape), wanted, "merged", hint=hint)


@case("split: a batch of tokens", tag="core")
def splits(candidate: Candidate, rng: np.random.Generator) -> None:
    for heads in (2, 3, 4):
        x = numbers(rng, 2, 5, 12)
        check_split(candidate.split_heads(x, heads), x, heads)


@case("merge: a batch of heads", tag="core")
def merges(candidate: Candidate, rng: np.random.Generator) -> None:
    for heads in (2, 3, 4):
        x = numbers(rng, 2, heads, 5, 3)
        check_merge(candidate.merge_heads(x), x)


@case("merge undoes split, and split undoes merge", tag="core")
def there_and_back(candidate: Candidate, rng: np.random.Generator) -> None:
    x = numbers(rng, 3, 4, 6)
    split = expect.array(candidate.split_heads(x, 2), "split", shape=(3, 2, 4, 3))
    check_split(split, x, 2)
    back = expect.array(candidate.merge_heads(split), "merged", shape=(3, 4, 6))
    expect.equal(back, x, "merge_heads(split_heads(x, 2))", hint="Merging gives back what was split")


@case("lengths that are all equal", tag="edge")
def equal_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    x = numbers(rng, 3, 3, 9)  # three batch entries, tokens, heads, and features to a head
    check_split(candidate.split_heads(x, 3), x, 3, hint=SQUARE)
    x = numbers(rng, 3, 3, 3, 3)
    check_merge(candidate.merge_heads(x), x, hint=SQUARE)


@case("no batch axis, and two of them", tag="edge")
def leading_axes(candidate: Candidate, rng: np.random.Generator) -> None:
    for batch in ((), (2, 3), (1, 1, 2)):
        hint = f"The leading axes {batch} stay as they are"
        x = numbers(rng, *batch, 4, 6)
        check_split(candidate.split_heads(x, 3), x, 3, hint=hint)
        x = numbers(rng, *batch, 3, 4, 2)
        check_merge(candidate.merge_heads(x), x, hint=hint)


@case("one head, one feature to a head, one token", tag="edge")
def single(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, heads in ((4, 6, 1), (4, 6, 6), (1, 6, 2), (1, 1, 1)):
        x = numbers(rng, 2, n, d)
        check_split(candidate.split_heads(x, heads), x, heads)
        x = numbers(rng, 2, heads, n, d // heads)
        check_merge(candidate.merge_heads(x), x)


@case("features that cannot be shared out", tag="edge")
def not_divisible(candidate: Candidate, rng: np.random.Generator) -> None:
    for d, heads in ((7, 2), (6, 4), (3, 6), (6, 0), (6, -2)):
        expect.raises(ValueError, candidate.split_heads, numbers(rng, 2, 4, d), heads)
    # 4 tokens of 6 features can be cut into 8 pieces of 3, though 6 features cannot be shared among 8.
    expect.raises(ValueError, candidate.split_heads, numbers(rng, 4, 6), 8)


@case("nested lists, integers, float32, booleans", tag="contract")
def kinds(candidate: Candidate, rng: np.random.Generator) -> None:
    x, split = numbers(rng, 2, 4, 6), numbers(rng, 2, 3, 4, 2)
    for dtype in (np.int64, np.uint8, np.float32, bool):
        check_split(candidate.split_heads(x.astype(dtype), 3), x.astype(dtype), 3)
        check_merge(candidate.merge_heads(split.astype(dtype)), split.astype(dtype))
    check_split(candidate.split_heads(x.tolist(), 3), x, 3)
    check_merge(candidate.merge_heads(split.tolist()), split)


@case("nothing is changed", tag="contract")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    x, split = numbers(rng, 2, 4, 6), numbers(rng, 2, 3, 4, 2)
    check_split(expect.unmodified(candidate.split_heads, x, 3), x, 3)
    check_merge(expect.unmodified(candidate.merge_heads, split), split)
