"""Grading: every case against one solution, each in a worker of its own, and the verdict."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mockml.errors import CannotJudge
from mockml.judge.candidate import Candidate, CaseEnded
from mockml.judge.case import Case
from mockml.judge.channel import Channel
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.judge.process import Limits, WarmParent
from mockml.judge.submission import Submission

# A solution that hangs three times has failed; the rest is run with less patience, and says so.
PATIENCE = 3
SHORT_SECONDS = 1.0


def grade(
    problem: str,
    cases: Sequence[Case],
    submission: Submission,
    parent: WarmParent,
    *,
    seed: int,
    limits: Limits | None = None,
    on_result: Callable[[CaseResult], None] | None = None,
) -> Verdict:
    """The verdict on a solution: the same for the same seed. `on_result` hears of each case as it ends."""
    results = []
    for result in run_cases(cases, submission, parent, seed, limits or Limits()):
        results.append(result)
        if on_result is not None:
            on_result(result)
    return Verdict(problem, seed, tuple(results), parent.layers())


def run_cases(
    cases: Sequence[Case], submission: Submission, parent: WarmParent, seed: int, limits: Limits
) -> Iterator[CaseResult]:
    """Each case's result in turn. A file that cannot be loaded is tried once, and every case says so."""
    unloadable: CaseResult | None = None
    timeouts = 0
    for case in cases:
        if unloadable is not None:
            yield _result(case, unloadable.outcome, unloadable.message, 0.0)
            continue
        seconds = case.seconds or limits.seconds
        if timeouts >= PATIENCE:
            seconds = min(seconds, SHORT_SECONDS)
        result, loaded = run_case(case, submission, parent, seed, replace(limits, seconds=seconds))
        if result.outcome == "timeout":
            timeouts += 1
            if seconds < limits.seconds and case.seconds is None:
                result = replace(result, message=f"{result.message} (shortened, after {PATIENCE} time-outs)")
        if not loaded:
            unloadable = result
        yield result


def run_case(
    case: Case, submission: Submission, parent: WarmParent, seed: int, limits: Limits
) -> tuple[CaseResult, bool]:
    """One case in one fresh worker; and whether the file could be loaded at all."""
    started = time.monotonic()
    outcome: Outcome = "unjudged"
    message, loaded, data, output = "", False, "", ""
    try:
        channel = Channel(parent, limits)
    except CannotJudge as error:
        return _result(case, "unjudged", error.message, time.monotonic() - started), True
    try:
        candidate = Candidate(channel, submission.filename)
        try:
            candidate.load(submission)
            loaded = True
            case.check(candidate, case.rng(seed))
            outcome, message = _honest(candidate)
        except CaseEnded as ended:
            final = candidate.ended or ended
            outcome, message = final.outcome, final.message
        except Exception as error:
            loaded = True
            message = _case_fault(case, error)
        data = candidate.last_call
    finally:
        try:
            channel.close()
            output = channel.printed
        except CannotJudge as error:
            outcome, message = "unjudged", error.message
    seconds = time.monotonic() - started
    return replace(_result(case, outcome, message, seconds), data=data, output=output), loaded


def _honest(candidate: Candidate) -> tuple[Outcome, str]:
    """Passed, unless something fatal was swallowed on the way or the candidate was never asked anything."""
    if candidate.ended is not None:
        return candidate.ended.outcome, candidate.ended.message
    if candidate.late is not None:
        return candidate.late.outcome, candidate.late.message
    if not candidate.calls:
        return "unjudged", "the case never called the solution"
    return "passed", ""


def _case_fault(case: Case, error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = next((f for f in reversed(frames) if f.name == case.check.__name__), frames[-1])
    return f"the case itself failed: {type(error).__name__}: {error} ({place.filename}:{place.lineno})"


def _result(case: Case, outcome: Outcome, message: str, seconds: float) -> CaseResult:
    return CaseResult(case.id, case.title, case.tag, outcome, message, round(seconds, 4), case.clarifies)
