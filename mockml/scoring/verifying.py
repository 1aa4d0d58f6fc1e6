"""How the candidate made sure that it works."""

from __future__ import annotations

import ast

from mockml.record.events import Event
from mockml.record.phases import CODE
from mockml.scoring.evidence import UNREADABLE, Evidence, Facts, agrees, plural

NAMES = (
    "examples_run",
    "expressions_tried",
    "own_tests",
    "own_assertions",
    "tests_strength",
    "wrong_tests",
    "verified",
    "verifications",
)


def measure(facts: Facts) -> list[Evidence]:
    """The evidence of runs, tried lines and tests of one's own."""
    if not facts.reached(CODE):
        missing = "the code phase was not reached"
        return [Evidence(name, None, missing) for name in NAMES]
    ran, tried = facts.kind("ran"), facts.kind("tried")
    both = tuple(sorted(e.clock for e in (*ran, *tried)))
    return [
        Evidence("examples_run", len(ran), f"ran the examples {plural(len(ran), 'time')}", tuple(e.clock for e in ran)),
        Evidence("expressions_tried", len(tried), f"tried {plural(len(tried), 'line')} of Python", _clocks(tried)),
        _own_tests(facts),
        _assertions(facts),
        *_strength(facts),
        _verified(facts),
        Evidence("verifications", len(both), f"verified {plural(len(both), 'time')} in all", both),
    ]


def _clocks(events: list[Event]) -> tuple[float, ...]:
    return tuple(event.clock for event in events)


def _own_tests(facts: Facts) -> Evidence:
    runs = facts.kind("ran")
    count = int(runs[-1].data["tests"]) if runs else 0
    sentence = f"wrote and ran {plural(count, 'test')} of your own" if count else "ran no tests of your own"
    return Evidence("own_tests", count, sentence, (runs[-1].clock,) if count else ())


def _assertions(facts: Facts) -> Evidence:
    if facts.tree is None:
        return Evidence("own_assertions", None, UNREADABLE)
    tests = [node for node in facts.tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    count = sum(_checks(node) for test in tests for node in ast.walk(test))
    saved = tuple(e.clock for e in facts.kind("saved")[-1:])
    return Evidence("own_assertions", count, f"{plural(count, 'assertion')} in the candidate's own tests", saved)


def _checks(node: ast.AST) -> bool:
    """An assert, or a call such as `np.testing.assert_allclose`."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(node, ast.Assert) or str(getattr(called, "attr", getattr(called, "id", ""))).startswith("assert")


def _strength(facts: Facts) -> list[Evidence]:
    """What one's own tests are worth: the problem's typical bugs were put in the place of one's own code."""
    diagnosed = facts.kind("diagnosed")
    found = diagnosed[-1].data.get("strength") if diagnosed else None
    if found is None:
        missing = "own tests were not tried on typical bugs"
        return [Evidence("tests_strength", None, missing), Evidence("wrong_tests", None, missing)]
    times = (diagnosed[-1].clock,)
    caught, wrong = len(found["caught"]), list(found["wrong"])
    words = f"own tests that would have caught {caught} of {plural(found['bugs'], 'typical bug')}"
    asks = "a right solution passes the candidate's own tests"
    if not found["tests"]:
        words, asks = (f"no own test that could be tried on {what}" for what in ("typical bugs", "a right solution"))
    if wrong:
        fails = f"{plural(len(wrong), 'own test')} {agrees(len(wrong), 'fail')}"
        asks = f"{fails} on a right solution: {', '.join(wrong[:3])}"
    share = caught / found["bugs"] if found["bugs"] else 0.0
    return [Evidence("tests_strength", share, words, times), Evidence("wrong_tests", len(wrong), asks, times)]


def _verified(facts: Facts) -> Evidence:
    saves = facts.kind("saved")
    if not saves:
        return Evidence("verified", 0.0, "nothing was written that could be verified")
    later = [e.clock for e in facts.kind("ran", "tried") if e.clock >= saves[-1].clock]
    sentence = "verified after the last change" if later else "nothing was run after the last change"
    return Evidence("verified", float(bool(later)), sentence, tuple(later))
