# mockml: linear-regression-gd
def linear_regression_gradient_descent(X, y, lr=0.01, epochs=1000):
    rows = [[float(v) for v in row] for row in X]
    target = [float(v) for v in y]
    n, d = len(rows), len(rows[0])
    w, b, history = [0.0] * d, 0.0, []
    for _ in range(epochs):
        gw, gb, loss = [0.0] * d, 0.0, 0.0
        for row, t in zip(rows, target):
            r = b - t
            for a, c in zip(row, w):
                r += a * c
            loss += r * r
            gb += 2 * r / n
            for j in range(d):
                gw[j] += 2 * r * row[j] / n
        history.append(loss / n)
        w = [c - lr * g for c, g in zip(w, gw)]
        b -= lr * gb
    return w, b, history
