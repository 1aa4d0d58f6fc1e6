"""What the interviewer and the room say: words for phases, and the transcript that events make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mockml.bank.spec import Problem
from mockml.interview.phasewords import PHASE_WORDS
from mockml.interview.plan import Plan, clock_text
from mockml.record.events import Event
from mockml.record.phases import SELF_GRADE

Who = Literal["interviewer", "you", "room"]
Weight = Literal["plain", "heading", "aside", "alarm", "prompt"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: by whom, what, and at which session second."""

    who: Who
    text: str
    clock: float
    weight: Weight = "plain"

    @property
    def urgent(self) -> bool:
        """True for what a candidate should not miss: a phase begins, the last minute runs."""
        return self.weight in ("heading", "alarm")


def unwrap(markdown: str) -> str:
    """Markdown with each paragraph on one line, so that a screen can wrap it to its own width."""
    blocks = markdown.strip().split("\n\n")
    kept = ("    ", "- ", "```", "|", "1.")
    return "\n\n".join(block if block.startswith(kept) else " ".join(block.split()) for block in blocks)


def example_texts(problem: Problem) -> list[str]:
    """The visible examples as they would look in a Python session."""
    return [
        "\n".join(part for part in (e.given.rstrip(), f">>> {e.call}", str(e.expected), e.note) if part)
        for e in problem.body.examples
    ]


def prompt_text(problem: Problem) -> str:
    """All that a candidate is given: the prompt, the stub, the visible examples."""
    return "\n\n".join([unwrap(problem.body.prompt), problem.body.signature.strip(), *example_texts(problem)])


PAUSED = {
    "asked": "The clock is stopped. /resume lets it run.",
    "left": "Saved. The clock is stopped.",
    "away": "Saved. The clock runs on.",
    "gap": "The session broke off here.",
    "asleep": "The room stood still here: this machine, or the program, was suspended.",
}
WHY = {
    "start": "",
    "early": "",
    "time": "Time is up for that part. ",
    "submit": "",
    "back": "Back again. ",
}


def announce(phase: str, plan: Plan, clock: float, file: str, reason: str, tour: bool) -> str:
    """What is said as a phase begins: its name, its time, what it is for, and two moves one could make."""
    about = PHASE_WORDS[phase]
    purpose = about.purpose.format(file=file)
    if phase == SELF_GRADE:
        text = f"{WHY[reason]}{purpose}"
    else:
        left = clock_text(plan.end(phase) - clock)
        text = f"{WHY[reason]}{phase.upper()}, {left} min. {purpose} For example: {about.moves}"
    return f"{text}\n\n{about.tour.format(file=file)}" if tour and reason != "back" else text


def transcript(event: Event, problem: Problem, plan: Plan, file: str, tour: bool = False) -> list[Line]:
    """How one event reads in the transcript; some events are seen elsewhere and say nothing here."""
    data, clock = event.data, event.clock
    match event.kind:
        case "started":
            return [Line("interviewer", prompt_text(problem), clock, "prompt")]
        case "phase_entered":
            text = announce(str(data["phase"]), plan, clock, file, str(data["reason"]), tour)
            return [Line("room", text, clock, "heading")]
        case "extended":
            gained = clock_text(float(data["seconds"]))
            return [Line("room", f"{gained} min more for {data['phase']}, taken from what follows.", clock, "aside")]
        case "asked" | "noted":
            return [Line("you", str(data["text"]), clock)]
        case "answered" | "interjected":
            return [Line("interviewer", str(data["text"]), clock)]
        case "saved":
            return [Line("room", f"saved: {data['lines']} lines", clock, "aside")]
        case "tried":
            shown = f">>> {data['expr']}\n{data['output']}".rstrip()
            return [Line("room", shown, clock)]
        case "ran":
            return [Line("room", str(data["output"]), clock)]
        case "hinted":
            return [Line("interviewer", f"Hint {data['number']}: {data['text']}", clock)]
        case "paused":
            return [Line("room", PAUSED[str(data["reason"])], clock, "aside")]
        case "resumed":
            gap = clock_text(float(data["gap"]))
            if not data["gap"]:
                return [Line("room", "Back again; the clock ran on.", clock, "aside")]
            return [Line("room", f"The clock runs again, after a pause of {gap} min.", clock, "aside")]
        case "submitted":
            words = "Handed in." if data["reason"] == "asked" else "Time is up: your file is taken as it stands."
            return [Line("room", f"{words} The hidden cases are running.", clock, "aside")]
        case "graded":
            return [Line("room", "The hidden cases have run; you will see them in the debrief.", clock, "aside")]
        case "ticked":
            return [Line("you", f"{len(data['made'])} of {data['of']}", clock)]
        case "self_graded":
            return [Line("you", f"{data['signal']}: {data['level'] or 'no grade'}", clock)]
        case "finished":
            return [Line("room", "That was the interview. Well done for seeing it through.", clock, "heading")]
    return []


YOUR_CALL = (
    "That's your call: pick something sensible, state your assumption and go on.",
    "I leave that to you. Say what you assume, so that we both know it.",
    "I have no preference there. Decide, and tell me what you decided.",
)


def your_call(times: int) -> str:
    """The honest answer to what the problem does not settle."""
    return YOUR_CALL[times % len(YOUR_CALL)]


def again(answer: str) -> str:
    """A clarification that was given before, shortly."""
    first = answer.strip().split(". ")[0].rstrip(".")
    return f"As I said: {first[0].lower()}{first[1:]}." if first else "As I said."
