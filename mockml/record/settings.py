"""The user's settings: `config.toml` in the configuration folder, every one optional."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from mockml.errors import UsageProblem

THEMES = ("dark", "light", "terminal")
EXAMPLE = 'for example: screen = "plain"'


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the room looks and behaves where the command line does not say.

    `notify` tells when a phase change is sent to the desktop (OSC 9); `edit_cmd` starts an editor with its own window.
    """

    screen: Literal["full", "plain"] = "full"
    theme: Literal["dark", "light", "terminal"] = "dark"
    edit_cmd: str = ""
    bell: bool = True
    notify: Literal["unfocused", "always", "never"] = "unfocused"


def settings_path() -> Path:
    """Where the settings are read from. `MOCKML_HOME` overrides the system's place."""
    if home := os.environ.get("MOCKML_HOME"):
        return Path(os.path.expanduser(home)).absolute() / "config.toml"  # noqa: PTH111 - an unknown user stays as typed
    import platformdirs

    return Path(platformdirs.user_config_dir("mockml", appauthor=False)) / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """The settings; all at their defaults where there is no file. Raises UsageProblem, with the place."""
    path = path or settings_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", EXAMPLE) from None
    try:
        return msgspec.convert(tomllib.loads(text), Settings)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"{path}: {error}", EXAMPLE) from None
    except msgspec.ValidationError as error:
        names = [name for name in Settings.__struct_fields__ if f"$.{name}" in str(error)]
        line = next((i for i, row in enumerate(text.splitlines(), 1) if names and row.strip().startswith(names[0])), 1)
        hint = f"the settings are: {', '.join(Settings.__struct_fields__)}"
        raise UsageProblem(f"{path}:{line}: {error}", hint) from None
