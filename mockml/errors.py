"""Every error a user can meet, with its exit code.

MockmlError                 base: a message, a hint, an exit code
├── UsageProblem       2    the arguments do not go together
├── BadFile            2    a solution file that cannot be used
├── BadSpec            2    a problem or rubric that does not hold; carries every finding
│   └── BadExport      2    an exported record that cannot be taken in
├── NotInstalled       2    a package that a problem needs is not there
├── NotFound           3    no such problem, session, question or rubric
├── CannotJudge        4    the judge itself could not judge
├── NeedsTerminal      5    asked for a full screen where there is none
└── RecordProblem      2    the record cannot be read or written
    └── SessionBusy    2    the session is open in another terminal
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class MockmlError(Exception):
    """Something to tell the user in one line, with what to do next."""

    exit_code = 2
    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(MockmlError):
    """The arguments do not go together."""

    code = "usage"


class BadFile(MockmlError):
    """A solution file that cannot be used."""

    code = "bad_file"


class BadSpec(MockmlError):
    """A problem or rubric that does not hold; `findings` has one line for each fault, with its place."""

    code = "bad_spec"

    def __init__(self, findings: Sequence[str], hint: str = "") -> None:
        super().__init__("\n".join(findings), hint)
        self.findings = tuple(findings)


class BadExport(BadSpec):
    """An exported record that cannot be taken in; nothing of it was."""

    code = "bad_export"


class NotInstalled(MockmlError):
    """A package that a problem needs is not installed."""

    code = "not_installed"


class NotFound(MockmlError):
    """No such problem, session, question or rubric."""

    exit_code = 3
    code = "not_found"


class CannotJudge(MockmlError):
    """The judge itself could not judge; nothing is said about the solution."""

    exit_code = 4
    code = "cannot_judge"


class NeedsTerminal(MockmlError):
    """A full screen was asked for where there is none."""

    exit_code = 5
    code = "needs_terminal"


class RecordProblem(MockmlError):
    """The record cannot be read or written."""

    code = "record"


class SessionBusy(RecordProblem):
    """The session is open in another terminal."""

    code = "session_busy"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `word`, or lists them; '' where none are known."""
    import difflib  # only where something was misspelt

    words = sorted(known)
    close = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return f"known: {', '.join(words)}" if words else ""
