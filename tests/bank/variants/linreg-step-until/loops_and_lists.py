"""Pure Python with a while loop over an augmented row [x, 1]; lists and a tuple out."""


def fit_until(X, y, lr=0.1, tol=1e-6, max_steps=10_000):
    rows = [[*(float(v) for v in row), 1.0] for row in X]
    targets = [float(v) for v in y]
    theta, made, n = [0.0] * len(rows[0]), 0, len(rows)
    while made < max_steps:
        errors = [sum(a * b for a, b in zip(theta, r, strict=True)) - t for r, t in zip(rows, targets, strict=True)]
        grad = [2 * sum(e * r[j] for e, r in zip(errors, rows, strict=True)) / n for j in range(len(theta))]
        if all(abs(g) <= tol for g in grad):
            break
        theta = [t - lr * g for t, g in zip(theta, grad, strict=True)]
        made += 1
    return theta[:-1], theta[-1], made
