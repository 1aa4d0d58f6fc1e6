"""What was asked and outlined before the code."""

from __future__ import annotations

import re

from mockml.record.phases import CODE, DISCUSS, OUTLINE, TEST
from mockml.scoring.evidence import Evidence, Facts, plural

MIN_OUTLINE_WORDS = 8
# "Linear regression" and "a constant column" name a method and a shape of data, not a cost.
COMPLEXITY = re.compile(
    r"(?<!\w)[OΘ]\s*\(|complexit|\b(quadratic|cubic|logarithmic|exponential)\b"
    r"|\b(linear|constant|sublinear)(\s+(time|memory|space|cost)|\s+in\s+(the\s+(number|size|length)|[nkdm])\b)"
    r"|\b[nkdmt]\s*[*·]\s*[nkdmt]\b"
    r"|\bn\s+(squared|log\s+n)\b",
    re.I,
)


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of the clarify and outline phases."""
    return [
        _essential(facts),
        _clarifications(facts),
        _honoured(facts),
        _before_code(facts),
        _outline(facts),
        _complexity(facts),
    ]


def _answered(facts: Facts) -> dict[str, float]:
    """The problem's clarifications that were given, with the clock of the first time. General questions are none."""
    given: dict[str, float] = {}
    known = {c.id for c in facts.problem.body.clarifications}
    for event in facts.kind("answered"):
        name = event.data.get("clarification")
        if name in known:
            given.setdefault(str(name), event.clock)
    return given


def _essential(facts: Facts) -> Evidence:
    given = _answered(facts)
    essential = [c for c in facts.problem.body.clarifications if c.essential]
    asked = [c for c in essential if c.id in given]
    topics = f": {', '.join(c.topic for c in asked)}" if asked else ""
    sentence = f"asked {len(asked)} of {len(essential)} essential questions{topics}"
    value = len(asked) / len(essential) if essential else None
    return Evidence("essential_asked", value, sentence, tuple(given[c.id] for c in asked))


def _clarifications(facts: Facts) -> Evidence:
    given = _answered(facts)
    count = len(given)
    if not count and not facts.reached(CODE):
        return Evidence("clarifications_asked", None, "nothing was asked so far")
    sentence = f"settled {plural(count, 'open point')} by asking"
    return Evidence("clarifications_asked", count, sentence, tuple(given.values()))


def _honoured(facts: Facts) -> Evidence:
    """Asking is half of it: what was answered has to be in the code."""
    verdict = facts.verdict
    if verdict is None or verdict.verdict == "unjudged":
        return Evidence("clarifications_honoured", None, "no cases were judged that depend on what was asked")
    good = {case.id: case.good for case in verdict.cases}
    given = _answered(facts)
    decided = [c for c in facts.problem.body.clarifications if c.id in given and c.cases]
    if not decided:
        return Evidence("clarifications_honoured", None, "nothing was asked that decides a case")
    kept = [c for c in decided if all(good.get(name, False) for name in c.cases)]
    broken = [c.topic for c in decided if c not in kept]
    words = f" (not: {', '.join(broken)})" if broken else ""
    verb = "is" if len(kept) == 1 else "are"
    sentence = f"{len(kept)} of {plural(len(decided), 'answer')} {verb} in the code{words}"
    return Evidence("clarifications_honoured", len(kept) / len(decided), sentence, tuple(given[c.id] for c in decided))


def _before_code(facts: Facts) -> Evidence:
    starts = [facts.entered.get(CODE), *(e.clock for e in facts.kind("saved")[:1])]
    first = min((clock for clock in starts if clock is not None), default=None)
    times = tuple(e.clock for e in facts.kind("asked") if first is None or e.clock <= first)
    return Evidence("questions_before_code", len(times), f"{plural(len(times), 'question')} before the code", times)


def _outline(facts: Facts) -> Evidence:
    if not facts.reached(OUTLINE):
        return Evidence("outline_written", None, "the outline phase was not reached")
    notes = [e for e in facts.kind("noted") if e.data.get("phase") == OUTLINE]
    words = sum(len(str(e.data["text"]).split()) for e in notes)
    written = words >= MIN_OUTLINE_WORDS
    if not written and not facts.reached(CODE):
        return Evidence("outline_written", None, "the outline was not finished")
    sentence = f"outlined the solution in {plural(len(notes), 'note')} and {plural(words, 'word')}"
    if not written:
        sentence = f"no outline to speak of ({plural(words, 'word')})"
    return Evidence("outline_written", float(written), sentence, tuple(e.clock for e in notes))


def _complexity(facts: Facts) -> Evidence:
    if not facts.reached(OUTLINE):
        return Evidence("complexity_said", None, "the outline phase was not reached")
    notes = [e for e in facts.kind("noted") if e.data.get("phase") in (OUTLINE, CODE, TEST, DISCUSS)]
    said = [e for e in notes if COMPLEXITY.search(str(e.data["text"]))]
    sentence = "said what it costs" if said else "never said what the solution costs in time or memory"
    return Evidence("complexity_said", float(bool(said)), sentence, tuple(e.clock for e in said))
