"""The customers that the cases of feature-pipeline look at, and how an X is read and judged."""

import numpy as np
import pandas as pd

from mockml.judge import expect

NUMERICAL = ["visits", "age", "income"]  # in another order than in the table
CATEGORICAL = ["plan", "city"]
CITIES = {"Lima": 7, "Oslo": 13, "Rome": 9, "Kyiv": 11}
PLANS = {"pro": 21, "basic": 13, "free": 6}
SCALES = {"visits": 4.0, "age": 12.0, "income": 9000.0}
STANDARD = "A column is standardized as (value - mean) / standard deviation, of all the training rows"
ORDER = "The numerical columns come first, in the order given"
TRAINING = "New rows are transformed with what was learned from the training rows"


def skewed(rng, n, scale=1.0):
    """Numbers whose mean is far above their median, all different, in random order."""
    steps = np.linspace(0.0, 3.0, n) + rng.uniform(0.0, 0.02, size=n)
    return rng.permutation(scale * np.exp(steps))


def words(rng, counts):
    """Each word as often as it says, and None as NaN, in random order."""
    drawn = rng.permutation(np.repeat(list(counts), list(counts.values())))
    return [np.nan if word is None else word for word in drawn.tolist()]


def table(rng):
    """Customers: numbers and categories without gaps, a target, and a column that is none of the features."""
    n = 40
    return pd.DataFrame(
        {
            "customer": [f"c{i}" for i in range(n)],
            "age": skewed(rng, n, SCALES["age"]),
            "city": words(rng, CITIES),
            "churned": rng.permutation(np.arange(n) % 2),
            "income": skewed(rng, n, SCALES["income"]),
            "plan": words(rng, PLANS),
            "visits": skewed(rng, n, SCALES["visits"]),
        }
    )


def new_rows(rng):
    """Rows from another time: the numbers are larger, other categories are the frequent ones, some are not there."""
    n = 12
    return pd.DataFrame(
        {
            "customer": [f"d{i}" for i in range(n)],
            "age": 50.0 + skewed(rng, n, 2 * SCALES["age"]),
            "city": words(rng, {"Rome": 7, "Oslo": 2, "Lima": 3}),
            "churned": rng.permutation(np.arange(n) % 2),
            "income": 1e5 + skewed(rng, n, SCALES["income"]),
            "plan": words(rng, {"basic": 4, "free": 8}),
            "visits": 20.0 + skewed(rng, n, 3 * SCALES["visits"]),
        }
    )


def with_gaps(rng, df, columns, count=7):
    """A copy in which `count` values of each column are missing."""
    df = df.copy()
    for col in columns:
        df.loc[rng.choice(len(df), size=count, replace=False), col] = np.nan
    return df


def read(X, n, least, name="X", finite=True):
    """X with n rows and at least so many columns."""
    X = expect.array(X, name, finite=False)
    row = ". One row is a table too" * (n == 1)
    expect.that(X.ndim == 2, f"{name}: expected shape ({n}, number of columns), got {X.shape}{row}")
    rows = "a single row, as the frame has" if n == 1 else f"{n} rows, one for each row of the frame"
    expect.that(len(X) == n, f"{name}: expected {rows}, got {len(X)}")
    expect.that(X.shape[1] >= least, f"{name}: expected at least {least} columns, got {X.shape[1]}")
    return expect.array(X, name, finite=finite)


def build(candidate, df, numerical, categorical, finite=True):
    """X, y and the very configuration that a new pipeline made; y is not looked at."""
    result = candidate.build_feature_pipeline(df, "churned", categorical, numerical)
    X, y, _ = expect.returns(result, "X", "y", "config")
    return read(X, len(df), len(numerical), finite=finite), y, candidate.piece(2)


def apply(candidate, df, config, X, name="X of the new rows", finite=True):
    """What a pipeline makes of other rows: as wide as the training X."""
    got = read(candidate.apply_feature_pipeline(df, config), len(df), 1, name, finite)
    as_before = f"{X.shape[1]} columns, as X of the training rows has"
    expect.that(got.shape[1] == X.shape[1], f"{name}: expected {as_before}, got {got.shape[1]}")
    return got


def z_scores(values, train, ddof):
    """Values standardized with the mean and the deviation of the training values."""
    train = np.asarray(train, dtype=np.float64)
    return (np.asarray(values, dtype=np.float64) - train.mean()) / train.std(ddof=ddof)


def deviation_of(X, df, numerical):
    """0 or 1: which definition of the standard deviation fits the training X better, in the column that fits best."""
    errors = []
    for ddof in (0, 1):
        wanted = np.column_stack([z_scores(df[col], df[col], ddof) for col in numerical])
        errors.append(np.abs(X[:, : len(numerical)] - wanted).max(axis=0).min())
    return int(errors[1] < errors[0])


def check_numbers(got, df, train, numerical, ddof, *, rtol=1e-6, name="X", hint=STANDARD):
    """The numerical columns come first, in the order given, standardized with the training rows."""
    all_wanted = {col: z_scores(df[col], train[col], ddof) for col in numerical}
    for j, (col, wanted) in enumerate(all_wanted.items()):
        for other in all_wanted:
            # The two deviations are 1.3 % apart, and which one it is cannot be told from columns in another order.
            swapped = other != col and np.allclose(got[:, j], all_wanted[other], rtol=0.02, atol=1e-3)
            expect.that(not swapped, f"{name}: column {j}: expected {col}, got {other}. {ORDER}")
        scale = max(1.0, float(np.abs(wanted).max()))
        expect.close(got[:, j], wanted, f"{name}: column {j} ({col})", rtol=rtol, scale=scale, hint=hint)


def check_filled(X, j, col, values, hint, rtol=1e-6):
    """The missing of `values` stand in column j of X where the line through the observed ones puts their median."""
    seen = np.flatnonzero(~np.isnan(values))
    low, high = seen[values[seen].argmin()], seen[values[seen].argmax()]
    span = float(values[high] - values[low])
    with np.errstate(all="ignore"):
        rise = X[high, j] - X[low, j]
        back = values[low] + (X[:, j] - X[low, j]) / rise * span
    expect.that(
        rise > 0, f"X: column {j}: expected it to grow with the values of {col}, got one that does not. {ORDER}"
    )
    expect.that(
        (np.abs(back - values)[seen] <= rtol * span).all(),
        f"X: column {j} ({col}): expected (value - mean) / standard deviation of each value that is there, got values "
        "that do not lie on one line. What is there stays as it is; a 0 is a value like the others",
    )
    wanted = float(np.nanmedian(values))
    for filled in back[np.isnan(values)]:
        right = abs(filled - wanted) <= rtol * span
        words = f"expected a missing value to become {wanted:.6g}, got {filled:.6g}, read back from the observed ones"
        expect.that(right, f"X: column {j} ({col}): {words}. {hint}")


def indicators_of(X, p, labels, hint=""):
    """The indicators of each category, from the training rows; they have to be those of a one-hot encoding."""
    more = f". {hint}" * bool(hint)
    block = X[:, p:]
    kinds = sorted(set(labels))
    k = len(kinds)
    expect.that(
        block.shape[1] in (k - 1, k),
        f"X: expected {k - 1} or {k} indicators after the numbers, for {k} categories, got {block.shape[1]}{more}",
    )
    odd = block[~np.isin(block, (0.0, 1.0))]
    expect.that(odd.size == 0, f"X: expected indicators of 0 and 1 after the numbers, got {whole(odd[:1])}")
    expect.that(block.sum(axis=1).max() <= 1, f"X: expected at most one indicator of a row to be 1, got several{more}")
    rows = {kind: block[[label == kind for label in labels]] for kind in kinds}
    for kind in kinds:
        same = (rows[kind] == rows[kind][0]).all()
        expect.that(
            same, f"X: expected the same indicators wherever the category is {kind!r}, got different ones{more}"
        )
    different = len({tuple(rows[kind][0]) for kind in kinds})
    expect.that(different == k, f"X: expected other indicators for each of {k} categories, got {different} kinds{more}")
    return {kind: rows[kind][0] for kind in kinds}


def check_indicators(block, labels, known, name, hint):
    """Each row's indicators are those of its category."""
    wanted = np.array([known[label] for label in labels])
    wrong = np.flatnonzero((np.abs(block - wanted) > 1e-6).any(axis=1))
    if len(wrong):
        i = wrong[0]
        expect.that(
            False,
            f"{name}: {len(wrong)} of {len(block)} rows have the wrong indicators; row {i}, to be {labels[i]!r}: "
            f"expected {whole(wanted[i])}, got {whole(block[i])}. {hint}",
        )


def whole(values):
    """A few numbers in words, without needless zeros."""
    return "[" + ", ".join(f"{value:.4g}" for value in values) + "]"
