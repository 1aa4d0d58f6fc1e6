"""Hidden cases of feature-pipeline. Each looks at one choice and is blind to the others.

A standard deviation over n or over n - 1 is right, and so is any layout of the indicators where the layout is not the
point. So numbers are compared with whichever of the two deviations fits best, and indicators with the rows of X that
hold the same category. A value that was filled in is read back through the line from values to X, which observed
rows show, whatever mean and deviation it was made with.
"""

import contextlib

import numpy as np
import pandas as pd

from mockml.judge import expect
from mockml.judge.candidate import CandidateRaised
from mockml.judge.case import Candidate, case

from .reference import build_feature_pipeline as reference
from .shared import (
    CATEGORICAL,
    NUMERICAL,
    SCALES,
    TRAINING,
    apply,
    build,
    check_filled,
    check_indicators,
    check_numbers,
    deviation_of,
    indicators_of,
    new_rows,
    read,
    skewed,
    table,
    with_gaps,
    words,
)


@case("standardizes the numerical columns, in the order given", tag="core")
def standardizes(candidate: Candidate, rng: np.random.Generator) -> None:
    df = table(rng)
    X, _, _ = build(candidate, df, NUMERICAL, CATEGORICAL)
    check_numbers(X, df, df, NUMERICAL, deviation_of(X, df, NUMERICAL))


@case("one-hot encodes a categorical column", tag="core")
def one_hot(candidate: Candidate, rng: np.random.Generator) -> None:
    df = table(rng)
    # One name is a part of another, and one begins with another and joins two.
    df["city"] = words(rng, {"York": 9, "New York": 8, "York|Leeds": 11, "Leeds": 12})
    X, _, _ = build(candidate, df, ["age"], ["city"])
    indicators_of(X, 1, df["city"].tolist(), "York, New York and York|Leeds are three different categories")


@case("indicators in sorted order, the first category left out", tag="core", clarifies="categories")
def layout(candidate: Candidate, rng: np.random.Generator) -> None:
    df = table(rng)
    # The last in order comes first and the first in order is not the most frequent.
    df["city"] = ["oslo", *words(rng, {"oslo": 8, "Rome": 13, "Lima": 11, "Oslo": 7})]
    df["zone"] = ["9", *words(rng, {"10": 9, "9": 11, "1": 8, "2": 11})]
    df["land"] = "one and the same"
    df["gift"] = words(rng, {"yes": 22, "no": 18})
    result = candidate.build_feature_pipeline(
        df, "churned", ["zone", "plan", "land", "gift", "city"], ["age", "visits"]
    )
    X, _, _ = expect.returns(result, "X", "y", "config")
    config = candidate.piece(2)
    kinds = {"zone": ["10", "2", "9"], "plan": ["free", "pro"], "gift": ["yes"], "city": ["Oslo", "Rome", "oslo"]}
    for rows, got in ((df, X), (df[:9], candidate.apply_feature_pipeline(df[:9], config))):
        X = read(got, len(rows), 2)
        expect.that(
            X.shape[1] == 11,
            f"X: expected 2 numbers and 3 + 2 + 0 + 1 + 3 indicators for columns of 4, 3, 1, 2 and 4 categories, which "
            f"are 11 columns, got {X.shape[1]}. The first category of each is left out",
        )
        at = 2
        for col, known in kinds.items():
            for category in known:
                hint = "Sorted as text, without the first; the categorical columns in the order given"
                wanted = (rows[col] == category).to_numpy(dtype=float)
                expect.equal(X[:, at], wanted, f"X: column {at} ({col} is {category})", hint=hint)
                at += 1


@case("fills missing numbers with the median of their column", tag="core")
def fills_with_median(candidate: Candidate, rng: np.random.Generator) -> None:
    hint = "A missing number becomes the median of those that are there"
    for gaps in (7, 8):  # an odd and an even number of values are left
        df = with_gaps(rng, table(rng), NUMERICAL, gaps)
        above = 33 + np.arange(16) ** 2
        # Whole numbers whose median is 31.5, where 32 are left, and 0, where 33 are.
        below, middle = (2 * np.arange(16), []) if gaps == 8 else (np.arange(-16, 0), [0])
        df["visits"] = rng.permutation(np.concatenate([below, middle, above, np.full(gaps, np.nan)]))
        X, _, _ = build(candidate, df, NUMERICAL, ["city"])
        for j, col in enumerate(NUMERICAL):
            check_filled(X, j, col, df[col].to_numpy(), hint)


@case("fills first, then standardizes the filled column", tag="core", clarifies="fill-first")
def fills_first(candidate: Candidate, rng: np.random.Generator) -> None:
    df = with_gaps(rng, table(rng), NUMERICAL, 9)
    X, _, _ = build(candidate, df, NUMERICAL, ["city"])
    filled = df.fillna({col: df[col].median() for col in NUMERICAL})
    hint = "Mean and standard deviation are those of the column after the gaps were filled"
    check_numbers(X, filled, filled, NUMERICAL, deviation_of(X, filled, NUMERICAL), hint=hint)


@case("fills missing categories with the most frequent one", tag="core")
def fills_with_mode(candidate: Candidate, rng: np.random.Generator) -> None:
    df = table(rng)
    # More rows are missing than hold any one category; the most frequent one is neither first nor last in order.
    df["city"] = words(rng, {None: 14, "Oslo": 11, "Lima": 8, "Rome": 7})
    X, _, _ = build(candidate, df, ["age"], ["city"])
    missing = df["city"].isna().to_numpy()
    known = indicators_of(X[~missing], 1, df["city"][~missing].tolist())
    hint = "A missing category becomes the most frequent of those that are there, here Oslo"
    check_indicators(X[missing, 1:], ["Oslo"] * 14, known, "X where the city is missing", hint)


@case("a tie for the most frequent category takes the smallest", tag="edge", clarifies="mode-tie")
def mode_tie(candidate: Candidate, rng: np.random.Generator) -> None:
    df = table(rng)
    # Bonn is smaller and not the most frequent; of the tied ones, the smallest is not the first to be met.
    df["city"] = ["Rome", "Oslo", *words(rng, {"Bonn": 4, "Kyiv": 10, "Oslo": 9, "Rome": 9, None: 6})]
    X, _, _ = build(candidate, df, ["age"], ["city"])
    missing = df["city"].isna().to_numpy()
    known = indicators_of(X[~missing], 1, df["city"][~missing].tolist())
    hint = "Kyiv, Oslo and Rome are equally frequent, so a missing city becomes Kyiv"
    check_indicators(X[missing, 1:], ["Kyiv"] * 6, known, "X where the city is missing", hint)
    for i in range(6):  # twelve towns each time, so that no order of a set has the smallest of them first by chance
        df["city"] = words(rng, {f"town {i}{letter}": 3 for letter in "abcdefghijkl"} | {None: 4})
        X, _, _ = build(candidate, df, ["age"], ["city"])
        missing = df["city"].isna().to_numpy()
        known = indicators_of(X[~missing], 1, df["city"][~missing].tolist())
        hint = "All twelve towns are equally frequent, so a missing one becomes the smallest of them"
        check_indicators(X[missing, 1:], [f"town {i}a"] * 4, known, "X where the city is missing", hint)


@case("transforms the training rows as it did when it learned", tag="core")
def same_on_training_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    df = with_gaps(rng, table(rng), [*NUMERICAL, *CATEGORICAL])
    X, _, config = build(candidate, df, NUMERICAL, CATEGORICAL)
    hint = "The same rows give the same X, whichever of the two functions makes it"
    again = apply(candidate, df, config, X, "X of the training rows")
    scale = max(1.0, float(np.abs(X).max()))
    expect.close(again, X, "apply on the training rows", scale=scale, hint=hint)


@case("standardizes new rows with the training mean and deviation", tag="core")
def new_rows_standardized(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    X, _, config = build(candidate, df, NUMERICAL, CATEGORICAL)
    got = apply(candidate, new, config, X)
    check_numbers(got, new, df, NUMERICAL, deviation_of(X, df, NUMERICAL), name="X of the new rows", hint=TRAINING)


@case("fills new rows with what was learned from the training rows", tag="core")
def new_rows_filled(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), with_gaps(rng, new_rows(rng), [*NUMERICAL, "city"], 4)
    new = pd.concat([new] * 6, ignore_index=True)  # more of them than training rows
    X, _, config = build(candidate, df, NUMERICAL, ["city"])
    got = apply(candidate, new, config, X)
    filled = new.fillna({col: df[col].median() for col in NUMERICAL} | {"city": "Oslo"})
    ddof = deviation_of(X, df, NUMERICAL)
    hint = "New rows are filled with the training median, then standardized with the training mean and deviation"
    check_numbers(got, filled, df, NUMERICAL, ddof, name="X of the new rows", hint=hint)
    known = indicators_of(X, 3, df["city"].tolist())
    hint = "A missing category becomes the most frequent of the training rows"
    check_indicators(got[:, 3:], filled["city"].tolist(), known, "X of the new rows", hint)
    # The most frequent category is longer than any that the new rows hold.
    df["city"] = words(rng, {"Rome": 11, "Thessaloniki": 16, "Lima": 13})
    new = new[:12].assign(city=["Rome", np.nan, "Lima"] * 4)
    X, _, config = build(candidate, df, ["age"], ["city"])
    known = indicators_of(X, 1, df["city"].tolist())
    got = apply(candidate, new, config, X)
    check_indicators(got[:, 1:], ["Rome", "Thessaloniki", "Lima"] * 4, known, "X of the new rows", hint)


@case("new rows get the training columns, whichever categories they hold", tag="core")
def same_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    X, _, config = build(candidate, df, ["age"], ["city"])
    known = indicators_of(X, 1, df["city"].tolist())
    for rows in (new, new[new["city"] == "Rome"], new[new["city"] == "Lima"]):
        got = apply(candidate, rows, config, X)
        hint = "Each column means the same category as in training"
        check_indicators(got[:, 1:], rows["city"].tolist(), known, "X of the new rows", hint)


@case("a category that training never saw is all zeros", tag="edge", clarifies="unseen")
def unseen_category(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    X, _, config = build(candidate, df, ["age"], ["city"])
    # In order, one is before all that are known, one between two of them, and one after all.
    known = indicators_of(X, 1, df["city"].tolist()) | dict.fromkeys(("Bonn", "Nice", "Zug"), np.zeros(X.shape[1] - 1))
    new.loc[[1, 4, 5, 7], "city"] = ["Bonn", "Zug", "Bonn", "Nice"]
    hint = "Bonn, Nice and Zug are new, so none of their indicators is 1"
    for name in ("X of the new rows", "X of the same new rows, made again"):
        got = apply(candidate, new, config, X, name)
        check_indicators(got[:, 1:], new["city"].tolist(), known, name, hint)
    X, _, _ = build(candidate, df, ["age"], ["plan"])
    width = X.shape[1]
    known = indicators_of(X, 1, df["plan"].tolist())
    X, _, config = build(candidate, df, ["age"], CATEGORICAL)
    expect.that(
        X.shape[1] > width, f"X: expected more columns for plan and city than for plan alone, got {X.shape[1]} of both"
    )
    got = apply(candidate, new, config, X)
    hint = "Where the city is new, the plan is known all the same"
    check_indicators(got[:, 1:width], new["plan"].tolist(), known, "X of the new rows", hint)


@case("one new row at a time gives what all of them give together", tag="edge")
def one_row_at_a_time(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    X, _, config = build(candidate, df, NUMERICAL, CATEGORICAL)
    together = apply(candidate, new, config, X)
    scale = max(1.0, float(np.abs(together).max()))
    for i in (0, 5, 11):
        alone = apply(candidate, new.iloc[[i]], config, X, "X of a single row")
        expect.close(
            alone[0], together[i], "X of a single row", scale=scale, hint="A row's result does not depend on the others"
        )


@case("a constant column becomes zeros", tag="edge", clarifies="constant-column")
def constant_column(candidate: Candidate, rng: np.random.Generator) -> None:
    # Sums of 24 such numbers are exact, so their computed deviation is 0, and `std == 0` finds it.
    df, new = table(rng)[:24].assign(fee=24.5), new_rows(rng).assign(fee=19.75)
    df["age"], df["visits"] = 0.125, 7
    df.loc[[2, 9, 20], "age"] = np.nan
    X, _, config = build(candidate, df, [*NUMERICAL, "fee"], ["city"], finite=False)
    for j, col in ((0, "visits"), (1, "age"), (3, "fee")):
        hint = (
            "All its values are the same, so all become 0, not NaN, and the column stays. "
            "A column with gaps is constant too if all the values that are there are the same"
        )
        expect.close(X[:, j], np.zeros(len(df)), f"X: column {j} ({col})", scale=1.0, hint=hint)
    check_numbers(X[:, 2:3], df, df, ["income"], deviation_of(X[:, 2:3], df, ["income"]))
    got = apply(candidate, new, config, X, finite=False)  # other values than the constant
    hint = "A column that was constant in training may hold another value in new rows: anything finite is right then"
    expect.that(
        np.isfinite(got).all(), f"X of the new rows: expected finite numbers, got {got[~np.isfinite(got)][:1]}. {hint}"
    )


@case("new rows need no target", tag="contract", clarifies="target-in-new-rows")
def no_target(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    X, _, config = build(candidate, df, NUMERICAL, ["city"])
    ddof = deviation_of(X, df, NUMERICAL)
    # It may be gone, or there and not known yet.
    for rows in (new.drop(columns="churned"), new.assign(churned=[np.nan, 1.0] * 6)):
        got = apply(candidate, rows, config, X)
        check_numbers(got, new, df, NUMERICAL, ddof, name="X of the new rows", hint=TRAINING)


@case("leaves the caller's frames and lists as they are", tag="contract", clarifies="caller-data")
def leaves_data_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = (with_gaps(rng, rows, ["visits", "age", *CATEGORICAL], 4) for rows in (table(rng), new_rows(rng)))
    for frame in (df, new):  # labels and whole numbers, which can be lost while the values stay equal
        frame["income"] = 2 * frame["income"].round().astype(np.int64)
        frame.index = 100 + rng.permutation(len(frame))
    lists = {"categorical_cols": CATEGORICAL, "numerical_cols": NUMERICAL}
    result = expect.unmodified(candidate.build_feature_pipeline, df=df, target_col="churned", **lists)
    X, _, _ = expect.returns(result, "X", "y", "config")
    config = candidate.piece(2)
    read(X, len(df), 3)
    name = "X of the new rows"
    once = read(expect.unmodified(candidate.apply_feature_pipeline, df=new, config=config), len(new), 3, name)
    again, _ = expect.unshared(candidate.apply_feature_pipeline, (new, config), (df, config))
    again = read(again, len(new), 3, f"{name}, made again")
    hint = "The same rows and the same config give the same X, however often"
    expect.close(again, once, f"{name}, made again", scale=max(1.0, float(np.abs(once).max())), hint=hint)
    df["city"] = df["city"].astype(object).where(df["city"].notna(), None)
    with contextlib.suppress(CandidateRaised):  # that None is missing is another point, but None it has to stay
        expect.unmodified(candidate.build_feature_pipeline, df=df, target_col="churned", **lists)


@case("rows keep their order and y its values, whatever the row labels", tag="core")
def row_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    df["churned"] = rng.permutation(np.arange(40)) / 8 - 2.0
    df.index = rng.permutation(np.arange(100, 140))  # as after a random split
    new.index = [f"row {i}" for i in rng.permutation(12)]
    X, y, config = build(candidate, df, NUMERICAL, ["city"])
    expect.close(expect.array(y, "y", shape=(40,)), df["churned"], "y", hint="y is the target column as it is")
    ddof = deviation_of(X, df, NUMERICAL)
    check_numbers(X, df, df, NUMERICAL, ddof)
    known = indicators_of(X, 3, df["city"].tolist())
    got = apply(candidate, new, config, X)
    check_numbers(got, new, df, NUMERICAL, ddof, name="X of the new rows")
    check_indicators(got[:, 3:], new["city"].tolist(), known, "X of the new rows", "Row i of X is row i of the frame")


@case("row labels may repeat", tag="edge", clarifies="row-labels")
def repeated_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    # Rows 2 and 27 will have the same label, and so will 8 and 9 of the new ones. Each time one has gaps and the other
    # has none, nor what gaps become: the median is between two of the 38 values left, and Lima is never the mode.
    df, new = table(rng), new_rows(rng)
    for frame, gaps, full in ((df, [2, 30], [27, 5]), (new, [0, 9], [1, 8])):
        frame.loc[gaps, [*NUMERICAL, "city"]] = np.nan
        frame.loc[full, "city"] = "Lima"
    made = []
    for again in (False, True):
        if again:  # as after joining the files of two months
            df.index, new.index = np.arange(40) % 25, np.arange(12) // 2
        X, _, config = build(candidate, df, NUMERICAL, ["city"])
        made.append((X, apply(candidate, new, config, X)))
    hint = "Expected is what came out while no label was there twice. Row i of X is row i of the frame"
    for one, two, name in zip(*made, ("X", "X of the new rows"), strict=True):
        expect.close(two, one, name, scale=max(1.0, float(np.abs(one).max())), hint=hint)


@case("None and NaN are both missing, side by side in one column", tag="contract", clarifies="missing-values")
def missing_markers(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    texts = ["Oslo"] * 11 + ["Rome"] * 8 + [""] * 5 + ["nan"] * 4 + ["None"] * 3 + [" Oslo"]
    df["city"] = pd.Series(rng.permutation(np.array([None, np.nan] * 4 + texts, dtype=object)), dtype=object)
    new["city"] = pd.Series([None, np.nan, "Rome", "", "nan", " Oslo"] * 2, dtype=object)
    df.loc[[3, 17], "age"] = -999.0
    X, _, config = build(candidate, df, ["age"], ["city"])
    missing = df["city"].isna().to_numpy()
    hint = "There are no placeholders: '', 'nan', 'None' and ' Oslo' are categories, and -999 is a number"
    known = indicators_of(X[~missing], 1, df["city"][~missing].tolist(), hint)
    check_numbers(X, df, df, ["age"], deviation_of(X, df, ["age"]), hint=hint)
    hint = "None and NaN are missing, and become the most frequent category"
    check_indicators(X[missing, 1:], ["Oslo"] * 8, known, "X where the city is missing", hint)
    got = apply(candidate, new, config, X)
    labels = ["Oslo", "Oslo", "Rome", "", "nan", " Oslo"] * 2
    check_indicators(got[:, 1:], labels, known, "X of the new rows", hint)


@case("integer columns are not truncated", tag="contract", clarifies="column-types")
def integer_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    for frame in (df, new):
        frame["age"] = np.round(frame["age"]).astype(np.int64)
        frame["visits"] = np.round(frame["visits"]).astype(np.int32)
        frame["income"] = np.round(frame["income"] * 1e13).astype(np.int64)  # their sum is past 64 bits
    df["churned"] += 2**24  # an odd number of this size is none in float32
    X, y, config = build(candidate, df, NUMERICAL, ["city"])
    expect.equal(expect.array(y, "y", shape=(40,)), df["churned"], "y", hint="y is the target column as it is")
    ddof = deviation_of(X, df, NUMERICAL)
    check_numbers(X, df, df, NUMERICAL, ddof)
    got = apply(candidate, new, config, X)
    check_numbers(got, new, df, NUMERICAL, ddof, name="X of the new rows", hint=TRAINING)
    # The median of the 40 whole numbers is 38.5, and only new rows have gaps.
    ages = rng.permutation(np.concatenate([2 * np.arange(20), 39 + np.arange(20) ** 2]))
    df["age"], new["age"] = ages.astype(np.int64), new["age"].astype(float)
    new.loc[[2, 7], "age"] = np.nan
    X, _, config = build(candidate, df, ["age"], ["city"])
    got = apply(candidate, new, config, X)
    hint = "The median of whole numbers may lie between two of them, here at 38.5"
    ddof = deviation_of(X, df, ["age"])
    check_numbers(got, new.fillna({"age": 38.5}), df, ["age"], ddof, name="X of the new rows", hint=hint)


@case("takes float32 columns", tag="contract")
def float32_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = (rows.astype(dict.fromkeys(NUMERICAL, np.float32)) for rows in (table(rng), new_rows(rng)))
    rtol = expect.tolerance(df["age"])
    X, _, config = build(candidate, df, NUMERICAL, ["city"])
    # The two definitions differ by more than 1 % at 40 rows, so that which one it is can still be told.
    ddof = deviation_of(X, df, NUMERICAL)
    check_numbers(X, df, df, NUMERICAL, ddof, rtol=rtol)
    got = apply(candidate, new, config, X)
    check_numbers(got, new, df, NUMERICAL, ddof, rtol=rtol, name="X of the new rows", hint=TRAINING)
    # The median of 33 numbers is one of them, so float32 holds it.
    df, new = with_gaps(rng, df, NUMERICAL), with_gaps(rng, new, NUMERICAL, 4)
    X, _, config = build(candidate, df, NUMERICAL, ["city"])
    got = apply(candidate, new, config, X)
    for j, col in enumerate(NUMERICAL):
        hint = "A missing number becomes the median of those that are there, in float32 as well"
        check_filled(X, j, col, df[col].to_numpy(dtype=float), hint, rtol)
        median = X[df[col].isna().to_numpy(), j][0]
        filled = got[new[col].isna().to_numpy(), j]
        hint = "Expected is what a missing number became in training"
        name = f"X of the new rows: column {j} ({col})"
        expect.close(filled, np.full(4, median), name, rtol=rtol, scale=1.0, hint=hint)


@case("two pipelines do not disturb each other", tag="contract")
def two_pipelines(candidate: Candidate, rng: np.random.Generator) -> None:
    first, second = table(rng), table(rng)[:30]
    second[NUMERICAL] = second[NUMERICAL] * 5.0 + 2.0
    first["city"] = words(rng, {"Lima": 8, "Oslo": 13, "Rome": 10, None: 9})
    second["city"] = words(rng, {"Bari": 5, "Oslo": 6, "Pisa": 7, "Rome": 8, None: 4})
    first, second = (with_gaps(rng, rows, NUMERICAL) for rows in (first, second))
    made = [(rows, *build(candidate, rows, NUMERICAL, ["city"])) for rows in (first, second)]
    for which, (rows, X, _, config) in zip(("first", "second", "first again"), [*made, made[0]], strict=True):
        hint = "What was learned is in config, and in nothing that a later call changes"
        got = apply(candidate, rows, config, X, f"X of the {which} pipeline")
        expect.close(got, X, f"X of the {which} pipeline", scale=max(1.0, float(np.abs(X).max())), hint=hint)


@case("finds the columns of new rows by their names", tag="contract", clarifies="other-columns")
def columns_by_name(candidate: Candidate, rng: np.random.Generator) -> None:
    # Names that a frame has for something else, and two with a blank.
    names = {"visits": "count", "age": "age in years", "income": "rank", "plan": "size", "city": "home town"}
    df, new = table(rng).rename(columns=names), new_rows(rng).rename(columns=names)
    X, _, config = build(candidate, df, [names[col] for col in NUMERICAL], [names[col] for col in CATEGORICAL])
    together = apply(candidate, new, config, X)
    order = [names.get(col, col) for col in ("income", "churned", "plan", "visits", "city", "age")]
    moved = new[order].assign(note="a column of another table")
    got = apply(candidate, moved, config, X)
    scale = max(1.0, float(np.abs(together).max()))
    hint = "Columns come in any order, and others may stand between them"
    expect.close(got, together, "X of the same rows with the columns moved", scale=scale, hint=hint)
    df, new = with_gaps(rng, df, ["customer"]), with_gaps(rng, new, ["customer"], 4)
    again, _, config = build(candidate, df, [names[col] for col in NUMERICAL], [names[col] for col in CATEGORICAL])
    hint = "A gap in a column that is none of the features changes nothing"
    expect.close(again, X, "X", scale=max(1.0, float(np.abs(X).max())), hint=hint)
    expect.close(apply(candidate, new, config, X), together, "X of the new rows", scale=scale, hint=hint)


@case("works in any unit, and far from zero", tag="numerics")
def any_unit(candidate: Candidate, rng: np.random.Generator) -> None:
    df, new = table(rng), new_rows(rng)
    for frame in (df, new):
        frame["visits"] = frame["visits"] * 1e-11  # a deviation of about 2e-10
        frame["age"] = frame["age"] + 1e12  # squares of such numbers have no digits left for the deviation, about 60
        frame["income"] = frame["income"] * 1e60
    X, _, config = build(candidate, df, NUMERICAL, ["city"], finite=False)
    ddof = deviation_of(X, df, NUMERICAL)
    hint = "No unit is special: visits are about 1e-10, age is 1e12 with a deviation of 60, income is about 1e64"
    # 1e12 has four digits after the point, so a mean may be off by a few millionths of the deviation.
    check_numbers(X, df, df, NUMERICAL, ddof, rtol=1e-4, hint=hint)
    got = apply(candidate, new, config, X, finite=False)
    check_numbers(got, new, df, NUMERICAL, ddof, rtol=1e-4, name="X of the new rows", hint=hint)


@case("is vectorized, and right on many rows", tag="speed")
def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    df = pd.concat([table(rng)] * 125, ignore_index=True)[["age", "visits", "city", "churned"]]  # 5,000 rows
    df["age"] = skewed(rng, len(df), SCALES["age"])
    df["city"] = words(rng, {f"town {i}": 172 for i in range(29)} | {"village": 12})  # 30 cities, one of them rare
    result = expect.fast(candidate.build_feature_pipeline, reference, df, "churned", ["city"], ["visits", "age"])
    X, _, _ = expect.returns(result, "X", "y", "config")
    X = read(X, len(df), 2)
    check_numbers(X, df, df, ["visits", "age"], deviation_of(X, df, ["visits", "age"]))
    hint = "Each category has an indicator, but for the first, however many and however rare they are"
    indicators_of(X, 2, df["city"].tolist(), hint)
