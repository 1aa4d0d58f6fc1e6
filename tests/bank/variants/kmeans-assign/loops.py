"""Plain Python, a strict comparison so that the first of equals stays; a list back. Slow, and right."""


def assign(X, centroids):
    labels = []
    for point in X:
        best, label = float("inf"), -1
        for j, centroid in enumerate(centroids):
            distance = sum((float(a) - float(b)) ** 2 for a, b in zip(point, centroid))
            if distance < best:
                best, label = distance, j
        labels.append(label)
    return labels
