import numpy as np
import pandas as pd


def _clean(df, config):
    out = df[config["num"] + config["cat"]].copy()
    out[config["num"]] = out[config["num"]].fillna(config["medians"])
    for c in config["cat"]:
        out[c] = out[c].fillna(config["modes"][c])
    return out


def build_feature_pipeline(df, target_col, categorical_cols, numerical_cols):
    config = {"num": list(numerical_cols), "cat": list(categorical_cols)}
    config["medians"] = df[config["num"]].median()
    config["modes"] = {c: df[c].mode().iloc[0] for c in categorical_cols}
    clean = _clean(df, config)
    config["mean"] = clean[config["num"]].mean()
    config["std"] = clean[config["num"]].std().where(clean[config["num"]].nunique() > 1, 1.0)
    dummies = pd.get_dummies(clean[config["cat"]], columns=config["cat"], drop_first=True)
    config["dummy_columns"] = dummies.columns
    X = apply_feature_pipeline(df, config)
    return X, df[target_col], config


def apply_feature_pipeline(df, config):
    clean = _clean(df, config)
    num = (clean[config["num"]] - config["mean"]) / config["std"]
    dummies = pd.get_dummies(clean[config["cat"]], columns=config["cat"])
    dummies = dummies.reindex(columns=config["dummy_columns"], fill_value=False)
    return pd.concat([num, dummies], axis=1)
