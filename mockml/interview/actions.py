"""What a candidate can do: one registry of actions, which feeds both screens, `/help` and the docs."""

from __future__ import annotations

from dataclasses import dataclass

from mockml.errors import nearest


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do in a session: its slash command, its key on the full screen, and a line of help."""

    name: str
    help: str
    argument: str = ""
    key: str = ""
    optional: bool = False  # the argument may be left out

    @property
    def usage(self) -> str:
        """How it is typed."""
        argument = f"[{self.argument}]" if self.optional else self.argument
        return f"/{self.name} {argument}".rstrip()


ACTIONS = (
    Action("ask", "ask the interviewer (plain text does so while clarifying)", "QUESTION"),
    Action("note", "think aloud; goes into the record (plain text does so elsewhere)", "TEXT"),
    Action("run", "run the visible examples and your own tests", key="f5"),
    Action("try", "evaluate a line of Python with your file loaded", "EXPR", key="f6"),
    Action("edit", "open the file in your editor ($VISUAL, $EDITOR; beside the room inside tmux)", key="f2"),
    Action("hint", "have a hint; it is noted in the debrief", key="f4"),
    Action("next", "go on to the next phase", key="f8"),
    Action("more", "stay longer in this phase; the minutes are taken from the later ones", "MINUTES", optional=True),
    Action("back", "return to the phase before (not with --strict)"),
    Action("pass", "leave the interviewer's question unanswered"),
    Action("submit", "hand in: the hidden cases run", key="f9"),
    Action("time", "how much time is left", key="f3"),
    Action("prompt", "read the problem again"),
    Action("pause", "stop the clock (with --allow-pause); shown in the record"),
    Action("resume", "let the clock run again"),
    Action("theme", "other colours on the full screen: light, dark or terminal", "NAME", key="f7", optional=True),
    Action("help", "what can be typed", key="f1"),
    Action("quit", "save and leave; go on later with: mockml resume", key="f10"),
)
BY_NAME = {action.name: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Command:
    """What the candidate typed, as data: an action's name, or "say" for plain text, and its text."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A line that is no command, and what to say of it."""

    message: str


def parse(line: str) -> Command | Misunderstood | None:
    """A line as a command; None for an empty one."""
    text = line.strip()
    if not text:
        return None
    if not text.startswith("/"):
        return Command("say", text)
    name, _, rest = text[1:].partition(" ")
    begun, rest = _begun(name.lower()), rest.strip()
    action = begun[0] if len(begun) == 1 else None
    if len(begun) > 1:
        return Misunderstood(f"/{name} could be {' or '.join(f'/{one.name}' for one in begun)}.")
    if action is None:
        return Misunderstood(f"There is no /{name} ({nearest(name, BY_NAME)}). /help lists the commands.")
    if action.argument and not action.optional and not rest:
        return Misunderstood(f"It goes like this: {action.usage}")
    return Command(action.name, rest)


def _begun(name: str) -> list[Action]:
    """The action of that name, or all that begin so."""
    if name in BY_NAME:
        return [BY_NAME[name]]
    return [action for action in ACTIONS if name and action.name.startswith(name)]


def completed(text: str) -> str:
    """A slash command that was begun, as far as it is plain how it goes on; other text as it is."""
    ways = [f"/{action.name} " if action.argument else f"/{action.name}" for action in ACTIONS]
    fitting = [way for way in ways if way.startswith(text.lower())] if text.startswith("/") else []
    if not fitting:
        return text
    shortest = min(fitting, key=len)
    same = (i for i in range(len(shortest), 0, -1) if all(way.startswith(shortest[:i]) for way in fitting))
    return shortest[: next(same)]
