from collections import OrderedDict, namedtuple

import pandas as pd

Number = namedtuple("Number", "median mean std")
Category = namedtuple("Category", "mode levels")


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = OrderedDict()
    for c in numerical_cols:
        s = df[c].astype("Float64")
        m = s.median()
        s = s.fillna(m)
        config[c] = Number(m, s.mean(), s.std() if s.nunique() > 1 else 1.0)
    for c in categorical_cols:
        s = df[c].astype("string")
        config[c] = Category(s.mode()[0], pd.Index(sorted(s.dropna().unique())))
    return apply_feature_pipeline(df, config), df[target_col].array, config


def apply_feature_pipeline(df, config):
    parts = []
    for c, learned in config.items():
        if isinstance(learned, Number):
            s = df[c].astype("Float64").fillna(learned.median)
            parts.append(((s - learned.mean) / learned.std).rename(c).reset_index(drop=True))
        else:
            s = df[c].astype("string").fillna(learned.mode).reset_index(drop=True)
            fixed = pd.Categorical(s.where(s.isin(learned.levels)).astype(object), categories=learned.levels)
            parts.append(pd.get_dummies(fixed, sparse=True).iloc[:, 1:].add_prefix(c + ": "))
    return pd.concat(parts, axis=1)
