"""Runs a drill or a hunt: keeps where it stands before it is shown, asks the judge, notices saves within a blink."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockml.bank.judging import visible_examples
from mockml.errors import MockmlError, RecordProblem
from mockml.host.jobs import Jobs, unjudged
from mockml.host.runtext import run_text
from mockml.host.watch import Watcher
from mockml.interview.clock import Clock
from mockml.judge.outcomes import Verdict
from mockml.practice.drilling import Drill
from mockml.practice.exercise import Effect, Finish, GiveUp, Grade, Leave, Outcome, RunVisible, Say
from mockml.practice.exercise_words import Standing, mistake_text, result_text, standing_text
from mockml.record.attempts import Attempt
from mockml.record.database import Record
from mockml.record.practice import Practice, local_date
from mockml.record.unfinished import Bench, Unfinished

if TYPE_CHECKING:
    from mockml.diagnosis.naming import Mistake
    from mockml.judge.service import Judge

BEAT_SECONDS = 2.0
SETTLE_SECONDS = 0.3  # editors remove, empty or rename a file for a moment while they save
Show = Callable[[str, float, bool], None]


def unseen(_text: str, _clock: float, _urgent: bool) -> None:
    """Shows it to nobody."""


class Workout:
    """One exercise being run. A screen calls `begin`, then `line` and `tick`; what is said comes to `show`."""

    def __init__(self, drill: Drill, record: Record, row: Unfinished, clock: Clock, timeout: float | None) -> None:
        self.drill, self.row, self.clock = drill, row, clock
        self.path = Path(row.file)
        self.show: Show = unseen
        self.left = False
        self.outcome: Outcome | None = None
        self.jobs = Jobs(drill.task.problem, timeout)
        self._record, self._bench = record, Bench(record)
        self._watcher = Watcher(self.path)
        self._sha = ""
        self._unsettled = 0.0  # since when the file is empty or cannot be read; 0 where it is neither
        self._told = ""
        self._kept: dict[str, Any] = dict(row.data)
        self._beat_at = 0.0
        self._trouble = ""
        self._unwritten: list[Attempt | None] = []

    # -- what a screen calls ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Shows the task, and judges the file where there is something in it already."""
        self.jobs.warm()
        self._watcher.look()  # before anything is shown: what is saved after that is a save
        version = self._watcher.version
        self._take(self.drill.begin(self.clock.now()))
        if version is not None:
            self._sha = version.sha
            self._take(self.drill.found(version.text, self.clock.now()))

    def line(self, text: str) -> None:
        """A line the candidate typed. What was saved before it comes before it."""
        self._look()
        self._take(self.drill.line(text, self.clock.now()))

    def tick(self) -> None:
        """Time has gone by: saves, the judge's answers, marks of time, a sign of life."""
        self._look()
        self.jobs.collect()
        now = self.clock.now()
        self._take(self.drill.tick(now))
        if abs(now - self._beat_at) >= BEAT_SECONDS and not self.left and self.outcome is None:
            self._beat_at = now
            self._keep()  # what could not be written before
            self._write(lambda: self._bench.beat(self.row.id, self.drill.state.used, now))

    def wait(self) -> None:
        """Waits for the judge, for candidates that are a script."""
        while self.jobs.busy and not self.left:
            self.jobs.collect(wait=0.1)
            self.tick()

    def leave(self) -> None:
        """The candidate is gone: saves and leaves."""
        if not self.left and self.outcome is None:
            self._look()
            self._keep()
        self.left = True

    def say(self, text: str) -> None:
        """Says something."""
        self._take([Say(text)])

    def close(self) -> None:
        """Ends the judge, and tries a last time to write what could not be. Raises RecordProblem where that fails."""
        self.jobs.close()
        for attempt in self._unwritten:
            self._bench.finish(self.row.id, attempt)
        if self.outcome is None:
            self._bench.keep(self.row.id, self.drill.state.used, self.drill.state.as_data(), self.clock.now())

    # -- parts -----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Takes in what was saved. An empty or unreadable file is given a moment to become whole."""
        self._watcher.look()
        version, now = self._watcher.version, self.clock.now()
        whole = not self._watcher.trouble and (version is None or bool(version.text.strip()))
        if whole:
            self._unsettled, self._told = 0.0, ""
        else:
            self._unsettled = self._unsettled or now
            if now - self._unsettled < SETTLE_SECONDS:
                return
        if self._watcher.trouble:
            if self._watcher.trouble != self._told:
                self._told = self._watcher.trouble
                self.say(f"{self._told}. What was saved before still counts; save it again to go on.")
        elif version is not None and version.sha != self._sha:
            self._sha = version.sha
            self._take(self.drill.saved(version.text, now))

    def _take(self, effects: list[Effect]) -> None:
        if not effects:
            return
        if not any(isinstance(effect, Finish) for effect in effects):
            self._keep()
        for effect in effects:
            self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Say(text, urgent):
                self.show(text, self.drill.state.used, urgent)
            case Grade(text, seed):
                self.jobs.ask(lambda judge: judge.grade(self._submission(text), seed), lambda a: self._judged(a, seed))
            case GiveUp():
                self.jobs.give_up()
            case RunVisible(text):
                problem = self.drill.task.problem
                self.jobs.ask(lambda judge: judge.run(self._submission(text), visible_examples(problem)), self._ran)
            case Finish(outcome, verdict):
                self._finish(outcome, verdict)
            case Leave():
                self.leave()

    def _judged(self, answer: Verdict | MockmlError, seed: int) -> None:
        if isinstance(answer, MockmlError):
            answer = unjudged(self.drill.task.problem, seed, answer)
        self._take(self.drill.judged(answer, self.clock.now()))

    def _ran(self, answer: Any) -> None:
        failed = isinstance(answer, MockmlError)
        self.say(f"That could not be run: {answer.message}" if failed else run_text(answer))

    def _finish(self, outcome: Outcome, verdict: Verdict | None) -> None:
        task = self.drill.task
        self.outcome = outcome
        attempt = self._attempt(outcome, self.clock.now()) if outcome.counts else None
        if not self._write(lambda: self._bench.finish(self.row.id, attempt)):
            self._unwritten.append(attempt)
        self.say(result_text(task, outcome))
        if outcome.counts:
            self._say_standing(outcome)
        if task.further is not None:
            for paragraph in task.further.afterwards(outcome.passed, outcome.data, self.drill.state.notes):
                self.say(paragraph)
            self.left = True
        elif verdict is not None and _worth_naming(verdict):
            self._name(verdict)
        else:
            self.left = True

    def _say_standing(self, outcome: Outcome) -> None:
        """Where this leaves the candidate: the personal best, days in a row, the day on which it is due again."""
        from mockml.practice.schedule import fold

        task, practice, now = self.drill.task, Practice(self._record), self.clock.now()
        with contextlib.suppress(RecordProblem):  # that it cannot be read was said when it was to be written
            attempts = practice.attempts(task.kind, task.item)
            earlier = [one for one in attempts if one.uuid != self.row.uuid and one.rating in ("good", "easy")]
            best = min((one.seconds for one in earlier if one.seconds is not None), default=None)
            card = fold(attempts).get((task.kind, task.item))
            standing = Standing(best, practice.streak(now), None if card is None else card.due, local_date(now, None))
            self.say(standing_text(outcome, standing))

    def _attempt(self, outcome: Outcome, now: float) -> Attempt:
        task = self.drill.task
        figures = (outcome.rating, outcome.seconds, outcome.hints, outcome.score, outcome.data)
        return Attempt(task.kind, task.item, now, *figures, uuid=self.row.uuid)

    def _name(self, verdict: Verdict) -> None:
        """Looks for the mistake behind the last verdict, says it where one is found, and leaves."""
        problem = self.drill.task.problem

        def job(judge: Judge) -> Mistake | None:
            from mockml.diagnosis.naming import name_mistake

            return name_mistake(problem, judge, verdict)

        def named(answer: Mistake | MockmlError | None) -> None:
            if answer is not None and not isinstance(answer, MockmlError):
                self.say(mistake_text(answer))
            self.left = True

        self.jobs.ask(job, named)

    def _submission(self, text: str) -> Any:
        from mockml.judge.submission import Submission

        return Submission(text, str(self.path.resolve()))

    def _keep(self) -> None:
        data = self.drill.state.as_data()
        if data == self._kept or self.outcome is not None:
            return
        used, now = self.drill.state.used, self.clock.now()
        if self._write(lambda: self._bench.keep(self.row.id, used, data, now)):
            self._kept = data

    def _write(self, job: Callable[[], None]) -> bool:
        """Writes to the record; where that fails, the candidate is told once, and later ticks try again."""
        try:
            job()
        except RecordProblem as error:
            if not self._trouble:
                self._trouble = error.message
                words = f"The record cannot be written ({error.message}). It is kept here and tried again."
                self.show(words, self.drill.state.used, False)
            return False
        if self._trouble:
            self._trouble = ""
            self.show("The record is written again; nothing is missing.", self.drill.state.used, False)
        return True


def _worth_naming(verdict: Verdict) -> bool:
    """True where a typical mistake may explain it: not for a file that cannot even be loaded."""
    return verdict.verdict == "failed" and (verdict.score > 0 or len({case.message for case in verdict.cases}) > 1)
