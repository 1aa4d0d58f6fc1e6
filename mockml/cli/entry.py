"""The console script: starts what takes long before the rest is imported, runs the command, and ends at once."""

from __future__ import annotations

import contextlib
import os
import sys

JUDGES = ("grade", "run")


def entry() -> None:
    """Runs `mockml`, and ends without the taking apart of what the system takes back anyway."""
    judged = sys.argv[1:2] and sys.argv[1] in JUDGES and not {"-h", "--help"} & set(sys.argv)
    if judged:
        from mockml.judge.process import start_early

        start_early()  # it imports NumPy while this process imports the command line
    from mockml.cli.main import main

    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    if judged:
        from mockml.judge.process import close_early

        close_early()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
