"""Loops: those that ship can be sat as they are, and each kind of fault is said in one line at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockml.bank.library import Bank
from mockml.bank.loops import LEVELS
from mockml.errors import BadSpec, NotFound
from tests.bank.sample import break_at_caret, write_rubric

LOOP = """id: mine
title: Mine
about: A small loop.
rounds:
  - id: puzzles
    title: Puzzles
    kind: outside
    minutes: 45
    advice: Two puzzles, elsewhere.
  - id: coding
    title: Coding
    kind: interview
    minutes: 45
    weight: 2
    pattern: clustering
    rubric: four-signal
  - id: words
    title: Words
    kind: quiz
    minutes: 9
    kinds: [depth]
    count: 2
    bands: {weak: 0.3, strong: 0.5, very strong: 0.8}
  - id: story
    title: Story
    kind: project
    minutes: 9
    questions: [project-hardest-bug]
decision:
  bands: {weak: 0.4, strong: 0.6, very strong: 0.85}
  enough: 2
  caps:
    - {round: coding, at: weak, cap: weak}
    - {kind: project, at: very weak, cap: strong}
  outcomes: {very weak: "no", weak: not yet, strong: "yes", very strong: gladly}
  explained: The middle of all.
"""
CODED = "expected one of problem and pattern"
SHARES = "expected a share for each of weak, strong, very strong"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A whole small loop."""
    path = tmp_path / "mine.yaml"
    path.write_text(LOOP)
    return path


def findings(path: Path) -> list[str]:
    """What is wrong with a loop's file, without its folder."""
    with pytest.raises(BadSpec) as caught:
        Bank().loop(str(path))
    assert all("\n" not in one for one in caught.value.findings)
    return [one.replace(f"{path.parent}/", "") for one in caught.value.findings]


@pytest.mark.parametrize("name", Bank().loop_names())
def test_loops_that_ship_are_whole(name: str) -> None:
    """Each loop has four to six rounds that name what is in the bank, and is at most an afternoon."""
    loop = Bank().loop(name)
    assert 4 <= len(loop.rounds) <= 6
    assert loop.minutes <= 180
    assert all(one.about for one in loop.rounds)
    assert any(one.kind == "interview" for one in loop.rounds)


def test_the_example_in_the_docs_is_a_loop(tmp_path: Path) -> None:
    """The loop that docs/loops.md shows can be begun as it stands."""
    docs = Path(__file__).parents[2] / "docs" / "loops.md"
    (tmp_path / "friday.yaml").write_text(docs.read_text().split("```yaml\n")[1].split("```")[0])
    loop = Bank().loop(str(tmp_path / "friday.yaml"))
    assert [one.asked for one in loop.rounds if one.kind in ("quiz", "system-design")] == [3, 1]


def test_what_ships() -> None:
    """Three loops ship; among them they have every kind of round."""
    names = Bank().loop_names()
    assert names == ["ml-engineer-switch", "new-grad", "research-engineer"]
    kinds = {one.kind for name in names for one in Bank().loop(name).rounds}
    assert kinds == {"interview", "quiz", "system-design", "project", "behavioural", "drill", "hunt", "outside"}


def test_a_file_is_a_loop(mine: Path) -> None:
    """A loop of one's own is read from its path, with the shares of points that each round has or takes over."""
    loop = Bank().loop(str(mine))
    assert [one.kind for one in loop.rounds] == ["outside", "interview", "quiz", "project"]
    assert loop.bands(loop.rounds[2])["strong"] == 0.5
    assert loop.bands(loop.rounds[3])["strong"] == 0.6
    assert [one.asked for one in loop.rounds[2:]] == [2, 1]


def test_a_rubric_of_one_s_own(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rubric is found beside the loop's file, wherever one is; it has to have the levels that rounds come to."""
    four = mine.parent / "four.yaml"
    text = (Bank().root / "rubrics" / "four-signal.yaml").read_text()
    four.write_text(text.replace("id: four-signal", "id: four"))
    mine.write_text(LOOP.replace("rubric: four-signal", "rubric: four.yaml"))
    monkeypatch.chdir("/")
    assert Bank().loop(str(mine)).rounds[1].rubric == str(four.resolve())
    other = write_rubric(mine.parent)
    mine.write_text(LOOP.replace("rubric: four-signal", f"rubric: {other}"))
    monkeypatch.chdir(tmp_path)
    said = f"rounds[1].rubric: a loop needs a rubric with the levels {', '.join(LEVELS)}"
    assert findings(mine) == [f"mine.yaml:16:13: {said}"]


def test_unknown_loops_are_said_with_the_nearest(tmp_path: Path) -> None:
    """A name that is none has a suggestion, a file that is none is named."""
    with pytest.raises(NotFound) as caught:
        Bank().loop("newgrad")
    assert (caught.value.exit_code, caught.value.hint) == (3, "did you mean new-grad?")
    with pytest.raises(NotFound, match=r"no loop file .*nowhere\.yaml"):
        Bank().loop(str(tmp_path / "nowhere.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: mine", "id: ‸other", "id: expected mine, the file's name, got other"),
        ("title: Mine", "title: ‸''", "title: expected some text"),
        ("kind: outside", "kind: ‸leetcode", "rounds[0].kind: expected one of interview, quiz, system-design, "),
        ("    minutes: 45\n    advice", "    minutes: ‸0\n    advice", "rounds[0].minutes: expected 1 to 240 minutes"),
        ("advice: Two puzzles, elsewhere.", "advice: ‸' '", "rounds[0].advice: expected some text"),
        ("kind: outside", "kind: outside\n    problem: ‸kmeans", "rounds[0].problem: a round of the kind outside has"),
        ("kind: interview", "kind: interview\n    count: ‸2", "rounds[1].count: a round of the kind interview has no"),
        ("kind: quiz", "kind: quiz\n    rubric: ‸four-signal", "rounds[2].rubric: a round of the kind quiz has no rub"),
        ("weight: 2", "weight: ‸-1", "rounds[1].weight: expected a weight from 0 to 10, got -1"),
        ("pattern: clustering", "pattern: ‸clusters", "rounds[1].pattern: no problem is of the pattern clusters; did"),
        ("pattern: clustering", "problem: ‸kmaens", "rounds[1].problem: no problem kmaens; did you mean kmeans?"),
        ("pattern: clustering", "problem: ‸../kmeans", "rounds[1].problem: no problem ../kmeans; did you mean kmeans?"),
        ("  - id: coding\n", "  - ‸id: coding\n    problem: kmeans\n", f"rounds[1]: {CODED}"),
        ("rubric: four-signal", "rubric: ‸four-sigal", "rounds[1].rubric: no rubric four-sigal; did you mean four-s"),
        ("kinds: [depth]", "kinds: [‸deep]", "rounds[2].kinds[0]: no kind of question: deep; did you mean depth?"),
        ("kinds: [depth]", "kinds: [depth]\n    topics: [‸lora2]", "rounds[2].topics[0]: no such topic: lora2; did yo"),
        ("count: 2", "count: ‸0", "rounds[2].count: expected 1 to 20 questions, got 0"),
        ("- id: words", "- ‸id: words\n    topics: [dropout]", "rounds[2]: expected 2 questions to choose, and there"),
        ("- id: words", "- ‸id: words\n    questions: [lora]", "rounds[2]: questions are named, and kinds, topics or"),
        ("weak: 0.3, strong: 0.5", "weak: 0.7, strong: 0.5", "rounds[2].bands: expected rising shares"),
        ("[project-hardest-bug]", "[‸project-hardest]", "rounds[3].questions[0]: no such question: project-hardest; d"),
        ("[project-hardest-bug]", "[‸lora]", "rounds[3].questions[0]: no such question: lora; "),
        ("id: story", "id: ‸words", "rounds[3].id: the id words is there twice"),
        ("{weak: 0.4, strong: 0.6, very strong: 0.85}", "‸{weak: 0.4, strong: 0.6}", f"decision.bands: {SHARES}"),
        ("enough: 2", "enough: ‸5", "decision.enough: expected 1 to 4, the rounds that count, got 5"),
        ("round: coding", "round: ‸codign", "decision.caps[0].round: no round codign; did you mean coding?"),
        ("kind: project, at", "kind: ‸hunt, at", "decision.caps[1].kind: no round is of the kind hunt"),
        ("{kind: project, at", "‸{at", "decision.caps[1]: expected one of round and kind"),
        ("at: weak, cap", "at: ‸wek, cap", "decision.caps[0].at: no level wek; did you mean weak?"),
        ("strong: \"yes\", ", "", "decision.outcomes: expected words for each of very weak, weak, strong, very strong"),
        ("enough: 2", "‸enuogh: 2", "decision: unknown key 'enuogh'; did you mean enough?"),
    ],
)  # fmt: skip
def test_faults_have_their_place(mine: Path, old: str, new: str, said: str) -> None:
    """What does not hold in a loop is said in a line, with its line and column."""
    Bank().loop(str(mine))
    if "‸" in new:
        expected = break_at_caret(mine, old, new, said)
    else:
        mine.write_text(LOOP.replace(old, new, 1))
        expected = said
    assert any(expected in one for one in findings(mine)), (expected, findings(mine))


def test_a_loop_is_more_than_one_round(mine: Path) -> None:
    """One round is no loop, and nine are no day."""
    head, tail = LOOP.split("  - id: coding")[0], LOOP[LOOP.index("decision:") :]
    mine.write_text(head + tail.replace("enough: 2", "enough: 1"))
    assert any("rounds: expected 2 to 8 rounds, got 1" in one for one in findings(mine))
