"""The prompt's pane: the words wrapped to its width, the code as it stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from mockml.bank.spec import Problem
from mockml.interview.script import example_texts, unwrap
from mockml.report.clean import clean


class PromptPane(VerticalScroll):
    """What a candidate is given: prompt, stub and examples."""

    can_focus = False

    def __init__(self, problem: Problem) -> None:
        super().__init__(id="prompt-pane")
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Words first, code below."""
        body = self._problem.body
        yield Static(_spans(clean(unwrap(body.prompt))), markup=False)
        for code in (body.signature.strip(), *example_texts(self._problem)):
            yield Static(clean(code), markup=False, classes="code")

    def page(self, rows: int) -> None:
        """Scrolls by rows."""
        self.scroll_relative(y=rows, animate=False)


def _spans(text: str) -> Content:
    """Text whose code spans are set off by their style instead of their backticks."""
    parts = text.split("`")
    return Content.assemble(*((part, "bold $text-accent" if i % 2 else "") for i, part in enumerate(parts)))
