"""Plain Python, one row after another, lists back; the error is computed by label."""


def backward(X, y, hidden, probabilities, W2):
    n, d, h = len(X), len(X[0]), len(W2)
    dW1 = [[0.0] * h for _ in range(d)]
    db1, dW2, db2 = [0.0] * h, [[0.0] for _ in range(h)], [0.0]
    for i in range(n):
        label = y[i][0] if hasattr(y[i], "__len__") else y[i]
        p = float(probabilities[i][0])
        error = p - 1 if label == 1 else p
        db2[0] += error / n
        for j in range(h):
            a = float(hidden[i][j])
            dW2[j][0] += a * error / n
            if a > 0:
                back = error * float(W2[j][0]) / n
                db1[j] += back
                for k in range(d):
                    dW1[k][j] += float(X[i][k]) * back
    return dW1, db1, dW2, db2
