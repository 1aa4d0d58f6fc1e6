"""What `mockml grade` prints of a verdict."""

from __future__ import annotations

import shlex

import pytest

from mockml.judge.outcomes import OUTCOMES, CaseResult, Layer, Outcome, Verdict
from mockml.report.verdict_text import MARKS, render_verdict
from tests.report.sessions import FORBIDDEN, HOSTILE, too_long

LONG = "labels: expected shape (300,), got (300, 1); one label for each row of X is wanted, in the order of the rows"


def case(outcome: Outcome = "passed", message: str = "", title: str = "finds two clusters", **more: str) -> CaseResult:
    """A case that ended so."""
    return CaseResult(
        "one", title, "core", outcome, message, 0.01, data=more.get("data", ""), output=more.get("output", "")
    )


def render(*cases: CaseResult, file: str = "kmeans.py", width: int = 80, reveal: bool = False) -> str:
    """The text of a verdict on these cases."""
    return render_verdict(Verdict("kmeans", 7, cases), file, width, reveal)


def test_a_verdict_that_passed_is_short() -> None:
    """A line for each case, the score, and what to type next."""
    assert render(case(), case(title="survives empty clusters")).split("\n") == [
        "kmeans.py: kmeans, seed 7",
        "",
        "  ok        finds two clusters",
        "  ok        survives empty clusters",
        "",
        "2 of 2 cases passed: passed.",
        "Next: mockml start kmeans, or mockml list for another",
    ]


def test_a_failure_is_explained_under_its_case() -> None:
    """What was expected and got stands indented under the case, and the data is one command away."""
    assert render(case("failed", LONG), case(), width=60).split("\n") == [
        "kmeans.py: kmeans, seed 7",
        "",
        "  FAILED    finds two clusters",
        "            labels: expected shape (300,), got (300, 1); one",
        "            label for each row of X is wanted, in the order",
        "            of the rows",
        "  ok        finds two clusters",
        "",
        "1 of 2 cases passed: failed.",
        "Next: mockml grade kmeans.py --seed 7 --reveal shows the",
        "data of failed cases",
    ]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_a_word_in_the_same_column(outcome: Outcome) -> None:
    """Outcomes are words, not colours, and titles stand under each other whatever the outcome."""
    lines = render(case(outcome, "so it was"), case()).split("\n")
    assert lines[2].split("  finds")[0].strip() == MARKS[outcome]
    assert len({line.index("finds") for line in lines if "finds" in line}) == 1
    assert ("            so it was" in lines) == (outcome != "passed")


def test_a_slow_case_counts_as_passed_and_says_why() -> None:
    """Slow is no failure: it counts, and its message is there."""
    text = render(case("slow", "40 times the reference's time"))
    assert "1 of 1 cases passed: passed." in text
    assert "40 times the reference's time" in text


def test_cases_that_could_not_be_judged_are_not_counted_as_failed() -> None:
    """Where the judge could not judge, the score says of how many, and the verdict is neither passed nor failed."""
    assert "1 of 2 cases passed, 1 could not be judged: unjudged." in render(case(), case("unjudged", "no fork"))


def test_the_same_long_message_is_said_once_in_a_row() -> None:
    """A file that cannot be loaded explains it once; another message in between is never referred over."""
    text = render(*[case("invalid", LONG)] * 3, case("failed", "short"), case("failed", "short"), case("invalid", LONG))
    assert text.count("as above") == 2
    assert text.count("labels: expected shape") == 2
    assert text.count("            short") == 2


def test_the_data_is_shown_only_when_asked_for() -> None:
    """The call and what the solution printed are there with reveal, and not a word of them without."""
    failed = case("failed", "wrong", data="kmeans(X (4, 2), 2)", output="debugging\n  more")
    hidden, shown = render(failed), render(failed, reveal=True)
    assert "kmeans(X" not in hidden
    assert "debugging" not in hidden
    assert "            the call: kmeans(X (4, 2), 2)" in shown
    assert "            it printed:\n              debugging\n                more" in shown
    assert shown.endswith("Next: mockml grade kmeans.py --seed 7")


def test_what_was_printed_is_cut_and_blank_output_is_left_out() -> None:
    """A solution that prints without end does not fill the screen; one that prints only blanks shows nothing."""
    assert len(render(case("failed", "wrong", output="x" * 100_000), reveal=True)) < 1500
    assert "it printed" not in render(case("failed", "wrong", output=" \n\x1b[2J\n"), reveal=True)


def test_absent_isolation_is_said() -> None:
    """Each layer of isolation that was not there is named; where all were, nothing is said."""
    layers = (Layer("network", False, "x"), Layer("processes", True, "x"), Layer("disk", False, "x"))
    text = render_verdict(Verdict("kmeans", 7, (case(),), layers), "kmeans.py", 80, False)
    assert "Isolation that is not active here: network, disk." in " ".join(text.split())
    assert "Isolation" not in render_verdict(Verdict("kmeans", 7, (case(),), layers[1:2]), "kmeans.py", 80, False)


@pytest.mark.parametrize("file", ["my file.py", "it's.py", "$(rm x).py", "plain.py"])
def test_the_next_command_can_be_typed_as_it_stands(file: str) -> None:
    """A file name with blanks or quotes is quoted, so that the shell takes it as one word."""
    text = render(case("failed", "wrong"), file=file, width=120)
    words = shlex.split(text.split("Next: ")[1])
    assert words[:6] == ["mockml", "grade", file, "--seed", "7", "--reveal"]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("reveal", [False, True])
def test_hostile_text_is_harmless_and_fits(width: int, reveal: bool) -> None:
    """Names, titles, messages, data and output of a solution cannot reach the terminal's controls or the margin."""
    layers = tuple(Layer(f"{HOSTILE} layer {i}", False, HOSTILE) for i in range(5))
    cases = tuple(
        case(outcome, f"{HOSTILE} {LONG}\n{i}", title=f"{HOSTILE} {LONG}", data=HOSTILE * 9, output=f"{HOSTILE}\n" * 9)
        for i, outcome in enumerate(OUTCOMES)
    )
    text = render_verdict(Verdict("kmeans", 7, cases, layers), f"{HOSTILE}\n  ok  forged.py", width, reveal)
    assert not FORBIDDEN & set(text)
    assert not too_long(text, width)
    assert "owned" not in text
    assert not any(line.startswith("  ok  forged") for line in text.split("\n"))
