"""Settings: every one optional, and a wrong one said with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mockml.errors import UsageProblem
from mockml.record.settings import Settings, load_settings, settings_path
from tests.conftest import Command


def write(text: str) -> Path:
    """The settings file, with that text."""
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_without_a_file_there_are_defaults() -> None:
    """Nobody has to write settings."""
    assert load_settings() == Settings()
    assert settings_path() == Path(os.environ["MOCKML_HOME"]) / "config.toml"


def test_settings_are_read() -> None:
    """What the file says is what holds; the rest stays as it is."""
    write('screen = "plain"\ntheme = "light"\nbell = false\n')
    assert load_settings() == Settings(screen="plain", theme="light", bell=False)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('theme = "dark"\nscreen = "tiny"\n', ":2:", "tiny"),
        ("bell = 1\n", ":1:", "bool"),
        ('colour = "red"\n', ":1:", "colour"),
        ("bell = \n", "", "line 1"),
        ("\udcff", "", "UTF-8"),
    ],
)
def test_wrong_settings_are_said_with_their_place(text: str, place: str, words: str) -> None:
    """A wrong value, an unknown name, broken TOML and a file that is no text each give one line."""
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageProblem) as caught:
        load_settings()
    assert place in caught.value.message
    assert words in caught.value.message
    assert "\n" not in caught.value.message


def test_the_command_says_what_is_wrong(mockml: Command) -> None:
    """`start` with broken settings ends with 2 and one line, before anything is written."""
    write("screen = 3\n")
    done = mockml("start", "kmeans")
    assert done.returncode == 2
    assert "config.toml:1:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("kmeans.py").exists()


def test_where_names_the_settings(mockml: Command) -> None:
    """`mockml where` says which file to write."""
    assert str(settings_path()) in mockml("where").stdout
