"""Small transformers with fit and transform; the config is a list of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass
class Scaler:
    name: str
    median: float = 0.0
    center: float = 0.0
    scale: float = 1.0

    def fit(self, df: pd.DataFrame) -> "Scaler":
        self.median = float(df[self.name].median())
        filled = self._filled(df)
        self.center = float(np.mean(filled))
        deviation = float(np.std(filled))
        self.scale = deviation if deviation > 1e-12 * max(1.0, abs(self.center)) else 1.0
        return self

    def _filled(self, df: pd.DataFrame) -> np.ndarray:
        return df[self.name].fillna(self.median).to_numpy(dtype=np.float64)

    def transform(self, df: pd.DataFrame) -> np.ndarray:
        return ((self._filled(df) - self.center) / self.scale)[:, np.newaxis]


@dataclass
class OneHot:
    name: str
    fallback: str = ""
    levels: list[str] = field(default_factory=list)

    def fit(self, df: pd.DataFrame) -> "OneHot":
        counts = df[self.name].value_counts()
        self.fallback = min(counts[counts == counts.max()].index)
        self.levels = sorted(counts.index)[1:]
        return self

    def transform(self, df: pd.DataFrame) -> np.ndarray:
        filled = df[self.name].fillna(self.fallback).to_numpy(dtype=object)
        return (filled[:, None] == np.array(self.levels, dtype=object)[None, :]).astype(int)


class Pipeline:
    def __init__(self, steps):
        self.steps = steps

    def run(self, df):
        return np.hstack([step.transform(df) for step in self.steps])


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    steps = [Scaler(name).fit(df) for name in numerical_cols] + [OneHot(name).fit(df) for name in categorical_cols]
    pipeline = Pipeline(steps)
    return pipeline.run(df), np.asarray(df[target_col]), pipeline


def apply_feature_pipeline(df, config):
    return config.run(df)


if __name__ == "__main__":
    frame = pd.DataFrame({"a": [1.0, None, 3.0], "b": ["x", "y", None], "t": [0, 1, 0]})
    print(build_feature_pipeline(frame, "t", ["b"], ["a"])[0])
