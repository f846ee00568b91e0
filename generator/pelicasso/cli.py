"""The command line: words and exit codes only.

Exit codes: 0 done, 1 the site has errors, 2 wrong use, 3 the machine (disk, rights, network).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from pelicasso import __version__
from pelicasso.schema import SiteError, error
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
@click.pass_context
def build(context: click.Context, site: Path, day: str | None, url: str | None) -> None:
    from pelicasso.build.site import build_site

    result = build_site(_folder(site), day=day, url=url)
    speaker = _speaker(context, site)
    _warn(speaker, result.built.report.findings)
    speaker.say(speaker.word("built", count=result.built.pages, changed=_touched(result.changes)))
    _tell_vanished(speaker, [each for each in result.changes.removed if each.endswith("index.html")])


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@DAY
@URL
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, site: Path, day: str | None, url: str | None, as_json: bool) -> None:
    from pelicasso.build.builder import render_site

    exit_code = 0
    try:
        findings: Sequence[Any] = render_site(_folder(site), day=day, url=url).report.findings
    except SiteError as problem:
        if not as_json:
            raise
        findings, exit_code = problem.findings, problem.exit_code
    speaker = _speaker(context, site)
    if as_json:
        speaker.say(speaker.as_json(findings))
        context.exit(exit_code)
    _warn(speaker, findings)
    speaker.say(speaker.word("checked"))


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


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the process with its exit code."""
    _speak_utf8()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run a command; whatever goes wrong is said in words, with the exit code."""
    try:
        return pelicasso.main(list(arguments), prog_name="pelicasso", standalone_mode=False) or 0
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
        return _unforeseen(problem, arguments)


def _failed(problem: SiteError, arguments: Sequence[str]) -> int:
    speaker = Speaker(_language(arguments), _locales())
    errors = [each for each in problem.findings if each.severity == "error"]
    speaker.report(problem.findings, speaker.word("failed", count=len(errors)) if len(errors) > 1 else None)
    if "--debug" in arguments:
        traceback.print_exception(problem)
    return problem.exit_code


def _unforeseen(problem: Exception, arguments: Sequence[str]) -> int:
    """A mistake of ours: said in one sentence, with the way to see more."""
    machine = isinstance(problem, OSError)
    code = "machine_failed" if machine else "unforeseen"
    said = error(code, problem=f"{type(problem).__name__}: {problem}")
    return _failed(SiteError(said, exit_code=3), arguments) if "--debug" not in arguments else _traced(problem)


def _traced(problem: Exception) -> int:
    traceback.print_exception(problem)
    return 3


def _usage(problem: click.ClickException) -> Any:
    name = getattr(problem, "option_name", None) or getattr(problem, "command_name", None)
    if isinstance(problem, click.NoSuchOption):
        return error("no_such_option", value=name)
    if isinstance(problem, click.UsageError) and name is None and "command" in problem.message:
        name = problem.message.split("'")[1] if "'" in problem.message else problem.message
        return error("no_such_command", value=name, known=", ".join(pelicasso.commands))
    return error("wrong_use", problem=problem.format_message().rstrip("."))


def _folder(site: Path) -> Path:
    return site.absolute()


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, else that of the site named in the arguments, else that of the machine."""
    from pelicasso.site.reader import language_of

    if "--language" in arguments[:-1]:
        return arguments[arguments.index("--language") + 1]
    folders = [Path(each) for each in arguments[1:] if not each.startswith("-")] or [Path()]
    return next(filter(None, (language_of(each) for each in folders if each.is_dir())), None) or machine_language()


def _speaker(context: click.Context, site: Path) -> Speaker:
    from pelicasso.site.reader import language_of

    return Speaker(context.obj["language"] or language_of(_folder(site)) or machine_language(), _locales())


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


def _touched(changes: Any) -> int:
    return len(changes.added) + len(changes.changed) + len(changes.removed)


def _tell_vanished(speaker: Speaker, pages: Sequence[str]) -> None:
    if pages:
        shown = ", ".join(f"/{each.removesuffix('index.html')}" for each in pages[:5])
        more = ", …" if len(pages) > 5 else ""
        speaker.say(speaker.word("vanished", count=len(pages), pages=f"{shown}{more}"))


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
