"""The status line: the file, its last save, the last run, and the key that comes next."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.style import Style

from mockml.host.host import Host
from mockml.interview.actions import BY_NAME
from mockml.interview.plan import clock_text
from mockml.record.events import Event
from mockml.record.phases import CLARIFY, CODE, DISCUSS, OUTLINE, SELF_GRADE, TEST
from mockml.report.clean import clean

KEYS = {
    CLARIFY: ("next",),
    OUTLINE: ("next",),
    CODE: ("edit", "run", "try", "next"),
    TEST: ("run", "try", "submit"),
    DISCUSS: ("next",),
    SELF_GRADE: (),
}
SEPARATOR = " | "


def status(host: Host, now: float, width: int) -> Content:
    """The line for the moment `now`; what does not fit in `width` is left out, the next key last of all."""
    trouble = host.watcher.trouble
    name = clean(trouble or host.interview.file)
    link = Style(link=Path(host.seat.path).resolve().as_uri()) if not trouble else Style()
    keys = _keys(host.interview.state.phase)
    middle = [_saved(host, now), _last_run(host.interview.events), "running..." if host.jobs.busy else ""]
    parts = [part for part in middle if part]
    while parts and len(SEPARATOR.join([name, *parts, keys])) > width:
        parts.pop()
    name = name if len(name) + len(SEPARATOR) + len(keys) <= width else Path(name).name
    return Content.assemble((name, link), Content(SEPARATOR + SEPARATOR.join([*parts, keys])))


def _saved(host: Host, now: float) -> str:
    state = host.interview.state
    if state.saved is None:
        return "not saved yet"
    lines = f"{state.saved.lines} line{'s' if state.saved.lines != 1 else ''}"
    return f"{lines}, saved {clock_text(state.clock_at(now) - state.saved.clock)} ago" if state.timed else lines


def _last_run(events: list[Event]) -> str:
    ran = next((event for event in reversed(events) if event.kind == "ran"), None)
    if ran is None:
        return ""
    tests = f", tests {ran.data['tests_passed']}/{ran.data['tests']}" if ran.data.get("tests") else ""
    return f"run at {clock_text(ran.clock)}: examples {ran.data['examples_passed']}/{ran.data['examples']}{tests}"


def _keys(phase: str | None) -> str:
    names = (*KEYS.get(phase or "", ()), "help", "quit")
    return " ".join(f"{BY_NAME[name].key.upper()} {name}" for name in names)
