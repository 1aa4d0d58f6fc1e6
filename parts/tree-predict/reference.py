"""Predictions of a finished classification tree (Breiman, Friedman, Olshen, Stone, "CART", 1984)."""


def predict(tree, X):
    labels = []
    for row in X:
        node = tree
        while "label" not in node:
            goes_left = row[node["feature"]] <= node["threshold"]
            node = node["left"] if goes_left else node["right"]
        labels.append(node["label"])
    return labels
