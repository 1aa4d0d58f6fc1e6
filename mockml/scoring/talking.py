"""How the candidate talked: notes, silence, answers to the interviewer, hints."""

from __future__ import annotations

from itertools import pairwise

from mockml.record.events import Event
from mockml.record.phases import CODE, PHASES, TEST
from mockml.scoring.evidence import Evidence, Facts, plural

MIN_ANSWER_WORDS = 5


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of what was said."""
    hints = facts.kind("hinted")
    reached = [phase for phase in PHASES if facts.reached(phase)]
    return [
        _notes(facts),
        _rate(facts),
        _silence(facts),
        _interjections(facts),
        _ignored(facts),
        _delay(facts),
        _follow_ups(facts),
        _points(facts),
        Evidence("hints_used", len(hints), f"used {plural(len(hints), 'hint')}", tuple(e.clock for e in hints)),
        Evidence("phases_reached", len(reached), f"reached {len(reached)} of {len(PHASES)} phases"),
    ]


def _notes(facts: Facts) -> Evidence:
    if not facts.reached(CODE):
        return Evidence("notes_in_code", None, "the code phase was not reached")
    notes = [e for e in facts.kind("noted") if e.data.get("phase") in (CODE, TEST)]
    sentence = f"thought aloud {plural(len(notes), 'time')} while coding and testing"
    return Evidence("notes_in_code", len(notes), sentence, tuple(e.clock for e in notes))


def _rate(facts: Facts) -> Evidence:
    """Notes in ten minutes of coding and testing."""
    minutes = sum(facts.spent_in(phase) for phase in (CODE, TEST)) / 60 if facts.reached(CODE) else 0.0
    if minutes < 1:
        return Evidence("notes_rate", None, "there was no time to think aloud while coding")
    notes = [e for e in facts.kind("noted") if e.data.get("phase") in (CODE, TEST)]
    rate = 10 * len(notes) / minutes
    sentence = f"thought aloud {rate:.1f} times in ten minutes of coding"
    return Evidence("notes_rate", rate, sentence, tuple(e.clock for e in notes))


def _silence(facts: Facts) -> Evidence:
    if not facts.reached(CODE):
        return Evidence("longest_silence", None, "the code phase was not reached")
    start, end = facts.entered[CODE], facts.end_of(CODE)
    said = ("asked", "noted", "hinted")  # saving a file is work, not talk
    marks = [start, *(e.clock for e in facts.kind(*said) if start <= e.clock <= end), end]
    gaps = [(later - earlier, earlier) for earlier, later in pairwise(marks)]
    longest, since = max(gaps, default=(0.0, start))
    sentence = f"longest silence while coding: {longest / 60:.0f} min"
    return Evidence("longest_silence", longest / 60, sentence, (since,))


def _interjections(facts: Facts) -> Evidence:
    put = [e for e in facts.kind("interjected") if e.data.get("kind") == "interjection"]
    if not put:
        return Evidence("interjections_answered", None, "the interviewer did not interrupt")
    answered = [e for e in put if _answers(facts, f"interjection:{e.data['id']}")]
    sentence = f"answered {len(answered)} of the interviewer's {plural(len(put), 'question')} while coding"
    times = tuple(e.clock for e in put)
    return Evidence("interjections_answered", len(answered) / len(put), sentence, times)


def _ignored(facts: Facts) -> Evidence:
    """How many interjections got no answer: 0 where none was put, so that nobody is marked down for silence."""
    if not facts.reached(CODE):
        return Evidence("interjections_ignored", None, "the code phase was not reached")
    put = [e for e in facts.kind("interjected") if e.data.get("kind") == "interjection"]
    ignored = [e for e in put if not _answers(facts, f"interjection:{e.data['id']}")]
    sentence = f"left {plural(len(ignored), 'question')} unanswered while coding"
    return Evidence("interjections_ignored", len(ignored), sentence, tuple(e.clock for e in ignored))


def _delay(facts: Facts) -> Evidence:
    """How long it took to answer the interviewer's questions while coding, as a median."""
    put = [e for e in facts.kind("interjected") if e.data.get("kind") == "interjection"]
    pairs = [(e, _answers(facts, f"interjection:{e.data['id']}")) for e in put]
    waits = sorted(answers[0].clock - e.clock for e, answers in pairs if answers)
    if not waits:
        return Evidence("interjection_delay", None, "no question was answered while coding")
    median = (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2]) / 2
    sentence = f"answered the interviewer after {plural(round(median), 'second')}"
    return Evidence("interjection_delay", median, sentence, tuple(e.clock for e, answers in pairs if answers))


def _follow_ups(facts: Facts) -> Evidence:
    put = [e for e in facts.kind("interjected") if e.data.get("kind") == "follow-up"]
    if not put:
        return Evidence("follow_ups_answered", None, "no follow-up was put")
    full = [e for e in put if any(_is_full(n) for n in _answers(facts, f"follow-up:{e.data['id']}"))]
    sentence = f"answered {plural(len(full), 'follow-up')} in a sentence or more, of {len(put)} put"
    return Evidence("follow_ups_answered", len(full), sentence, tuple(e.clock for e in put))


def _points(facts: Facts) -> Evidence:
    """The points of the answered follow-ups that the candidate ticked: one's own view, so no shipped rubric asks it."""
    ticked = [e for e in facts.kind("ticked") if e.data["about"] != "outline"]
    if not ticked:
        return Evidence("points_ticked", None, "no point of a follow-up was ticked or left out")
    made, of = sum(len(e.data["made"]) for e in ticked), sum(int(e.data["of"]) for e in ticked)
    sentence = f"ticked {made} of {plural(of, 'point')} that strong answers to the follow-ups make"
    return Evidence("points_ticked", made / of, sentence, tuple(e.clock for e in ticked))


def _answers(facts: Facts, about: str) -> list[Event]:
    return [e for e in facts.kind("noted") if e.data.get("about") == about]


def _is_full(note: Event) -> bool:
    return len(str(note.data["text"]).split()) >= MIN_ANSWER_WORDS
