"""What is said of each phase: what it is for, two moves one could make in it, and for `--tour` how it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from mockml.record.phases import CLARIFY, CODE, DISCUSS, OUTLINE, SELF_GRADE, TEST


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """A phase in words; `{file}` stands for the solution file."""

    purpose: str
    moves: str
    tour: str


PHASE_WORDS = {
    CLARIFY: PhaseWords(
        purpose="Ask what the prompt leaves open; a line you type is a question to the interviewer.",
        moves='"What does the input look like?" or "What should happen at the edges, with an empty one say?"',
        tour="Tour: the prompt leaves things open on purpose, and some of them decide hidden cases. The interviewer "
        "answers what the problem settles, and says so when a thing is left to you; then state what you assume. Four "
        "or five good questions are plenty. /next goes on as soon as you know what to build; unused time is kept.",
    ),
    OUTLINE: PhaseWords(
        purpose="Say how you will solve it before you write it; each line you type is noted.",
        moves='"First ..., then ..., until ..." with the shapes, or "The risky part is ..."',
        tour="Tour: three to six lines will do: the steps in order, the shape of each array, the cost, what could go "
        "wrong. Interviewers forgive a slip in code far more easily when they heard a sound plan first. Your lines are "
        "compared with the steps of a strong outline in the debrief.",
    ),
    CODE: PhaseWords(
        purpose="Write it in {file}, in your own editor; each save is noticed. Think aloud by typing here.",
        moves='/run for the examples and your tests, or "I use the mean because ..."',
        tour="Tour: /edit opens {file}; any editor will do. Get something simple to run early, save often, and type a "
        "line here whenever you make a choice: the reasons are what the rationale signal is made of. The interviewer "
        "may interrupt with a question, as in the room. /try EXPR evaluates a line with your file loaded; /hint helps, "
        "at a price that is told first.",
    ),
    TEST: PhaseWords(
        purpose="Show that it works; then /submit hands it in.",
        moves="/try with an input small enough to check by hand, or /run after adding a test_... function",
        tour="Tour: the hidden cases run only when you hand in, so this is your own proof. Think of the smallest "
        "input, ties, duplicates, a constant column, huge numbers, integers. Only what you ran after your last "
        "edit counts as verified.",
    ),
    DISCUSS: PhaseWords(
        purpose="A few questions about what you built, one at a time.",
        moves="type your answer in a sentence or two, or /pass; /next ends the interview",
        tour="Tour: from the easy to the senior. A strong answer names a limit, a cost or a trade-off, and what you "
        "would do about it. The points an interviewer listens for are in the debrief, beside what you said.",
    ),
    SELF_GRADE: PhaseWords(
        purpose="Now look back. Tick what you said, then grade yourself, before you see what the evidence suggests.",
        moves="",
        tour="Tour: read what was measured, then the levels, and choose. The debrief shows where your view and the "
        "evidence differ; over several sessions that difference is worth more than any single grade.",
    ),
}
