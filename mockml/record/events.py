"""An event: one thing that happened in a session, with its time. All of a session's state is a fold over these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Kind = Literal[
    "started",
    "phase_entered",
    "extended",
    "asked",
    "answered",
    "noted",
    "saved",
    "tried",
    "ran",
    "hinted",
    "interjected",
    "paused",
    "resumed",
    "submitted",
    "graded",
    "diagnosed",
    "ticked",
    "self_graded",
    "finished",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, at which epoch second, at which second of the session's own clock (pauses excluded)."""

    kind: Kind
    at: float
    clock: float
    data: Mapping[str, Any] = field(default_factory=dict)
