"""Arguments and options that several commands share."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer


def complete_problem(incomplete: str) -> list[str]:
    """Problem ids that begin with what was typed."""
    from mockml.bank.library import Bank

    return [name for name in Bank().problem_ids() if name.startswith(incomplete)]


def complete_exercise(incomplete: str) -> list[str]:
    """Ids of problems and of their parts that begin with what was typed."""
    from mockml.bank.library import Bank

    bank = Bank()
    return [name for name in (*bank.part_ids(), *bank.problem_ids()) if name.startswith(incomplete)]


def complete_rubric(incomplete: str) -> list[str]:
    """Rubric names that begin with what was typed."""
    from mockml.bank.library import Bank

    return [name for name in Bank().rubric_names() if name.startswith(incomplete)]


def typed_again(*given: tuple[str, object]) -> str:
    """Options as they were typed, for a command that is named next: those that were given, each with its values."""
    words: list[str] = []
    for name, value in given:
        for one in value if isinstance(value, list) else [value]:
            if one is True:
                words.append(name)
            elif one:
                words += [name, f"{one:g}" if isinstance(one, float) else f"{one}"]
    return "".join(f" {shlex.quote(word)}" for word in words)


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Seed = Annotated[int | None, typer.Option(min=0, max=2**32 - 1, help="The seed of the hidden data; else a new one.")]
Timeout = Annotated[float | None, typer.Option(min=0.1, max=600, help="Seconds that one case may take [10].")]
Problem = Annotated[str, typer.Argument(help="A problem's id, or its folder.", autocompletion=complete_problem)]
ProblemOption = Annotated[
    str | None,
    typer.Option("--problem", help="The problem, where the file does not name it.", autocompletion=complete_problem),
]
Files = Annotated[list[Path], typer.Argument(help="Solution files.", show_default=False)]
File = Annotated[Path, typer.Argument(help="A solution file.", show_default=False)]
Reveal = Annotated[bool, typer.Option("--reveal", help="Show the data of failed cases.")]
Session = Annotated[int | None, typer.Argument(help="A session's number; else the latest.", show_default=False)]
WorkFile = Annotated[Path | None, typer.Option("--file", help="The file to work in; else a new one is made.")]
ResumeExercise = Annotated[bool, typer.Option("--resume", help="Go on with one that was left or broke off.")]
Plain = Annotated[bool, typer.Option("--plain", envvar="MOCKML_PLAIN", help="Plain lines, no full screen.")]
RequireIsolation = Annotated[
    bool,
    typer.Option("--require-isolation", help="Run nothing and exit with 4 where a layer of the sandbox is absent."),
]
LocalImports = Annotated[
    bool, typer.Option("--allow-local-imports", help="Let the file import the modules that lie beside it.")
]
