"""The command line: words and exit codes only.

Exit codes: 0 done, 1 the site has errors, 2 wrong use, 3 the machine (disk, rights, network).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from pelicasso import __version__
from pelicasso.build.confinement import ConfinedError, Job, Limits, Outcome, confined
from pelicasso.schema import Finding, SiteError, error, unforeseen
from pelicasso.site.speaker import Speaker, machine_language

Function = Callable[..., Any]


def _help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        asked_language = (context.find_root().params or {}).get("language")
        speaker = Speaker(asked_language or machine_language())
        speaker.say(speaker.word(f"{context.command.name}.help").rstrip())
        context.exit()


def _version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"pelicasso {__version__}")
        context.exit()


def _helped(function: Function) -> Function:
    option = click.option("--help", is_flag=True, is_eager=True, expose_value=False, callback=_help)
    return option(function)


def _limited(function: Function) -> Function:
    """The options of hosts: `--untrusted`, and one for each limit."""
    for each in fields(Limits):
        function = click.option(f"--max-{each.name}", type=click.IntRange(min=1))(function)
    return click.option("--untrusted", is_flag=True)(function)


SITE = click.argument("site", default=".", type=click.Path(path_type=Path))
DAY = click.option("--day")
URL = click.option("--url")


@click.group(name="pelicasso", add_help_option=False, no_args_is_help=False, invoke_without_command=True)
@_helped
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.option("--language")
@click.option("--debug", is_flag=True)
@click.pass_context
def pelicasso(context: click.Context, language: str | None, debug: bool) -> None:
    context.obj = {"language": language, "debug": debug}
    if context.invoked_subcommand is None:
        speaker = Speaker(language or machine_language())
        speaker.say(speaker.word("pelicasso.help").rstrip())


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@DAY
@URL
@_limited
@click.pass_context
def build(context: click.Context, /, site: Path, **options: Any) -> None:
    outcome = _outcome("build", context, site, **options)
    speaker = _speaker(context, site, outcome)
    _warn(speaker, outcome.findings)
    if outcome.advice:
        speaker.say(speaker.word("advice", count=outcome.advice))
    speaker.say(speaker.word("built", count=outcome.pages, changed=outcome.touched))
    _tell_saved(speaker, outcome)
    _tell_vanished(speaker, outcome)


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@DAY
@URL
@_limited
@click.option("--only")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, /, site: Path, as_json: bool, **options: Any) -> None:
    try:
        outcome = _outcome("check", context, site, **options)
    except SiteError as problem:
        if not as_json:
            raise
        outcome = Outcome(problem.findings, problem.exit_code, getattr(problem, "language", None))
    speaker = _speaker(context, site, outcome)
    if as_json:
        speaker.say(speaker.as_json(outcome.findings))
        context.exit(outcome.exit_code)
    _warn(speaker, outcome.findings)
    count = len(outcome.findings)
    speaker.say(speaker.word("advised", count=count) if count else speaker.word("checked"))


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@DAY
@click.option("--port", type=int, default=8000)
@click.option("--open", "opens", is_flag=True)
@click.pass_context
def serve(context: click.Context, site: Path, day: str | None, port: int, opens: bool) -> None:
    from pelicasso.serve.server import serve_site

    speaker = _speaker(context, site)
    serve_site(_folder(site), speaker, day=day, port=port, opens=opens, traces=context.obj["debug"])


def _outcome(
    command: Literal["build", "check"],
    context: click.Context,
    site: Path,
    *,
    day: str | None,
    url: str | None,
    untrusted: bool,
    only: str | None = None,
    **most: int | None,
) -> Outcome:
    """Build or check a site; a stranger's one in a child, and not one of its files is read here."""
    given = {name.removeprefix("max_"): each for name, each in most.items() if each is not None}
    if untrusted:
        context.obj["trusted"] = False
        return confined(Job(command, _folder(site), Limits(**given), day, url, only, context.obj["debug"]))
    if given:
        options = ", ".join(f"--max-{each}" for each in given)
        raise SiteError(error("limits_without_untrusted", options=options), exit_code=2)
    if command == "check":
        from pelicasso.build.builder import render_site

        return Outcome.of_rendered(render_site(_folder(site), day=day, url=url), only)
    from pelicasso.build.site import build_site
    from pelicasso.site.progress import Progress

    with Progress(_speaker(context, site).word("pictures")) as told:
        return Outcome.of_result(build_site(_folder(site), day=day, url=url, told=told))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the process with its exit code."""
    _speak_utf8()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run a command; whatever goes wrong is said in words, with the exit code."""
    try:
        return pelicasso.main(_globals_first(arguments), prog_name="pelicasso", standalone_mode=False) or 0
    except SiteError as problem:
        return _failed(problem, arguments)
    except click.ClickException as problem:
        return _failed(SiteError(_usage(problem), exit_code=2), arguments)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        _drop_output()
        return 0
    except Exception as problem:
        # A mistake of ours: said in one sentence, with the way to see more.
        return _failed(SiteError(unforeseen(problem), exit_code=3), arguments, problem)


def _failed(problem: SiteError, arguments: Sequence[str], cause: Exception | None = None) -> int:
    told = problem.language if isinstance(problem, ConfinedError) and "--language" not in arguments else None
    speaker = Speaker(told or _language(arguments), _locales())
    errors = [each for each in problem.findings if each.severity == "error"]
    speaker.report(problem.findings, speaker.word("failed", count=len(errors)) if len(errors) > 1 else None)
    if "--debug" in arguments:
        traceback.print_exception(cause or problem)
    return problem.exit_code


def _globals_first(arguments: Sequence[str]) -> list[str]:
    """Options of the whole command may also stand after the name of a command."""
    first: list[str] = []
    rest = list(arguments)
    while "--debug" in rest:
        rest.remove("--debug")
        first = ["--debug"]
    if "--language" in rest[:-1]:
        at = rest.index("--language")
        first += rest[at : at + 2]
        del rest[at : at + 2]
    return [*first, *rest]


def _usage(problem: click.ClickException) -> Finding:
    if (option := getattr(problem, "option_name", None)) is not None:
        return error("no_such_option", value=option)
    if (command := getattr(problem, "command_name", None)) is not None:
        near = get_close_matches(command, pelicasso.commands, n=1)
        known = near[0] if near else ", ".join(pelicasso.commands)
        return error("no_such_command_near" if near else "no_such_command", value=command, known=known)
    return error("wrong_use", problem=problem.format_message().rstrip("."))


def _folder(site: Path) -> Path:
    return site.absolute()


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, else that of the site named in the arguments, else that of the machine."""
    from pelicasso.site.reader import language_of

    if "--language" in arguments[:-1]:
        return arguments[arguments.index("--language") + 1]
    if "--untrusted" in arguments:
        return machine_language()
    folders = [Path(each) for each in arguments[1:] if not each.startswith("-")] or [Path()]
    return next(filter(None, (language_of(each) for each in folders if each.is_dir())), None) or machine_language()


def _speaker(context: click.Context, site: Path, outcome: Outcome | None = None) -> Speaker:
    from pelicasso.site.reader import language_of

    language = context.obj["language"] or (outcome and outcome.language)
    if not language and context.obj.get("trusted", True):
        language = language_of(_folder(site))
    return Speaker(language or machine_language(), _locales())


def _locales() -> list[Path]:
    """Where the rooms keep their own messages."""
    from pelicasso.features import installed

    try:
        return [each.folder / "locale" for each in installed()]
    except SiteError:
        return []


def _warn(speaker: Speaker, findings: Sequence[Any]) -> None:
    if findings:
        speaker.report(findings)


def _tell_saved(speaker: Speaker, outcome: Outcome) -> None:
    """How much lighter the pictures became, from a tenth of a megabyte on."""
    from pelicasso.check.size import weight

    if outcome.original_bytes - outcome.published_bytes > 100_000:
        language = speaker.messages.language
        before, after = (weight(each, language) for each in (outcome.original_bytes, outcome.published_bytes))
        speaker.say(speaker.word("lightened", count=outcome.pictures, before=before, after=after))


def _tell_vanished(speaker: Speaker, outcome: Outcome) -> None:
    if outcome.vanished:
        shown = ", ".join(f"/{each.removesuffix('index.html')}" for each in outcome.vanished)
        more = ", …" if outcome.vanished_count > len(outcome.vanished) else ""
        speaker.say(speaker.word("vanished", count=outcome.vanished_count, pages=f"{shown}{more}"))


def _speak_utf8() -> None:
    """Accents get through whatever the locale of the machine: in names of files, and on the screen."""
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "pelicasso", *sys.argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """The program that read our output has gone: nothing more is written to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
