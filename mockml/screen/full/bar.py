"""The phase bar: a segment for each phase, as long as the phase, and the time left in it and in all."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mockml.interview.plan import Plan, clock_text
from mockml.record.phases import SELF_GRADE

NARROW = 90


class PhaseBar(Widget):
    """Where the interview stands. `left` and `total` are whole seconds, so that it is drawn once a second."""

    phase: reactive[str] = reactive("")
    left: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)
    paused: reactive[bool] = reactive(False)
    plan: reactive[Plan] = reactive(Plan(()))

    def __init__(self, plan: Plan) -> None:
        super().__init__(id="bar")
        self.set_reactive(PhaseBar.plan, plan)

    def render(self) -> Content:
        """One line: the phases, then the clock."""
        clock = self._clock()
        return Content.assemble(*self._segments(self.size.width - len(clock) - 1), " ", (clock, "$text-accent bold"))

    def _clock(self) -> str:
        if self.phase == SELF_GRADE:
            return "grade yourself"
        state = " paused" if self.paused else ""
        if self.size.width < NARROW:
            return f"{clock_text(self.left)}/{clock_text(self.total)}{state}"
        return f"{clock_text(self.left)} left, {clock_text(self.total)} in all{state}"

    def _segments(self, width: int) -> list[tuple[str, str]]:
        names = [name for name, _ in self.plan.seconds]
        if width < NARROW - 30:
            place = names.index(self.phase) + 1 if self.phase in names else len(names)
            return [(f" {place}/{len(names)} {self.phase} ".ljust(max(width, 0)), "$text bold on $primary-muted")]
        shares = [length / max(self.plan.total, 1.0) for _, length in self.plan.seconds]
        free = width - sum(len(name) + 2 for name in names)
        segments = []
        for name, share in zip(names, shares, strict=True):
            text = f" {name} ".ljust(len(name) + 2 + int(free * share))
            segments.append((text, self._style(name, names)))
        return segments

    def _style(self, name: str, names: list[str]) -> str:
        if name == self.phase:
            return "$text bold on $primary-muted"
        done = self.phase == SELF_GRADE or (self.phase in names and names.index(name) < names.index(self.phase))
        return "$text-muted on $surface" if done else "$text on $panel"
