"""`mockml list`, `show`, `rubric` and `where`: what there is. None of them imports NumPy or a screen."""

from __future__ import annotations

import textwrap
from typing import Annotated, Any

import msgspec
import typer

from mockml.bank.library import Bank
from mockml.bank.needs import missing
from mockml.bank.rubric import Rubric
from mockml.bank.spec import Card, Problem
from mockml.cli import options
from mockml.cli.output import Result, columns, emit, narrate, text_width
from mockml.interview.script import example_texts, unwrap

Spoilers = Annotated[bool, typer.Option("--spoilers", help="Also the answers, the cases and the reference.")]
RubricName = Annotated[
    str, typer.Argument(help="A rubric's name or a .yaml file.", autocompletion=options.complete_rubric)
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command("list", epilog="Example: mockml list --json")(list_problems)
    app.command(epilog="Example: mockml show kmeans")(show)
    app.command(epilog="Example: mockml rubric four-signal")(rubric)
    app.command(epilog="Example: mockml where")(where)


def list_problems(as_json: options.Json = False) -> None:
    """List the problems."""
    bank = Bank()
    cards = bank.cards()
    if not as_json:
        for finding in bank.broken():
            narrate(finding)
    data = [{**msgspec.to_builtins(card), "missing": missing(card)} for card in cards]
    rows = [("ID", "TITLE", "PATTERN", "DIFFICULTY", "NEEDS")]
    rows += [(c.id, c.title, c.pattern, c.difficulty, _needs(c)) for c in cards]
    example = cards[0].id if cards else "kmeans"
    text = f"{columns(rows)}\n\nNext: mockml start {example}"
    emit("list", Result(data, text), as_json=as_json)


def _needs(card: Card) -> str:
    absent = missing(card)
    return ", ".join(f"{name} (not installed)" if name in absent else name for name in card.requires)


def show(problem: options.Problem, spoilers: Spoilers = False, as_json: options.Json = False) -> None:
    """Show a problem as a candidate sees it. With --spoilers, as the interviewer does."""
    found = Bank().problem(problem)
    emit("show", Result(_data(found, spoilers), _text(found, spoilers)), as_json=as_json)


def _data(problem: Problem, spoilers: bool) -> dict[str, Any]:
    card, body = msgspec.to_builtins(problem.card), msgspec.to_builtins(problem.body)
    seen = ("entry", "forbids", "prompt", "signature", "examples")
    data = {**card, **{key: body[key] for key in seen}}
    if spoilers:
        data |= {key: value for key, value in body.items() if key not in seen}
        data["cases"] = [msgspec.to_builtins(case) for case in problem.cases]
        data["reference"] = (problem.folder / "reference.py").read_text(encoding="utf-8")
    return data


def _text(problem: Problem, spoilers: bool) -> str:
    body, width = problem.body, text_width()
    parts = [
        f"{problem.title} ({problem.card.pattern}, {problem.card.difficulty})",
        _wrapped(body.prompt, width),
        textwrap.indent(body.signature.rstrip(), "    "),
        *(textwrap.indent(example, "    ") for example in example_texts(problem)),
    ]
    if body.forbids:
        parts.append(f"Not to be used: {', '.join(body.forbids)}")
    if spoilers:
        parts += _spoilers(problem, width)
    parts.append(f"Next: mockml start {problem.id}")
    return "\n\n".join(parts)


def _spoilers(problem: Problem, width: int) -> list[str]:
    body = problem.body

    def bullets(title: str, items: list[str]) -> str:
        wrapped = [textwrap.fill(item.strip(), width, initial_indent="- ", subsequent_indent="  ") for item in items]
        return f"{title}\n" + "\n".join(wrapped)

    marks = {True: "essential", False: "minor"}
    return [
        bullets("SETTLED WHEN ASKED", [f"{c.topic} ({marks[c.essential]}): {c.answer}" for c in body.clarifications]),
        bullets("OUTLINE", body.outline),
        bullets("HINTS", body.hints),
        bullets("FOLLOW-UPS", [f"{f.ask} ({'; '.join(f.listen_for)})" for f in body.follow_ups]),
        f"COMPLEXITY\n- time {body.complexity.time}, space {body.complexity.space}",
        bullets("CASES", [f"[{case.tag}] {case.title}" for case in problem.cases]),
        "REFERENCE\n" + (problem.folder / "reference.py").read_text(encoding="utf-8").rstrip(),
    ]


def _wrapped(markdown: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width) for line in unwrap(markdown).split("\n"))


def rubric(name: RubricName = "four-signal", as_json: options.Json = False) -> None:
    """Show a rubric. What each level of each signal asks for, and how a decision is made."""
    found = Bank().rubric(name)
    emit("rubric", Result(msgspec.to_builtins(found), _rubric_text(found)), as_json=as_json)


def _rubric_text(rubric: Rubric) -> str:
    width = text_width()
    lines = [rubric.title, ""]
    for signal in rubric.signals:
        lines += [signal.title.upper(), textwrap.fill(signal.about.strip(), width), ""]
        for level in signal.levels:
            words = f"{level.level}: {level.description.strip()}"
            lines.append(textwrap.fill(words, width, initial_indent="  ", subsequent_indent="    "))
            lines += [
                textwrap.fill(need.says, width, initial_indent="    needs: ", subsequent_indent="           ")
                for need in level.needs
            ]
        lines.append("")
    lines += ["DECISION", textwrap.fill(rubric.decision.explained.strip(), width)]
    lines += [f"  {level}: {words}" for level, words in rubric.decision.outcomes.items()]
    return "\n".join(lines)


def where(as_json: options.Json = False) -> None:
    """Print where things are kept."""
    from mockml.bank.library import content_root
    from mockml.record.places import places

    paths = {"content": content_root(), **places()}
    rows = [(name, str(path)) for name, path in paths.items()]
    data = {name: str(path) for name, path in paths.items()}
    emit("where", Result(data, columns(rows)), as_json=as_json)
