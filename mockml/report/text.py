"""The debrief as plain text, from 60 columns up."""

from __future__ import annotations

from mockml.report.debrief import Debrief, NamedMistake
from mockml.report.drawing import bar, side_by_side
from mockml.report.layout import command, fill
from mockml.report.verdict_text import render_cases, tally
from mockml.scoring.assess import NOT_ASSESSED, SignalResult

REASONS = {"asked": "paused", "left": "left and resumed", "gap": "broke off and resumed"}


def render_text(debrief: Debrief, width: int, reveal: bool = False, reference: bool = False) -> str:
    """The debrief of a session, wrapped to `width` columns.

    With `reveal` also the data of failed cases, with `reference` the reference beside or below the solution.
    """
    parts = [_head(debrief, width), _signals(debrief, width), _timeline(debrief, width), _cases(debrief, width, reveal)]
    if debrief.finished:
        parts += [_mistake(debrief, width), _missed(debrief, width)]
        parts += [_outline(debrief, width), _follow_ups(debrief, width)]
    if reference and debrief.reference:
        parts.append(side_by_side(debrief.solution, debrief.reference, width))
    parts.append(_next(debrief, width))
    return "\n\n".join(part for part in parts if part)


def _head(debrief: Debrief, width: int) -> str:
    state = "" if debrief.finished else " (not finished)"
    lines = [
        *fill(f"DEBRIEF of session {debrief.session}: {debrief.title}{state}", width),
        *fill(f"{debrief.started_at[:10]}, seed {debrief.seed}, {_minutes(debrief.seconds)} on the clock", width),
        "",
        *fill(f"Decision: {debrief.decision.upper()}", width),
        *fill(debrief.assessment.why, width),
    ]
    if debrief.remarks:
        lines += ["", "What the interviewer would write:"]
        lines += [row for remark in debrief.remarks for row in fill(remark.text, width, "  ", "  ")]
    return "\n".join(lines)


def _signals(debrief: Debrief, width: int) -> str:
    lines = ["SIGNALS"]
    for signal in debrief.assessment.signals:
        lines += ["", *_signal(signal, width)]
    return "\n".join(lines)


def _signal(signal: SignalResult, width: int) -> list[str]:
    own = f"; you said {signal.own}" if signal.own else "; you gave no grade"
    worth = "" if signal.points is None else f", {round(signal.points, 2):g} of {signal.weight:g} points"
    lines = fill(f"{signal.title}: {(signal.suggested or NOT_ASSESSED).upper()} by the evidence{worth}{own}", width)
    lines += fill(signal.description.strip(), width, "  ", "  ") if signal.description else []
    for item in signal.evidence:
        if item.value is not None:
            when = f" [{_times(item.times)}]" if item.times else ""
            lines += fill(f"- {item.sentence}{when}", width, "  ", "    ")
    if signal.to_improve:
        lines.append("  One level more would have taken:")
        lines += [row for words in signal.to_improve for row in fill(f"- {words}", width, "  ", "    ")]
    return lines


def _times(times: tuple[float, ...], most: int = 4) -> str:
    shown = ", ".join(_minutes(clock, unit=False) for clock in times[:most])
    return f"at {shown}" + (f" and {len(times) - most} more" if len(times) > most else "")


def _timeline(debrief: Debrief, width: int) -> str:
    lines = ["TIME", "", *bar(debrief.phases, width), "  phase    planned    used"]
    for row in debrief.phases:
        used = "-" if row.used is None else _minutes(row.used, unit=False)
        lines.append(f"  {row.phase:<8} {_minutes(row.planned, unit=False):>7} {used:>7}")
    for pause in debrief.pauses:
        at = _minutes(pause.clock, unit=False)
        lines += fill(f"{REASONS.get(pause.reason, 'stopped')} at {at}, for {_minutes(pause.seconds)}", width, "  ")
    return "\n".join(lines)


def _cases(debrief: Debrief, width: int, reveal: bool) -> str:
    verdict = debrief.verdict
    if verdict is None:
        why = "not run: there is no result of a file that was handed in"
        return f"HIDDEN CASES\n\n  {why if debrief.finished else 'told when the interview is finished'}"
    head = f"HIDDEN CASES: {tally(verdict)}"
    return "\n".join([head, "", *render_cases(verdict, width, reveal)])


def _mistake(debrief: Debrief, width: int) -> str:
    mistake = debrief.mistake
    if mistake is None:
        return ""
    words, lesson = fill(mistake_words(mistake), width, "  "), fill(mistake.lesson, width, "  ", "  ")
    return "\n".join(["THE MISTAKE", "", *words, *lesson])


def mistake_words(mistake: NamedMistake) -> str:
    """The mistake in a sentence that says how sure its name is."""
    how = "Your solution fails as one does that" if mistake.sure else "This may be it, by which cases fail: one that"
    return f"{how} {mistake.title[:1].lower()}{mistake.title[1:]}."


def _outline(debrief: Debrief, width: int) -> str:
    if not debrief.outline:
        return ""
    confirmed = debrief.outline[0].confirmed
    about = "An x where you ticked it." if confirmed else "An x where yours seems to say it; see for yourself."
    lines = ["A STRONG OUTLINE", "", *fill(about, width, "  ", "  ")]
    for step in debrief.outline:
        lines += fill(f"[{'x' if step.touched else ' '}] {step.step}", width, "  ", "      ")
    return "\n".join(lines)


def _missed(debrief: Debrief, width: int) -> str:
    if not debrief.missed:
        return "You asked for everything that was left open."
    lines = ["NOT ASKED", ""]
    for missed in debrief.missed:
        mark = " (essential)" if missed.essential else ""
        lines += fill(f"- {missed.topic}{mark}: {missed.answer}", width, "  ", "    ")
    return "\n".join(lines)


def _follow_ups(debrief: Debrief, width: int) -> str:
    if not debrief.follow_ups:
        return ""
    lines = ["FOLLOW-UPS"]
    for follow_up in debrief.follow_ups:
        lines += ["", *fill(follow_up.ask, width, "  ", "  ")]
        answers = follow_up.answers or ("(not answered)",)
        lines += [row for answer in answers for row in fill(f"you: {answer}", width, "    ", "      ")]
        lines += fill("a strong answer makes, with what you ticked:", width, "    ", "      ")
        for point in follow_up.points:
            lines += fill(f"[{'x' if point in follow_up.ticked else ' '}] {point}", width, "      ", "          ")
    return "\n".join(lines)


def _next(debrief: Debrief, width: int) -> str:
    lines = ["NEXT", ""]
    for step in debrief.next:
        lines += [*fill(command(step.command), width, "  "), *fill(step.why, width, "      ", "      ")]
    return "\n".join(lines)


def _minutes(seconds: float, *, unit: bool = True) -> str:
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}" + (" min" if unit else "")
