"""The `mockml` command: runs what was typed, and turns every error into one clear line and an exit code."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from mockml import __version__
from mockml.cli.output import Result, emit, envelope, narrate, write, write_error, write_json
from mockml.errors import MockmlError, UsageProblem, nearest

WELCOME = f"""mockml {__version__}: mock interviews for machine-learning coding rounds

  mockml demo             watch a whole interview in a few seconds
  mockml list             the problems
  mockml start kmeans     sit in the room: 45 minutes, an interviewer, your own editor
  mockml --help           everything else"""

# Typer carries its own copy of Click or uses the installed one, by its version: these are the right classes in both.
UsageError: Any = typer.BadParameter.__mro__[1]
ClickException: Any = typer.BadParameter.__mro__[2]

EXIT_INTERRUPTED = 130
EXIT_UNEXPECTED = 4


class InOrder(TyperGroup):
    """Lists the commands as a newcomer meets them; else those that have commands of their own would come last."""

    def list_commands(self, context: Any) -> list[str]:
        """The names of the commands, in the order of MODULES."""
        return sorted(super().list_commands(context), key=app_commands().index)


app = typer.Typer(
    name="mockml",
    cls=InOrder,
    help="Mock interviews for machine-learning coding rounds: a prompt that leaves things open, an interviewer who "
    "answers what is asked, a clock, hidden NumPy cases, and a debrief that points at evidence.",
    epilog="Try: mockml demo",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
# The commands of each module: only the one that was typed is imported, for the start of it to be felt.
MODULES = {
    "session": ("start", "resume", "demo"),
    "drilling": ("drill",),
    "hunting": ("hunt",),
    "quiz": ("quiz",),
    "looping": ("loop",),
    "practising": ("next", "plan"),
    "progress": ("stats",),
    "past": ("history", "report"),
    "deleting": ("delete",),
    "grading": ("grade", "run"),
    "browse": ("list", "show", "rubric", "where"),
    "moving": ("export", "import"),
    "doctor": ("doctor",),
    "check": ("check",),
}


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version."),
) -> None:
    """Mock interviews for machine-learning coding rounds."""
    if version:
        emit("version", Result(None, f"mockml {__version__}"), as_json=False)
        raise typer.Exit
    if context.invoked_subcommand is None:
        emit("mockml", Result(None, WELCOME), as_json=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command. Always ends in SystemExit, with one of the exit codes that are documented."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        load(words)
        code = app(args=words, prog_name="mockml", standalone_mode=False)
        raise SystemExit(code if isinstance(code, int) else 0)
    except MockmlError as error:
        fail(error, words)
    except UsageError as error:
        fail(_usage(error), words)
    except (typer.Abort, KeyboardInterrupt):
        write(sys.stderr, "")
        raise SystemExit(EXIT_INTERRUPTED) from None
    except ClickException as error:
        fail(UsageProblem(error.format_message()), words)
    except Exception as error:
        fail(_unexpected(error), words)


def load(words: Sequence[str]) -> None:
    """Adds the command that was typed; all of them where it is not plain which one; none where none is needed."""
    if list(words) in ([], ["--version"]):
        return
    typed = words[0]
    chosen = [module for module, names in MODULES.items() if typed in names]
    added = {info.name or getattr(info.callback, "__name__", "") for info in app.registered_commands}
    added |= {info.name for info in app.registered_groups}
    for module in chosen or MODULES:
        if not added & set(MODULES[module]):
            importlib.import_module(f"mockml.cli.{module}").register(app)


def call(words: Sequence[str]) -> int:
    """Runs another command within one; its exit code. Raises what it raises."""
    load(words)
    try:
        app(args=list(words), prog_name="mockml", standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def fail(error: MockmlError, words: Sequence[str]) -> None:
    """Says what went wrong, in the envelope where `--json` was asked for, and exits.

    Raises SystemExit.
    """
    if "--json" in words:
        command = next((word for word in words if not word.startswith("-")), "mockml")
        write_json(envelope(command, error.exit_code, None, [error]))
    else:
        write_error(error)
    raise SystemExit(error.exit_code)


def _usage(error: Any) -> MockmlError:
    context = error.ctx
    message = error.format_message().rstrip(".")
    path = context.command_path if context is not None else "mockml"
    if context is not None and context.parent is None and message.startswith("No such command"):
        name = message.split("'")[1] if "'" in message else ""
        return UsageProblem(f"no command {name!r}", nearest(name, app_commands()) + " (mockml --help)")
    return UsageProblem(message, f"see: {path} --help")


def app_commands() -> list[str]:
    """The names of all commands."""
    return [name for names in MODULES.values() for name in names]


class Unexpected(MockmlError):
    """A fault of ours."""

    exit_code = EXIT_UNEXPECTED
    code = "unexpected"


def _unexpected(error: Exception) -> MockmlError:
    import traceback

    from mockml.record.places import log_dir

    try:
        path = log_dir() / f"crash-{time.strftime('%Y%m%d-%H%M%S')}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        where = f"details in {path}; please report it with that file"
    except (OSError, MockmlError):
        where = "please report it"
        narrate("".join(traceback.format_exception_only(error)).strip())
    return Unexpected(f"something went wrong inside mockml: {type(error).__name__}", where)
