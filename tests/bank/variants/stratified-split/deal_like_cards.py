import numpy as np

PARTS = 3


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    for r in ratios:
        if r < 0:
            raise ValueError("negative")
    total = 0.0
    for r in ratios:
        total += r
    if total < 1 - 1e-9 or total > 1 + 1e-9:
        raise ValueError("sum")

    # walk once over a shuffled deck; each card goes to the part of its class that is owed most
    deck = np.random.default_rng([seed, 17]).permutation(len(y))
    sizes = {}
    for label in y:
        sizes[label] = sizes.get(label, 0) + 1
    dealt = {label: [0] * PARTS for label in sizes}
    parts = [[] for _ in range(PARTS)]
    for i in deck:
        label = y[i]
        got = dealt[label]
        if sizes[label] == 1:
            p = 0
        else:
            owed = [ratios[k] * sizes[label] - got[k] for k in range(PARTS)]
            p = max(range(PARTS), key=owed.__getitem__)
        got[p] += 1
        parts[p].append(i)
    return tuple(parts)


if __name__ == "__main__":
    labels = ["cat"] * 10 + ["dog"] * 5
    for name, idx in zip(("train", "val", "test"), stratified_split(labels)):
        print(name, [labels[i] for i in idx])
