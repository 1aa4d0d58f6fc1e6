"""Opens the solution file in the candidate's own editor: in a window of its own, beside the room, or in its place."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from mockml.errors import UsageProblem

TICK_SECONDS = 0.25
WIDE, HIGH = 160, 40
NONE = "No editor is known: set $EDITOR, or open the file in any editor of yours."
BACK = "Back from the editor."


def start_apart(command: str, path: Path) -> None:
    """Starts an editor that has a window of its own, without waiting. Raises UsageProblem if it can't be started."""
    try:
        subprocess.Popen(  # noqa: S603 - the user's own editor
            [*shlex.split(command), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        words_said = getattr(error, "strerror", None) or str(error)
        raise UsageProblem(f"--edit-cmd {command!r}: {words_said}", "for example: --edit-cmd 'code'") from None


def open_file(path: Path, edit_cmd: str, here: Callable[[Sequence[str]], None]) -> str:
    """Opens the file as well as this terminal can; what to say of it.

    `edit_cmd` starts an editor with a window of its own. Else $VISUAL or $EDITOR is used: beside the room inside tmux,
    and through `here`, which hands the terminal over, anywhere else.
    """
    if edit_cmd:
        try:
            start_apart(edit_cmd, path)
        except UsageProblem as error:
            return f"{error.message} ({error.hint})"
        return f"Opened with {edit_cmd}."
    try:
        words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError as error:
        return f"$VISUAL or $EDITOR cannot be read: {error}."
    words = words or [found for name in ("nano", "vi") if (found := shutil.which(name))][:1]
    if not words or shutil.which(words[0]) is None:
        return f"{words[0]} is not there to be run; set $EDITOR." if words else NONE
    if os.environ.get("TMUX"):
        return _beside([*words, str(path)])
    try:
        here([*words, str(path)])
    except OSError as error:
        return f"{words[0]} could not be run: {error.strerror or error}."
    return BACK


def run_here(words: Sequence[str], tick: Callable[[], object]) -> None:
    """Runs an editor in this terminal to its end; the room lives on behind it. Raises OSError."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the editor's
    try:
        process = subprocess.Popen(list(words))  # noqa: S603 - the user's own editor
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(TICK_SECONDS)
            tick()
    finally:
        signal.signal(signal.SIGINT, before)


def _beside(words: Sequence[str]) -> str:
    """A pane where both have space, else a tmux window; the room stays as it is."""
    size = shutil.get_terminal_size()
    beside = ["split-window", "-h"] if size.columns >= WIDE else ["split-window", "-v"] if size.lines >= HIGH else None
    command = ["tmux", *(beside or ["new-window"]), "-c", str(Path.cwd()), shlex.join(words)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        return f"tmux could not open the editor: {done.stderr.strip() or done.returncode}."
    return "Your editor is in a pane beside this one." if beside else "Your editor is in a tmux window of its own."
