"""Each class has a generator of its own, from the seed and a digest of its label."""

import hashlib
import math
import random
from collections import defaultdict
from typing import Any, Sequence


def _generator(seed: int, label: Any) -> random.Random:
    text = f"{seed}/{label}".encode()
    return random.Random(int.from_bytes(hashlib.sha256(text).digest()[:8], "little"))


def _cuts(m: int, ratios: Sequence[float]) -> "tuple[int, int]":
    if m == 1:
        return 1, 1
    test = math.floor(ratios[2] * m)
    val = math.ceil(ratios[1] * m - 1e-9)
    while m - test - val > ratios[0] * m + 1:
        test += 1
    while m - test - val < ratios[0] * m - 1 or test + val > m:
        val -= 1
    return m - test - val, m - test


def stratified_split(
    y: Sequence[Any], ratios: Sequence[float] = (0.7, 0.15, 0.15), seed: int = 0
) -> "tuple[list[int], list[int], list[int]]":
    if min(ratios) < 0 or not math.isclose(math.fsum(ratios), 1.0, rel_tol=0, abs_tol=1e-9):
        raise ValueError("ratios")
    where: "defaultdict[str, list[int]]" = defaultdict(list)
    for i, label in enumerate(y):
        where[str(label)].append(i)
    out: "tuple[list[int], list[int], list[int]]" = ([], [], [])
    for label, members in where.items():
        _generator(seed, label).shuffle(members)
        a, b = _cuts(len(members), list(ratios))
        out[0].extend(members[:a])
        out[1].extend(members[a:b])
        out[2].extend(members[b:])
    return out
