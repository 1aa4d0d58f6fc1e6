"""The status line: the file, its last save, the last run, and the key that comes next."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The line for the moment `now`; what does not fit in `width` is left out, the file and the next key last."""
    trouble, phase = host.watcher.trouble, host.interview.state.phase or ""
    name = clean(trouble or host.interview.file)
    link = Style() if trouble else Style(link=Path(host.seat.path).resolve().as_uri())
    name = name if len(name) < width // 2 else Path(name).name
    saved, ran, busy = _saved(host, now), _last_run(host.interview.events), "running..." if host.jobs.busy else ""
    keys, short = _keys((*KEYS.get(phase, ()), "help")), _keys((*KEYS.get(phase, ())[-1:], "help"))
    choices = [(busy, saved, ran, keys), (busy, saved, ran, short), (busy, saved, short), (busy, short)]
    for choice in choices:
        rest = SEPARATOR.join(["", *filter(None, choice)])
        if len(name) + len(rest) <= width:
            break
    return Content.assemble((name, link), Content(rest))


def _saved(host: Host, now: float) -> str:
    state = host.interview.state
    if state.saved is None:
        return "not saved yet"
    lines = f"{state.saved.lines} line{'s' if state.saved.lines != 1 else ''}"
    return f"{lines}, saved {clock_text(state.clock_at(now) - state.saved.clock)} ago" if state.timed else lines


def _last_run(events: Sequence[Event]) -> str:
    ran = next((event for event in reversed(events) if event.kind == "ran"), None)
    if ran is None:
        return ""
    tests = f", tests {ran.data['tests_passed']}/{ran.data['tests']}" if ran.data.get("tests") else ""
    return f"ran {clock_text(ran.clock)}: {ran.data['examples_passed']}/{ran.data['examples']}{tests}"


def _keys(names: Sequence[str]) -> str:
    return " ".join(f"{BY_NAME[name].key.upper()} {name}" for name in names)
