# mockml: attention
import numpy as np


class Attention:
    def __init__(self, d):
        self.scale = 1.0 / np.sqrt(d)

    def scores(self, Q, K, mask):
        s = self.scale * (Q @ np.moveaxis(K, -1, -2))
        return s if mask is None else s + np.where(mask, 0.0, -np.inf)

    @staticmethod
    def weights(s):
        top = np.max(s, axis=-1, keepdims=True)
        dead = top == -np.inf
        top = np.where(dead, 0.0, top)
        s = s - top  # added to a huge top, the logarithm would be lost
        return np.exp(s - np.log(np.exp(s).sum(axis=-1, keepdims=True) + dead))

    def __call__(self, Q, K, V, mask):
        w = self.weights(self.scores(Q, K, mask))
        return w @ V, w


def scaled_dot_product_attention(Q, K, V, mask=None):
    Q, K, V = [np.asarray(a, dtype=np.float64) for a in (Q, K, V)]
    # adding to scores that are not finite would be wrong, and they are finite
    return Attention(Q.shape[-1])(Q, K, V, mask)


if __name__ == "__main__":
    print(scaled_dot_product_attention(np.eye(2), np.eye(2), np.eye(2)))
