"""The debrief as plain text, from 60 columns up."""

from __future__ import annotations

import textwrap

from mockml.report.clean import clean
from mockml.report.debrief import Debrief
from mockml.report.verdict_text import render_cases
from mockml.scoring.assess import NOT_ASSESSED, SignalResult

REASONS = {"asked": "paused", "left": "left and resumed", "gap": "broke off and resumed"}


def render_text(debrief: Debrief, width: int, reveal: bool = False) -> str:
    """The debrief of a session, wrapped to `width` columns; with `reveal`, the data of failed cases."""
    parts = [_head(debrief, width), _signals(debrief, width), _timeline(debrief), _cases(debrief, width, reveal)]
    if debrief.finished:
        parts += [_missed(debrief, width), _follow_ups(debrief, width)]
    parts.append(_next(debrief))
    return "\n\n".join(part for part in parts if part)


def _head(debrief: Debrief, width: int) -> str:
    state = "" if debrief.finished else " (not finished)"
    lines = [
        f"DEBRIEF of session {debrief.session}: {debrief.title}{state}",
        f"{debrief.started_at[:10]}, seed {debrief.seed}, {_minutes(debrief.seconds)} on the clock",
        "",
        f"Decision: {debrief.decision.upper()}",
        *_fill(debrief.assessment.why, width),
    ]
    return "\n".join(lines)


def _signals(debrief: Debrief, width: int) -> str:
    lines = ["SIGNALS"]
    for signal in debrief.assessment.signals:
        lines += ["", *_signal(signal, width)]
    return "\n".join(lines)


def _signal(signal: SignalResult, width: int) -> list[str]:
    own = f"; you said {signal.own}" if signal.own else "; you gave no grade"
    lines = _fill(f"{signal.title}: {(signal.suggested or NOT_ASSESSED).upper()} by the evidence{own}", width)
    lines += _fill(signal.description.strip(), width, "  ", "  ") if signal.description else []
    for item in signal.evidence:
        if item.value is not None:
            when = f" [{_times(item.times)}]" if item.times else ""
            lines += _fill(f"- {clean(item.sentence)}{when}", width, "  ", "    ")
    if signal.to_improve:
        lines.append("  One level more would have taken:")
        lines += [row for words in signal.to_improve for row in _fill(f"- {clean(words)}", width, "  ", "    ")]
    return lines


def _times(times: tuple[float, ...], most: int = 4) -> str:
    shown = ", ".join(_minutes(clock, unit=False) for clock in times[:most])
    return f"at {shown}" + (f" and {len(times) - most} more" if len(times) > most else "")


def _timeline(debrief: Debrief) -> str:
    lines = ["TIME", "", "  phase    planned    used"]
    for row in debrief.phases:
        used = "-" if row.used is None else _minutes(row.used, unit=False)
        lines.append(f"  {row.phase:<8} {_minutes(row.planned, unit=False):>7} {used:>7}")
    for pause in debrief.pauses:
        at = _minutes(pause.clock, unit=False)
        lines.append(f"  {REASONS[pause.reason]} at {at}, for {_minutes(pause.seconds)}")
    return "\n".join(lines)


def _cases(debrief: Debrief, width: int, reveal: bool) -> str:
    verdict = debrief.verdict
    if verdict is None:
        return "HIDDEN CASES\n\n  not run: nothing was handed in"
    passed = sum(case.good for case in verdict.cases)
    head = f"HIDDEN CASES: {passed} of {len(verdict.cases)} passed"
    return "\n".join([head, "", *render_cases(verdict, width, reveal)])


def _missed(debrief: Debrief, width: int) -> str:
    if not debrief.missed:
        return "You asked for everything that was left open."
    lines = ["NOT ASKED", ""]
    for missed in debrief.missed:
        mark = " (essential)" if missed.essential else ""
        lines += _fill(f"- {missed.topic}{mark}: {missed.answer}", width, "  ", "    ")
    return "\n".join(lines)


def _follow_ups(debrief: Debrief, width: int) -> str:
    if not debrief.follow_ups:
        return ""
    lines = ["FOLLOW-UPS"]
    for follow_up in debrief.follow_ups:
        lines += ["", *_fill(follow_up.ask, width, "  ", "  ")]
        answers = follow_up.answers or ("(not answered)",)
        lines += [row for answer in answers for row in _fill(f"you: {clean(answer)}", width, "    ", "      ")]
        lines += _fill(f"a strong answer makes: {'; '.join(follow_up.points)}", width, "    ", "      ")
    return "\n".join(lines)


def _next(debrief: Debrief) -> str:
    return "NEXT\n\n" + "\n".join(f"  {clean(command)}" for command in debrief.next)


def _fill(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
    ) or [""]


def _minutes(seconds: float, *, unit: bool = True) -> str:
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}" + (" min" if unit else "")
