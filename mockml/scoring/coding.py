"""What the hidden cases said, and when the file was written."""

from __future__ import annotations

from collections.abc import Sequence

from mockml.judge.outcomes import CaseResult
from mockml.record.phases import CODE
from mockml.scoring.evidence import Evidence, Facts, plural

TAGS = ("core", "edge", "numerics", "contract")


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of the code and of the verdict."""
    verdict = facts.verdict
    judged = verdict is not None and verdict.verdict != "unjudged"
    cases: Sequence[CaseResult] = verdict.cases if judged and verdict is not None else ()
    times = tuple(e.clock for e in facts.kind("graded"))
    items = [_share(f"{tag}_passed", f"{tag} cases", [c for c in cases if c.tag == tag], times) for tag in TAGS]
    items.append(_share("all_passed", "hidden cases", list(cases), times))
    items.append(_settled(facts, cases, times))
    items += [_not_slow(cases, times), _slow_cases(cases, times), _speed(cases, times)]
    return [*items, _first_save(facts), _submitted(facts)]


def _share(name: str, words: str, cases: Sequence[CaseResult], times: tuple[float, ...]) -> Evidence:
    if not cases:
        return Evidence(name, None, f"no {words} were judged")
    passed = sum(case.good for case in cases)
    return Evidence(name, passed / len(cases), f"{words} {passed}/{len(cases)}", times)


def _settled(facts: Facts, cases: Sequence[CaseResult], times: tuple[float, ...]) -> Evidence:
    asked = {e.data.get("clarification") for e in facts.kind("answered")} - {None}
    settled = [case for case in cases if case.clarifies in asked]
    return _share("cases_settled", "cases that your questions settled", settled, times)


def _not_slow(cases: Sequence[CaseResult], times: tuple[float, ...]) -> Evidence:
    # A speed case that fails, or raises, says nothing about speed.
    timed = [case for case in cases if case.tag == "speed" and case.outcome in ("passed", "slow", "timeout")]
    if not timed:
        return Evidence("not_slow", None, "speed was not judged")
    slow = [case for case in timed if case.outcome != "passed"]
    sentence = "slower than a vectorized solution should be" if slow else "as fast as a vectorized solution should be"
    return Evidence("not_slow", float(not slow), sentence, times)


def _slow_cases(cases: Sequence[CaseResult], times: tuple[float, ...]) -> Evidence:
    """How many cases were slow: 0 where a problem has no speed case, so that a rubric can ask for it everywhere."""
    if not cases:
        return Evidence("slow_cases", None, "no speed was judged")
    count = sum(case.outcome in ("slow", "timeout") for case in cases)
    sentence = f"{plural(count, 'hidden case')} too slow" if count else "no hidden case too slow"
    return Evidence("slow_cases", count, sentence, times)


def _speed(cases: Sequence[CaseResult], times: tuple[float, ...]) -> Evidence:
    """The CPU time against the mark that a speed case sets; 1 is as slow as it may be."""
    shares = [case.speed for case in cases if case.speed is not None]
    if not shares:
        return Evidence("speed", None, "speed was not measured")
    return Evidence("speed", max(shares), f"took {max(shares):.0%} of the CPU time that a speed case allows", times)


def _first_save(facts: Facts) -> Evidence:
    if not facts.reached(CODE):
        return Evidence("first_save", None, "the code phase was not reached")
    saves = [e.clock for e in facts.kind("saved")]
    if not saves:
        return Evidence("first_save", None, "nothing was saved")
    minutes = (saves[0] - facts.entered[CODE]) / 60
    when = f"{minutes:.0f} min into the code phase" if minutes >= 0 else "before the code phase"
    return Evidence("first_save", max(minutes, 0.0), f"first save {when}", (saves[0],))


def _submitted(facts: Facts) -> Evidence:
    handed = facts.kind("submitted")
    if not handed:
        return Evidence("submitted", None, "nothing was handed in")
    asked = handed[0].data.get("reason") == "asked"
    sentence = "handed in within the time" if asked else "the time ran out before it was handed in"
    return Evidence("submitted", float(asked), sentence, (handed[0].clock,))
