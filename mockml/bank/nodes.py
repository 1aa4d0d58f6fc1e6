"""YAML text to node trees that are safe to walk: no aliases, and no deeper than a person would nest."""

from __future__ import annotations

import yaml

MAX_DEPTH = 40


class NotYaml(Exception):
    """Why a text cannot be read as YAML, and where; line and column count from 1."""

    def __init__(self, line: int, column: int, words: str) -> None:
        super().__init__(words)
        self.line, self.column, self.words = line, column, words


def compose(text: str) -> list[yaml.Node]:
    """The node trees of a text's documents, empty ones left out. Raises NotYaml."""
    try:
        _check_events(text)
        return [node for node in yaml.compose_all(text, yaml.CSafeLoader) if node is not None]
    except yaml.MarkedYAMLError as error:
        words = " ".join(part for part in (error.context, error.problem) if part)
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise NotYaml(line, column, f"not valid YAML: {words}") from error
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, error) from error


def _check_events(text: str) -> None:
    # Composing recurses in C, where depth ends the process, not the call; and a few lines of aliases can
    # stand for gigabytes. Events come one after the other, so both are seen before any harm is done.
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _refused(event, "nested too deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise _refused(event, "aliases are not used here")


def _refused(event: yaml.Event, words: str) -> NotYaml:
    mark = event.start_mark
    return NotYaml(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"not valid YAML: {words}")


def _unreadable(text: str, error: yaml.reader.ReaderError) -> NotYaml:
    # Here the place is a number of bytes from the start of the file.
    before = text.encode()[: error.position].decode(errors="ignore")
    column = len(before) - (before.rfind("\n") + 1) + 1
    return NotYaml(before.count("\n") + 1, column, f"not valid YAML: {error.reason}")
