"""The names of the phases, as events carry them."""

from __future__ import annotations

CLARIFY, OUTLINE, CODE, TEST, DISCUSS = PHASES = ("clarify", "outline", "code", "test", "discuss")
SELF_GRADE = "self-grade"
