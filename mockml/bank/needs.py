"""What a problem needs beyond mockml itself, and how to install it. Nothing is imported to find out."""

from __future__ import annotations

from importlib.util import find_spec

from mockml.bank.library import Bank
from mockml.bank.spec import Card, Problem
from mockml.errors import NotInstalled

EXTRAS = frozenset({"pandas"})


def missing(card: Card) -> list[str]:
    """The packages a problem needs that are not installed."""
    return [name for name in card.requires if not _is_installed(name)]


def need_installed(card: Card) -> None:
    """Raises NotInstalled, with how to install it, where a problem needs what is not installed."""
    if names := missing(card):
        raise NotInstalled(f"{card.id} needs {absence(names)}")


def runnable(bank: Bank, name: str) -> Problem:
    """A problem that can be run here. Raises NotFound, BadSpec, or NotInstalled without what it needs."""
    found = bank.problem(name)
    need_installed(found.card)
    return found


def absence(names: list[str]) -> str:
    """Packages that are not installed, in words, and the command that installs them."""
    wanted = [f'"mockml[{name}]"' if name in EXTRAS else name for name in names]
    return f"{' and '.join(names)}, which is not installed: pip install {' '.join(wanted)}"


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # a parent package that is not there, or a module that was put in by hand
        return False
