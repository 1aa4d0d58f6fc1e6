"""Runs an interview: commits what the engine decides, shows it, carries out its effects, watches the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockml.bank.judging import visible_examples
from mockml.errors import MockmlError, RecordProblem
from mockml.host.jobs import Jobs, unjudged
from mockml.host.runtext import ran_data
from mockml.host.starter import starter_text
from mockml.host.watch import Watcher
from mockml.interview.clock import Clock
from mockml.interview.engine import Interview
from mockml.interview.script import Line
from mockml.interview.step import ChangeTheme, Diagnose, Effect, Grade, Leave, OpenEditor, RunVisible, Step, TryLine
from mockml.judge.outcomes import Verdict
from mockml.record.database import Record
from mockml.record.events import Event

if TYPE_CHECKING:
    from mockml.diagnosis.diagnose import Diagnosis
    from mockml.judge.service import Judge

HEARTBEAT_SECONDS = 0.5
NO_EDITOR = "No editor can be opened from here: open the file in one of your own."
NO_THEME = "Themes are for the full screen."


@dataclass(frozen=True, slots=True)
class Seat:
    """What a session is run with: its number in the record, the solution file, the time a case may take."""

    session: int
    path: Path
    timeout: float | None = None


def unseen(_line: Line) -> None:
    """Shows a line to nobody."""


class Host:
    """One session being run. A screen calls `start` or `resume`, then `line` and `tick`; lines come to `show`.

    Events are committed before they are shown. Where the record cannot be written, they are kept and tried again
    at every tick, and the candidate is told.
    """

    def __init__(self, interview: Interview, record: Record, seat: Seat, clock: Clock) -> None:
        self.interview, self.seat, self.clock = interview, seat, clock
        self.show: Callable[[Line], None] = unseen
        self.open_editor: Callable[[], None] = lambda: self.say(NO_EDITOR)
        self.change_theme: Callable[[str], None] = lambda _: self.say(NO_THEME)
        self.left: Leave | None = None
        self.watcher = Watcher(seat.path)
        self.jobs = Jobs(interview.problem, seat.timeout)
        self._record = record
        self._unsaved: list[Event] = []
        self._record_trouble = ""
        self._beat = 0.0
        self._alive = clock.now()

    # -- what a screen calls ---------------------------------------------------------------------------------

    def start(self, *, continuing: bool) -> None:
        """Begins a new session; `continuing` tells that the solution file was there already."""
        self.watcher.look()
        self._take(self.interview.start(self.clock.now()))
        name = self.interview.file
        words = f"going on with {name}, as it is" if continuing else f"your file is {name}"
        self.say(f"Seed {self.interview.seed}; {words}. /help lists what you can type.")
        if continuing:
            self._notice_save()

    def resume(self, last_seen: float) -> None:
        """Goes on with a session that was left or broke off."""
        for line in self.interview.history():
            self.show(line)
        self.watcher.look()
        self._take(self.interview.come_back(self.clock.now(), last_seen))
        self._notice_save()
        self._take(self.interview.line("/time", self.clock.now()))

    def line(self, text: str) -> None:
        """A line the candidate typed. The file is looked at first: what was saved before it comes before it."""
        self._live()
        self._look()
        self._take(self.interview.line(text, self.clock.now()))

    def tick(self, *, typing: bool = False) -> None:
        """Time has gone by: saves, answers of the judge, phases, the heartbeat."""
        self._live()
        self._look()
        self.jobs.warm()
        self.jobs.collect()
        self._take(self.interview.tick(self.clock.now(), typing=typing))
        self._heartbeat()

    def wait(self) -> None:
        """Waits for the judge, for candidates that are a script."""
        while self.jobs.busy and self.left is None:
            self.jobs.collect(wait=0.5)
            self._live()
            self._heartbeat()

    def leave(self) -> None:
        """The candidate is gone: saves and leaves."""
        self._look()
        if self.left is None:
            self._take(self.interview.end_of_input(self.clock.now()))

    def say(self, text: str) -> None:
        """Says something that is no event."""
        self._take(self.interview.said(text, self.clock.now()))

    def close(self) -> None:
        """Ends the judge, and tries a last time to write what could not be written.

        Raises RecordProblem when that fails too.
        """
        self.jobs.close()
        if self._unsaved:
            self._record.append(self.seat.session, self._unsaved, self.clock.now())

    # -- parts -----------------------------------------------------------------------------------------------

    def _live(self) -> None:
        """Tells a machine that was suspended from a candidate who is silent."""
        now, since = self.clock.now(), self._alive
        self._alive = now
        if now - since > self.clock.stalled and self.interview.events:
            self._take(self.interview.stood_still(since, now))

    def _take(self, step: Step) -> None:
        if step.events:
            self._unsaved += step.events
            self._commit()
        self.interview.apply(step)
        for line in step.lines:
            self.show(line)
        for effect in step.effects:
            self._carry_out(effect)

    def _commit(self) -> None:
        try:
            self._record.append(self.seat.session, self._unsaved, self.clock.now())
        except RecordProblem as error:
            self._in_trouble(error)
            return
        self._unsaved = []
        self._out_of_trouble()

    def _in_trouble(self, error: RecordProblem) -> None:
        if not self._record_trouble:
            self._record_trouble = error.message
            self.say(f"The record cannot be written ({error.message}). It is kept here and tried again.")

    def _out_of_trouble(self) -> None:
        if self._record_trouble:
            self._record_trouble = ""
            self.say("The record is written again; nothing is missing.")

    def _heartbeat(self) -> None:
        now = self.clock.now()
        if abs(now - self._beat) < HEARTBEAT_SECONDS:
            return
        self._beat = now
        if self._unsaved:
            self._commit()
        elif self.interview.state.running:
            try:
                self._record.heartbeat(self.seat.session, now)
            except RecordProblem as error:
                self._in_trouble(error)
            else:
                self._out_of_trouble()

    def _look(self) -> None:
        if self.watcher.look() and self.watcher.trouble:
            self.say(f"{self.watcher.trouble}. The last version read still counts.")
        self._notice_save()

    def _notice_save(self) -> None:
        version = self.watcher.version
        state = self.interview.state
        if version is None or (state.saved is not None and state.saved.sha == version.sha):
            return
        if state.saved is None and version.text == starter_text(self.interview.problem):
            return
        self._take(self.interview.saved(version.sha, version.text, self.clock.now()))

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Leave():
                self.left = effect
            case OpenEditor():
                self.open_editor()
            case ChangeTheme(name):
                self.change_theme(name)
            case Grade():
                seed, text = self.interview.seed, self._text()
                self.jobs.ask(lambda judge: judge.grade(self._submission(text), seed), self._graded)
            case Diagnose():
                self._diagnose()
            case RunVisible():
                problem, text = self.interview.problem, self._text()
                self.jobs.ask(lambda judge: judge.run(self._submission(text), visible_examples(problem)), self._ran)
            case TryLine(expression):
                text = self._text()
                self.jobs.ask(
                    lambda judge: judge.evaluate(expression, self._submission(text)),
                    lambda answer: self._tried(expression, answer),
                )

    def _diagnose(self) -> None:
        verdict, text = Verdict.from_dict(self.interview.state.verdict or {}), self._text()
        problem = self.interview.problem

        def job(judge: Judge) -> Diagnosis:
            from mockml.diagnosis.diagnose import diagnose

            return diagnose(problem, judge, self._submission(text), verdict)

        self.jobs.ask(job, self._diagnosed)

    def _diagnosed(self, answer: Diagnosis | MockmlError) -> None:
        strength, mistake = (None, None) if isinstance(answer, MockmlError) else answer.as_data()
        self._take(self.interview.diagnosed(strength, mistake, self.clock.now()))

    def _text(self) -> str:
        saved = self.interview.state.saved
        version = self.watcher.version
        if saved is not None:
            return saved.text
        return version.text if version is not None else ""

    def _submission(self, text: str) -> Any:
        from mockml.judge.submission import Submission

        return Submission(text, str(self.seat.path.resolve()))

    def _graded(self, answer: Verdict | MockmlError) -> None:
        if isinstance(answer, MockmlError):
            self.say(f"The hidden cases could not be run: {answer.message}")
            answer = unjudged(self.interview.problem, self.interview.seed, answer)
        self._take(self.interview.graded(answer, self.clock.now()))

    def _ran(self, answer: Any) -> None:
        if isinstance(answer, MockmlError):
            self.say(f"That could not be run: {answer.message}")
        elif not self.interview.state.finished:
            self._take(self.interview.ran(ran_data(answer), self.clock.now()))

    def _tried(self, expression: str, answer: Any) -> None:
        if isinstance(answer, MockmlError):
            self.say(f"That could not be run: {answer.message}")
        elif not self.interview.state.finished:
            output, failed = answer
            self._take(self.interview.tried(expression, output, failed, self.clock.now()))
