"""Pure Python: sample by sample, feature by feature; lists and a tuple out."""


def mse_gradient(X, y, weights, bias):
    n, d = len(X), len(weights)
    grad_w, grad_b = [0.0] * d, 0.0
    for row, target in zip(X, y, strict=True):
        error = sum(float(w) * float(x) for w, x in zip(weights, row, strict=True)) + float(bias) - float(target)
        for j in range(d):
            grad_w[j] += 2 * error * float(row[j]) / n
        grad_b += 2 * error / n
    return grad_w, grad_b
