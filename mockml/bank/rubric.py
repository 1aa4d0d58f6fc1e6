"""The typed shape of a rubric: signals, their levels, what each needs of the evidence, and the decision."""

from __future__ import annotations

from typing import Literal

import msgspec


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bound on one item of evidence; `says` tells a candidate what to do to meet it."""

    evidence: str
    says: str
    at_least: float | None = None
    at_most: float | None = None


class RubricLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One level of a signal, in words, and what it needs."""

    level: str
    description: str
    needs: list[Need] = []


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing an interviewer judges, with its levels from the lowest to the highest.

    `weight` is its share of a score out of 100, where the decision is one.
    """

    id: str
    title: str
    about: str
    levels: list[RubricLevel]
    weight: float | None = None


class Cap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bound on the whole: {signal, at, cap}, or {signal, above: n} for that signal's level plus n."""

    signal: str
    at: str | None = None
    cap: str | None = None
    above: int | None = None


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How levels make one decision.

    `lower-median` takes the middle level. `weighted` makes a score: each level is worth its share of `points` of the
    signal's weight, and the whole has the highest level whose least score in `bands` is reached.
    """

    combine: Literal["lower-median", "weighted"]
    caps: list[Cap]
    outcomes: dict[str, str]
    explained: str
    points: dict[str, float] = {}
    bands: dict[str, float] = {}


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rubric; `levels` is the scale, lowest first."""

    id: str
    title: str
    levels: list[str]
    signals: list[Signal]
    decision: Decision
