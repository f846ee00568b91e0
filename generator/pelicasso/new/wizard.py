"""Asks at the terminal what was not said on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

import click

from pelicasso.new.questions import Question, questions
from pelicasso.schema import Finding, SiteError
from pelicasso.site.speaker import Speaker

Ask = Callable[..., "str | None"]
Answers = dict[tuple[str, ...], str]


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def answers_of(given: Mapping[str, str | None], speaker: Speaker, *, silent: bool) -> Answers:
    """An answer to each question, by its path: as given by its option, else asked for where there is a terminal."""
    known = questions()
    said = {each: answer for each in known if (answer := given.get(each.option)) is not None}
    if mistakes := [mistake for each, answer in said.items() if (mistake := each.mistake(answer))]:
        raise SiteError(*mistakes, exit_code=2)
    answers = {each.path: written for each, answer in said.items() if (written := each.written(answer))}
    if not silent and is_terminal():
        answers |= ask([each for each in known if each not in said], speaker)
    return answers


def ask(known: Iterable[Question], speaker: Speaker) -> Answers:
    """Ask at the terminal; Ctrl+C ends all, and without the means to ask nothing is."""
    answers: Answers = {}
    if (ask_one := questionary_text()) is None:
        speaker.say(speaker.word("new.no_wizard"))
        return answers
    for each in known:
        answer = ask_one(_sentence(each, speaker), validate=_validator(each, speaker))
        if answer is None:
            raise click.Abort
        if answer := each.written(answer):
            answers[each.path] = answer
    return answers


def questionary_text() -> Ask | None:
    """The extra `wizard`, where it is installed."""
    try:
        import questionary
    except ImportError:
        return None
    return lambda message, validate: questionary.text(message, validate=validate).ask()


def _sentence(question: Question, speaker: Speaker) -> str:
    said = question.said(speaker).rstrip(".")
    return said if question.is_needed else f"{said} {speaker.word('new.optional')}"


def _validator(question: Question, speaker: Speaker) -> Callable[[str], bool | str]:
    def check(answer: str) -> bool | str:
        mistake: Finding | None = question.mistake(answer)
        return speaker.messages.line(mistake) if mistake else True

    return check
