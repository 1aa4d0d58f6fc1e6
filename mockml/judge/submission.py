"""A solution as the judge takes it. Light: the command line makes one before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Submission:
    """A solution's text, the name its lines are shown under, and modules beside it that it may import.

    `beside` maps a module's name to the name and the text of its file.
    """

    source: str
    filename: str
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
