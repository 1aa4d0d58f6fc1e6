# mockml: stratified-split
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Splitter:
    ratios: tuple[float, ...]
    seed: int
    buckets: list[list[int]] = field(default_factory=lambda: [[], [], []])

    def __post_init__(self) -> None:
        if any(r < 0 for r in self.ratios):
            raise ValueError("ratios cannot be negative")
        if abs(sum(self.ratios) - 1) > 1e-9:
            raise ValueError("ratios must sum to 1")
        self.rng = np.random.Generator(np.random.PCG64(self.seed))

    def quota(self, m: int) -> list[int]:
        """Hamilton's method: floors first, leftovers to the largest fractions."""
        if m == 1:
            return [1, 0, 0]
        exact = [r * m for r in self.ratios]
        counts = [int(np.floor(e)) for e in exact]
        by_fraction = sorted(range(3), key=lambda k: exact[k] - counts[k], reverse=True)
        for k in by_fraction[: m - sum(counts)]:
            counts[k] += 1
        return counts

    def add(self, members: np.ndarray) -> None:
        shuffled = self.rng.permutation(members)
        start = 0
        for bucket, count in zip(self.buckets, self.quota(len(members))):
            bucket.extend(int(i) for i in shuffled[start : start + count])
            start += count


def stratified_split(y, ratios=(0.7, 0.15, 0.15), seed=0):
    splitter = Splitter(tuple(float(r) for r in ratios), seed)
    y = np.asarray(y)
    for label in sorted(set(y.tolist())):
        splitter.add(np.nonzero(y == label)[0])
    return [np.array(sorted(b), dtype=np.int32) for b in splitter.buckets]
