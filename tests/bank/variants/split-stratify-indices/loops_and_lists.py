"""Pure Python: a dictionary from label to indices, random.Random, rounding down, and lists out."""

import random


def stratified_holdout(y, test_ratio=0.2, seed=0):
    groups = {}
    for i, label in enumerate(y):
        groups.setdefault(label, []).append(i)
    draw = random.Random(seed)
    train, test = [], []
    for members in groups.values():  # in the order of their first sample
        draw.shuffle(members)
        count = int(test_ratio * len(members) + 1e-9) if len(members) > 1 else 0
        test += members[:count]
        train += members[count:]
    return train, test
