# mockml: kmeans
"""k-means++ seeding, a class, and a main block that prints."""

import numpy as np


class KMeans:
    def __init__(self, k, max_iters, tol, seed=0):
        self.k, self.max_iters, self.tol = k, max_iters, tol
        self.rng = np.random.RandomState(seed)

    def _seed(self, X):
        chosen = [self.rng.randint(len(X))]
        while len(chosen) < self.k:
            d = np.min(np.linalg.norm(X[:, None] - X[chosen][None], axis=-1), axis=1)
            total = d.sum()
            if total == 0 or not np.isfinite(total):
                rest = [i for i in range(len(X)) if i not in chosen]
                chosen.append(rest[self.rng.randint(len(rest))])
            else:
                chosen.append(int(self.rng.choice(len(X), p=d / total)))
        return X[chosen].copy()

    def fit(self, X):
        self.centroids = self._seed(X)
        for step in range(self.max_iters):
            self.labels = np.linalg.norm(X[:, None] - self.centroids[None], axis=-1).argmin(1)
            old = self.centroids.copy()
            for j in range(self.k):
                mask = self.labels == j
                if mask.any():
                    self.centroids[j] = X[mask].mean(0)
                else:
                    far = np.linalg.norm(X - old[self.labels], axis=1).argmax()
                    self.centroids[j] = X[far]
            if np.abs(self.centroids - old).max() < self.tol:
                break
        return self


def kmeans(X, k, max_iters=100, tol=1e-4):
    model = KMeans(k, max_iters, tol).fit(np.array(X, dtype=float))
    print("done", model.centroids.shape)
    return model.centroids, model.labels.astype(float)


if __name__ == "__main__":
    print(kmeans([[0, 0], [1, 1], [9, 9]], 2))
