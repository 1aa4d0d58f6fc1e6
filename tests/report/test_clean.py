"""Text from outside, made safe to show; and lines laid out to a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockml.report.clean import clean
from mockml.report.layout import block, command, fill
from tests.report.sessions import FORBIDDEN, too_long

NASTY = st.text(
    st.sampled_from("\x1b\x07\x9b\\[]PX^_;0;31mHJ \n\t\r\x00\x85\u202e\u2066\u061c\ud800ab" + "é漢"), max_size=40
)

CLEANED = [
    ("plain, with ümläuts and 漢字", "plain, with ümläuts and 漢字"),
    ("two\nlines", "two\nlines"),
    ("a\tb", "a   b"),
    ("dos\r\nlines", "dos\nlines"),
    ("over\rwritten", "overwritten"),
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b[2J\x1b[Hhome", "home"),
    ("\x1b]0;title\x07kept", "kept"),
    ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
    ("\x1b]52;c;cGFzdGU=\x07", ""),
    ("before \x1b]0;never ends", "before 0;never ends"),
    ("\x1b(B\x1b7\x1bc", ""),
    ("bell\x07 back\x08 null\x00 delete\x7f next\x85", "bell back null delete next"),
    ("\u202efdp.exe\u202c", "fdp.exe"),
    ("\u061c\u2066a\u2069\u200e", "a"),
    ("lone \ud800 surrogate", "lone  surrogate"),
]


@pytest.mark.parametrize(("text", "shown"), CLEANED)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    """Words stay as they are; colours, titles, links, the clipboard and direction marks do not get through."""
    assert clean(text) == shown


@given(NASTY | st.text())
def test_nothing_forbidden_is_left(text: str) -> None:
    """No text, however it is nested or cut off, leaves a control character; cleaning twice changes nothing."""
    cleaned = clean(text)
    assert not FORBIDDEN & set(cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


def test_an_escape_that_never_ends_does_not_swallow_what_follows() -> None:
    """A solution cannot hide the rest of a message by opening a terminal string and not closing it."""
    assert "expected shape (3,)" in clean("\x1b]2;\nlabels: expected shape (3,), got (3, 1)")


@given(NASTY, st.integers(20, 120))
def test_paragraphs_and_blocks_are_clean_and_fit(text: str, width: int) -> None:
    """Laid-out text is as clean as cleaned text; only what has no place to break is longer than the width."""
    for lines in (fill(text, width, "  ", "    "), block(text, width, "   ")):
        assert not FORBIDDEN & set("\n".join(lines))
        assert not too_long("\n".join(lines), width)


def test_a_paragraph_is_one_paragraph() -> None:
    """A line break in a title or a file name cannot forge a line of its own."""
    assert fill("case\n  ok  forged", 80) == ["case   ok  forged"]


def test_a_block_keeps_its_lines_and_cuts_what_is_too_long() -> None:
    """A message of several lines stays so; a word with no end is cut at the width."""
    assert block("one\n  two\n" + "x" * 30, 20, "> ") == ["> one", ">   two", "> " + "x" * 18, "> " + "x" * 12]


def test_a_command_stays_on_one_line() -> None:
    """A command is moved whole to the next line, so that it can be copied."""
    lines = fill(f"Next: {command('mockml grade kmeans.py --seed 7')} shows more of it", 40)
    assert lines == ["Next: mockml grade kmeans.py --seed 7", "shows more of it"]
    assert fill(command("mockml grade " + "x" * 50 + " --seed 7"), 30, "  ") == [
        "  mockml grade " + "x" * 50 + " --seed 7"
    ]
