"""Grading: every case against one solution, each in a worker of its own, and the verdict."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from mockml.errors import CannotJudge
from mockml.judge.candidate import Candidate, CaseEnded
from mockml.judge.case import Case, place_of
from mockml.judge.channel import Channel
from mockml.judge.outcomes import CaseResult, Outcome, Verdict
from mockml.judge.process import Limits, WarmParent
from mockml.judge.submission import Submission

# A solution that hangs three times has failed; the rest is run with less patience, and says so.
PATIENCE = 3
SHORT_SECONDS = 1.0
LANES = 2
Run = tuple[CaseResult, bool]
NOT_RUN = RuntimeError("a case did not run")


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
    parent.probe()
    results = []
    for result in run_cases(cases, submission, parent, seed, limits or Limits()):
        results.append(result)
        if on_result is not None:
            on_result(result)
    return Verdict(problem, seed, tuple(results), parent.layers())


def run_cases(
    cases: Sequence[Case], submission: Submission, parent: WarmParent, seed: int, limits: Limits
) -> Iterator[CaseResult]:
    """Each case's result in turn. A file that cannot be loaded is tried once, and every case says so.

    Cases run two at a time, pair after pair, so that how patient the judge is with the next depends on what the
    ones before came to, and on no timing.
    """
    unloadable: CaseResult | None = None
    timeouts, done = 0, 0
    for batch in _batches(cases):
        done += len(batch)
        if unloadable is not None:
            yield from (_result(case, unloadable.outcome, unloadable.message, 0.0) for case in batch)
            continue
        patient = timeouts < PATIENCE
        allowed = [_allowed(case, limits, patient=patient) for case in batch]
        ahead = min(LANES, len(cases) - done)
        runs = [partial(run_case, case, submission, parent, seed, most, ahead)
                for case, most in zip(batch, allowed, strict=True)]  # fmt: skip
        for (result, loaded), most in zip(_together(runs), allowed, strict=True):
            timeouts += result.outcome == "timeout"
            if not loaded:
                unloadable = result
            cut = result.outcome == "timeout" and not patient and most.seconds < limits.seconds
            words = f"{result.message} (shortened, after {PATIENCE} time-outs)"
            yield replace(result, message=words) if cut else result


def _allowed(case: Case, limits: Limits, *, patient: bool) -> Limits:
    seconds = case.seconds or limits.seconds
    return replace(limits, seconds=seconds if patient else min(seconds, SHORT_SECONDS))


def _batches(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """The first case alone, since it shows whether the file can be loaded; those that measure time, alone too."""
    batch: list[Case] = []
    for i, case in enumerate(cases):
        alone = i == 0 or case.tag == "speed"
        if batch and (alone or len(batch) == LANES):
            yield batch
            batch = []
        batch.append(case)
        if alone:
            yield batch
            batch = []
    if batch:
        yield batch


def _together(runs: Sequence[Callable[[], Run]]) -> list[Run]:
    """The answers of all, which run at the same time."""
    answers: list[Run | BaseException] = [NOT_RUN] * len(runs)

    def carry_out(i: int) -> None:
        try:
            answers[i] = runs[i]()
        except BaseException as error:
            answers[i] = error

    threads = [threading.Thread(target=carry_out, args=(i,), daemon=True) for i in range(1, len(runs))]
    for thread in threads:
        thread.start()
    answers[0] = runs[0]()
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return [answer for answer in answers if not isinstance(answer, BaseException)]


def run_case(case: Case, submission: Submission, parent: WarmParent, seed: int, limits: Limits, ahead: int = 0) -> Run:
    """One case in one fresh worker; and whether the file could be loaded at all.

    `ahead` is how many workers to have ready for the cases that follow.
    """
    started = time.monotonic()
    outcome: Outcome = "unjudged"
    message, loaded, data, output = "", False, "", ""
    speed: float | None = None
    try:
        channel = Channel(parent, limits, ahead)
    except CannotJudge as error:
        return _result(case, "unjudged", error.message, time.monotonic() - started), True
    candidate = Candidate(channel, submission.filename)
    try:
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
            message = _case_fault(error)
        data = candidate.last_call() if outcome != "passed" else ""
        speed = candidate.speed
    finally:
        try:
            candidate.close()
            channel.close()
            output = channel.printed
        except CannotJudge as error:
            outcome, message = "unjudged", error.message
    seconds = time.monotonic() - started
    return replace(_result(case, outcome, message, seconds), data=data, output=output, speed=speed), loaded


def _honest(candidate: Candidate) -> tuple[Outcome, str]:
    """Passed, unless something fatal was swallowed on the way or the candidate was never asked anything."""
    for one in (candidate, *candidate.others):
        if one.ended is not None:
            return one.ended.outcome, one.ended.message
    if candidate.late is not None:
        return candidate.late.outcome, candidate.late.message
    if not candidate.calls:
        return "unjudged", "the case never called the solution"
    return "passed", ""


def _case_fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = frames[min(1, len(frames) - 1)].filename  # the first is run_case, the next the case
    name, line = place_of(error, Path(own))
    return f"the case itself failed: {type(error).__name__}: {error} ({name}:{line})"


def _result(case: Case, outcome: Outcome, message: str, seconds: float) -> CaseResult:
    return CaseResult(case.id, case.title, case.tag, outcome, message, round(seconds, 4), case.clarifies)
