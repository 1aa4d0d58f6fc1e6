from typing import Any

import numpy as np
import pandas as pd

Config = dict[str, Any]


def build_feature_pipeline(
    df: pd.DataFrame, target_col: str, categorical_cols: list[str], numerical_cols: list[str]
) -> tuple[pd.DataFrame, pd.Series, Config]:
    num = df[numerical_cols].apply(pd.to_numeric)
    medians = num.median()
    filled = num.fillna(medians)
    low, high = filled.min(), filled.max()
    scale = filled.std(ddof=0).mask(low == high, 1.0)
    dtypes, modes = {}, {}
    for col in categorical_cols:
        frequency = df[col].value_counts().sort_index(kind="stable")
        modes[col] = frequency.idxmax()
        dtypes[col] = pd.CategoricalDtype(list(frequency.index))
    config: Config = {
        "numerical": pd.concat({"median": medians, "mean": filled.mean(), "scale": scale}, axis=1),
        "dtypes": dtypes,
        "modes": modes,
    }
    return apply_feature_pipeline(df, config), df[target_col].copy(), config


def apply_feature_pipeline(df: pd.DataFrame, config: Config) -> pd.DataFrame:
    table = config["numerical"]
    num = df[list(table.index)].fillna(table["median"])
    num = num.sub(table["mean"], axis="columns").div(table["scale"], axis="columns")
    blocks = [num.reset_index(drop=True)]
    for col, dtype in config["dtypes"].items():
        column = df[col].fillna(config["modes"][col]).reset_index(drop=True)
        known = column.where(column.isin(list(dtype.categories)))
        blocks.append(pd.get_dummies(known.astype(dtype), prefix=col, drop_first=True, dtype=float))
    return pd.concat(blocks, axis="columns")
