"""What a drill or a hunt says: a verdict in one line or two, the time that is left, how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mockml.diagnosis.naming import Mistake
from mockml.judge.outcomes import CaseResult, Verdict
from mockml.practice.exercise import Outcome, Task
from mockml.practice.reasons import named
from mockml.record.practice import Streak

COMMANDS = ("hint", "run", "again", "prompt", "time", "skip", "quit", "help")
HELP = (
    "Save the file, and it is judged. Or type: hint (it costs), run (the examples and your own tests), again (judge it "
    "once more), prompt, time, skip (give up), quit (go on later)."
)
MOST_LINES = 4
MOST_OTHERS = 4


def minutes_left(seconds: float) -> str:
    """A length of time as one says it."""
    if seconds < 60:
        return _many(max(round(seconds), 0), "second")
    whole, rest = divmod(round(seconds), 60)
    return _many(whole, "minute") if not rest else f"{whole}:{rest:02d} minutes"


def clock(seconds: float) -> str:
    """Seconds as `m:ss`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def verdict_text(verdict: Verdict, before: int | None) -> str:
    """A verdict, compact: how many passed, the first failing case in words, the titles of the others."""
    good, total = sum(case.good for case in verdict.cases), len(verdict.cases)
    head = f"{good} of {total}"
    if before is not None and before != good:
        head += f" (best before: {before})"
    if verdict.verdict == "passed":
        slow = [case.title for case in verdict.cases if case.outcome == "slow"]
        return f"{head}: all pass" + (f", slowly: {'; '.join(slow)}" if slow else "") + "."
    wrong = _wrong(verdict)
    if len(wrong) > 1 and len({case.message for case in wrong}) == 1:  # a file that cannot be loaded
        return f"{head}: {_words(wrong[0])}"
    rest = [case.title for case in wrong[1:]]
    more = f"; and {len(rest) - MOST_OTHERS} more" if len(rest) > MOST_OTHERS else ""
    also = f"\nalso: {'; '.join(rest[:MOST_OTHERS])}{more}" if rest else ""
    return f"{head}: {wrong[0].title}: {_words(wrong[0])}{also}"


def _wrong(verdict: Verdict) -> list[CaseResult]:
    """What speaks against the solution; where a case could not be judged, those, since they come first."""
    unjudged = [case for case in verdict.cases if case.outcome == "unjudged"]
    return unjudged or [case for case in verdict.cases if not case.good]


def _words(case: CaseResult) -> str:
    lines = [line for line in case.message.strip().splitlines() if line.strip()] or [case.outcome]
    text = "\n".join(lines[:MOST_LINES]) + ("\n..." if len(lines) > MOST_LINES else "")
    return f"could not be judged: {text}" if case.outcome == "unjudged" else text


def result_text(task: Task, outcome: Outcome) -> str:
    """How it came out, in one line."""
    total, failed = outcome.data["cases"], outcome.data["failed"]
    helped = f", with {_many(outcome.hints, 'hint')}" if outcome.hints else ""
    match outcome.reason:
        case "already":
            return f"{task.file} passes as it was found: nothing to practise, so nothing is counted."
        case "passed":
            return f"All {total} cases pass, on a second seed as well, after {clock(outcome.seconds)}{helped}."
        case "time":
            head = "Time is up"
        case _:
            head = f"Left unsolved after {clock(outcome.seconds)}"
    return f"{head}: {total - failed} of {total} cases pass{helped}."


@dataclass(frozen=True, slots=True)
class Standing:
    """What came before, and what comes next: the best time so far, days in a row, the day it is due again."""

    best: float | None
    streak: Streak
    due: date | None
    today: date


def standing_text(outcome: Outcome, standing: Standing) -> str:
    """Personal best, days in a row, the rating with its reason, and when it comes back."""
    parts = []
    if outcome.rating in ("good", "easy"):
        parts.append(_best(outcome.seconds, standing.best))
    streak = standing.streak
    if streak.days > 1:
        longest = "your longest" if streak.days == streak.longest else f"your longest: {streak.longest}"
        parts.append(f"{streak.days} days in a row ({longest}).")
    when = f", due again on {named(standing.due, standing.today)}" if standing.due is not None else ""
    parts.append(f'Rated "{outcome.rating}" ({_why(outcome)}){when}.')
    return " ".join(parts)


def _best(seconds: float, best: float | None) -> str:
    if best is None:
        return "That is the time to beat from now on."
    if seconds < best:
        return f"A personal best: it was {clock(best)}."
    return f"Your best is {clock(best)}."


def _why(outcome: Outcome) -> str:
    match outcome.rating:
        case "again":
            return "not solved"
        case "easy":
            return "solved in half of the time"
        case "good":
            return "solved in time"
    if outcome.hints:
        return "solved with hints"
    return "fixed, but rewritten" if outcome.data.get("rewritten") else "solved over time"


def mistake_text(mistake: Mistake) -> str:
    """The mistake by its name, and what it teaches."""
    head = "This is what you get when the code does this" if mistake.sure else "It looks like this mistake"
    return f"{head}: {mistake.title}. {mistake.lesson.strip()}"


def next_command(task: Task, passed: bool) -> str:
    """What to type next."""
    if passed:
        return "mockml next --for 30"
    name = task.problem.id
    if task.kind == "hunt":
        return f"mockml hunt {name} --bug {task.item.split('/')[1]}"
    return f"mockml drill {name} --minutes {task.limit / 60:g}"
