"""Plain Python, number by number, the sigmoid with two branches; lists back."""

import math


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


def forward(X, W1, b1, W2, b2):
    hidden, out = [], []
    for row in X:
        units = []
        for j in range(len(b1)):
            total = float(b1[j])
            for i in range(len(row)):
                total += float(row[i]) * float(W1[i][j])
            units.append(max(0.0, total))
        hidden.append(units)
        z = float(b2[0]) + sum(u * float(W2[j][0]) for j, u in enumerate(units))
        out.append([sigmoid(z)])
    return hidden, out
