"""The debrief as an HTML page and as Markdown: whole, self-contained, and inert whatever a candidate typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mockml.bank.library import Bank
from mockml.bank.spec import Problem
from mockml.record.events import Event
from mockml.report.html import render_html
from mockml.report.markdown import inline, render_markdown
from mockml.report.page import build_page
from mockml.report.views import Page
from tests.conftest import Command
from tests.report.browser import Browser, find_chromium
from tests.report.sessions import HOSTILE, debriefed
from tests.scoring.scripted import but, play, with_tag

EVIL = (
    '<script>window.owned=1</script><img src=x onerror="window.owned=1"></style></script></textarea>'
    "<svg onload=window.owned=1>\" onmouseover=\"window.owned=1\" ' <a href='javascript:window.owned=1'>x</a> &lt; "
    "\n```\n~~~~~\n# not a heading\n" + HOSTILE + "w" * 400
)
PLAIN = "words\n" * 6
VOID = {"meta", "br", "hr", "img", "input", "link"}


def session(problem: Problem, *, evil: bool) -> list[Event]:
    """A rich session in which some cases fail; an evil one has hostile text wherever a candidate has a say."""
    candidate = but(outcomes=with_tag(problem, "edge", "failed", 2), interjections=2, hints=1)
    events = play(problem, candidate)
    source = (problem.folder / "reference.py").read_text()
    events = [replace(e, data={**e.data, "text": source}) if e.kind == "saved" else e for e in events]
    return [_said(e, EVIL if evil else PLAIN) for e in events]


def _said(event: Event, words: str) -> Event:
    data: dict[str, Any] = dict(event.data)
    for name in ("text", "expr", "output"):
        kinds = ("asked", "noted", "tried", "ran", *(("saved",) if words == EVIL else ()))
        if name in data and event.kind in kinds:
            data[name] = words
    if event.kind == "graded":
        cases = [{**c, "message": words, "output": words, "data": words} for c in data["verdict"]["cases"]]
        data["verdict"] = {**data["verdict"], "cases": cases}
    return replace(event, data=data)


def page_of(folder: Path, problem: Problem, *, evil: bool = False) -> Page:
    """The page of such a session."""
    folder.mkdir(exist_ok=True)
    events = session(problem, evil=evil)
    debrief = debriefed(folder, problem, events, file=f"/w/{EVIL[:60]}.py" if evil else "/w/kmeans.py")
    return build_page(debrief, problem, Bank().rubric("four-signal"), events, reveal=True)


class Elements(HTMLParser):
    """Every element of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps a tag and the names of its attributes."""
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every element is closed in its turn."""
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium, where this machine has one."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    browser = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


def test_the_page_tells_the_whole_debrief(tmp_path: Path, kmeans: Problem) -> None:
    """Decision, signals, time, cases, what was missed, follow-ups, the code and the next steps are all there."""
    page = page_of(tmp_path, kmeans)
    text = render_html(page)
    for words in ("Problem understanding", "Communication", "edge", "mockml grade", "Rationale", page.decision):
        assert words.lower() in text.lower()
    assert all(case.title in unescape(text) for case in kmeans.cases)


def test_hostile_text_adds_no_element(tmp_path: Path, kmeans: Problem) -> None:
    """A page full of hostile text has only kinds of elements and attributes that a harmless one has."""
    harmless = Elements(render_html(page_of(tmp_path / "a", kmeans)))
    evil = Elements(render_html(page_of(tmp_path / "b", kmeans, evil=True)))
    assert set(evil.found) - set(harmless.found) == set()
    assert evil.open == []
    assert sum(tag == "script" for tag, _ in evil.found) == sum(tag == "script" for tag, _ in harmless.found)
    assert not any(name.startswith("on") for _, names in evil.found for name in names)


def test_the_page_needs_nothing_else(tmp_path: Path, kmeans: Problem) -> None:
    """No address outside the page is in it, and its policy allows its own style and script only."""
    text = render_html(page_of(tmp_path, kmeans))
    assert re.findall(r"""\s(?:src|href)=["']?([^#"'\s>][^"'\s>]*)""", text) == []
    assert "default-src 'none'" in unescape(text)
    assert "unsafe" not in text


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("width", "dark"), [(1100, False), (1100, True), (360, False), (360, True)])
def test_the_page_in_a_browser(browser: Browser, tmp_path: Path, kmeans: Problem, width: int, dark: bool) -> None:
    """Light and dark, wide and narrow: no foreign script runs, nothing is fetched, and all fits the width."""
    path = tmp_path / "page.html"
    path.write_text(render_html(page_of(tmp_path, kmeans, evil=True)), encoding="utf-8")
    browser.open(path, width=width, dark=dark)
    assert browser.value("window.owned === undefined")
    assert browser.value("document.documentElement.scrollWidth") <= width
    requests = [event["request"]["url"] for event in browser.told("Network.requestWillBeSent")]
    assert [url for url in requests if not url.startswith("file:")] == []
    assert browser.told("Runtime.exceptionThrown") == []
    assert [e["entry"]["text"] for e in browser.told("Log.entryAdded") if e["entry"]["level"] == "error"] == []
    shade = browser.value("getComputedStyle(document.body).backgroundColor")
    lightness = sum(map(int, re.findall(r"\d+", shade)[:3])) / 3
    assert lightness < 80 if dark else lightness > 200


@pytest.mark.timeout(120)
def test_the_page_prints(browser: Browser, tmp_path: Path, kmeans: Problem) -> None:
    """Printed, it is some pages on white, whatever the screen's colours are."""
    path, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_text(render_html(page_of(tmp_path, kmeans)), encoding="utf-8")
    browser.open(path, dark=True, media="print")
    shade = browser.value("getComputedStyle(document.body).backgroundColor")
    assert [int(part) for part in re.findall(r"\d+", shade)[:3]] in (
        [255, 255, 255],
        [0, 0, 0],
    )  # white, or none at all
    browser.pdf(printed)
    assert printed.read_bytes().startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) <= 40


@pytest.mark.timeout(120)
def test_the_code_can_be_stepped_through(browser: Browser, tmp_path: Path, kmeans: Problem) -> None:
    """One version shows at a time, the last one first; without a script, all can be unfolded and the last one is."""
    page = page_of(tmp_path, kmeans)
    count = len(page.versions)
    assert count > 1
    path = tmp_path / "page.html"
    path.write_text(render_html(page), encoding="utf-8")
    seen = "[...document.querySelectorAll('.version')].map(v => v.getBoundingClientRect().height > 0)"
    browser.open(path)
    assert browser.value(seen) == [False] * (count - 1) + [True]
    browser.value("document.getElementById('earlier').click()")
    assert browser.value(seen) == [False] * (count - 2) + [True, False]
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
        assert browser.value(seen) == [True] * count
        unfolded = "[...document.querySelectorAll('.version')].map(v => v.open)"
        assert browser.value(unfolded) == [False] * (count - 1) + [True]
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("media", ["", "print"])
def test_lines_of_the_page_are_whole(browser: Browser, tmp_path: Path, kmeans: Problem, media: str) -> None:
    """A time and a speaker in the transcript stand on one line, and so does a short row of code."""
    path = tmp_path / "page.html"
    path.write_text(render_html(page_of(tmp_path, kmeans)), encoding="utf-8")
    browser.open(path, media=media)
    lines = """(at => [...document.querySelectorAll(at)].map(e => {
        const range = document.createRange(); range.selectNodeContents(e);
        return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size; }))"""
    times = browser.value(f"{lines}('.events td:not(.words)')")
    assert set(times) == {1}
    heights = "[...document.querySelectorAll('.version[open] .row')].map(e => e.getBoundingClientRect().height)"
    rows = [height for height in browser.value(heights) if height]
    assert rows
    assert min(rows) < 25


def test_markdown_keeps_foreign_text_in_its_place(tmp_path: Path, kmeans: Problem) -> None:
    """What a candidate typed opens no heading and no code block of its own, and no control character is in it."""
    harmless = render_markdown(page_of(tmp_path / "a", kmeans))
    evil = render_markdown(page_of(tmp_path / "b", kmeans, evil=True))
    assert [h.split(":")[0] for h in _headings(evil)] == [h.split(":")[0] for h in _headings(harmless)]
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(evil)


def test_no_markdown_of_a_candidate_takes_effect(tmp_path: Path, kmeans: Problem) -> None:
    """Read by a Markdown parser, hostile words make no blocks of their own, and no link, image or HTML."""
    from markdown_it import MarkdownIt

    read = MarkdownIt("gfm-like", {"linkify": False}).parse
    harmless = read(render_markdown(page_of(tmp_path / "a", kmeans)))
    evil = read(render_markdown(page_of(tmp_path / "b", kmeans, evil=True)))
    assert {token.type for token in evil} <= {token.type for token in harmless}
    assert [token.tag for token in evil if token.type == "heading_open"] == [
        token.tag for token in harmless if token.type == "heading_open"
    ]
    assert sum("w" * 400 in token.content for token in evil if token.type == "fence") > 5
    assert {child.type for token in evil for child in token.children or ()} <= {"text", "strong_open", "strong_close"}


@pytest.mark.parametrize(
    "words",
    [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "2) a",
        "= a",
        "[a](b)",
        "![a](b)",
        "*a* _b_ ~~c~~",
        "`a`",
        "<b>",
        "a | b",
        "max_iters",
        "&lt;",
        "\\",
    ],
)
def test_one_line_reads_as_it_was_typed(words: str) -> None:
    """Whatever stands in a list item is shown letter for letter, and makes nothing but text."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"- {inline(words)}")
    kinds = ["bullet_list_open", "list_item_open", "paragraph_open", "inline"]
    assert [token.type for token in tokens[:4]] == kinds
    assert "".join(child.content for child in tokens[3].children or ()) == words
    assert {child.type for child in tokens[3].children or ()} <= {"text", "text_special"}


def _headings(text: str) -> list[str]:
    """The headings outside of fenced blocks."""
    found, fence = [], ""
    for line in text.splitlines():
        mark = re.match(r"^(`{3,}|~{3,})", line)
        if fence:
            fence = "" if mark and line.strip() == fence else fence
        elif mark:
            fence = mark[1]
        elif line.startswith("#"):
            found.append(line)
    assert fence == ""
    return found


def test_a_page_is_never_written_over_something_else(mockml: Command, tmp_path: Path) -> None:
    """An earlier report is replaced; any other file stays, unless --force; formats do not go together."""
    assert mockml("demo", "--keep", str(tmp_path / "home")).returncode == 0
    assert mockml("report", "1", "--html").returncode == 0
    assert Path("mockml-session-1.html").read_text().startswith("<!doctype html>")
    assert mockml("report", "1", "--html").returncode == 0
    Path("mine.html").write_text("mine")
    refused = mockml("report", "1", "--html", "-o", "mine.html")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert Path("mine.html").read_text() == "mine"
    assert mockml("report", "1", "--html", "-o", "mine.html", "--force").returncode == 0
    assert mockml("report", "1", "--html", "--json").returncode == 2
    assert mockml("report", "1", "--html", "-o", "-").stdout.startswith("<!doctype html>")
    assert mockml("report", "1", "--markdown").stdout.startswith("# Mock interview debrief")
