"""The command line: words and exit codes only.

Exit codes: 0 done, 1 the site has errors, 2 wrong use, 3 the machine (disk, rights, network).
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from pelicasso import __version__
from pelicasso.schema import Finding, SiteError, error, unforeseen
from pelicasso.site.day import today
from pelicasso.site.speaker import Speaker, machine_language

if TYPE_CHECKING:
    from pelicasso.build.confinement import Outcome
    from pelicasso.build.stages import Stages
    from pelicasso.build.unchanged import LastBuild
    from pelicasso.kit.command import Command

Function = Callable[..., Any]
LIMITS = ("memory", "seconds", "output", "files")
"""The fields of `Limits`, which is imported only to build a stranger's site."""


def _help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        asked_language = (context.find_root().params or {}).get("language")
        name = context.command_path.split()[:2][-1]
        own = () if name in ("pelicasso", *pelicasso.commands) else _locales()
        speaker = Speaker(asked_language or machine_language(), own)
        more = context.command.options_asked(speaker) if isinstance(context.command, _AskingCommand) else ()
        speaker.say(speaker.word(f"{name}.help").rstrip(), *more)
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
    for each in LIMITS:
        function = click.option(f"--max-{each}", type=click.IntRange(min=1))(function)
    return click.option("--untrusted", is_flag=True)(function)


class _AskingCommand(click.Command):
    """Has an option for each question, which the installed rooms add to."""

    def get_params(self, context: click.Context) -> list[click.Parameter]:
        from pelicasso.new.questions import questions

        return [*super().get_params(context), *(click.Option([f"--{each.option}"]) for each in questions())]

    def options_asked(self, speaker: Speaker) -> list[str]:
        from pelicasso.new.questions import questions

        width = max(len(each.option) for each in questions())
        return ["", *(f"    --{each.option:{width}}   {each.said(speaker)}" for each in questions())]


class _Group(click.Group):
    """The commands, and behind them those of the rooms: `pelicasso missions kit`."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return super().get_command(context, name) or _room_group(name)


def _room_group(room: str) -> click.Group | None:
    """The verbs of a room; None where it has none."""
    from pelicasso.features import commands_of

    verbs = [_room_command(room, each) for each in commands_of(room)]
    made = click.Group(room, {str(each.name): each for each in verbs}, no_args_is_help=False, add_help_option=False)
    made.params = [click.Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_help)]
    return made if verbs else None


def _room_command(room: str, command: Command) -> click.Command:
    @click.command(command.name, add_help_option=False)
    @_helped
    @click.argument("words", nargs=-1)
    @click.option("--site", default=".", type=click.Path(path_type=Path))
    @DAY
    @URL
    @click.pass_context
    def run_command(
        context: click.Context,
        /,
        words: tuple[str, ...],
        site: Path,
        day: str | None,
        url: str | None,
        **options: str | None,
    ) -> None:
        from pelicasso.build.builder import open_room

        opened = open_room(_folder(site), room, planned=command.planned, day=day, url=url)
        _speaker(context, site).say(*command.run(opened, words, **options))

    run_command.params += [click.Option([f"--{each}"]) for each in command.options]
    return run_command


SITE = click.argument("site", default=".", type=click.Path(path_type=Path))
DAY = click.option("--day")
URL = click.option("--url")


@click.group(name="pelicasso", cls=_Group, add_help_option=False, no_args_is_help=False, invoke_without_command=True)
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
@click.option("--profile", is_flag=True)
@click.pass_context
def build(context: click.Context, /, site: Path, profile: bool, **options: Any) -> None:
    begin = time.monotonic()
    with _measured(profile) as stages:
        outcome = _outcome("build", context, site, anew=profile, **options)
    speaker = _speaker(context, site, outcome)
    _warn(speaker, outcome.findings)
    if outcome.advice:
        speaker.say(speaker.word("advice", count=outcome.advice))
    _tell_built(speaker, outcome, time.monotonic() - begin)
    _tell_saved(speaker, outcome)
    _tell_vanished(speaker, outcome)
    if stages:
        _tell_stages(speaker, stages)


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
        from pelicasso.build.confinement import Outcome

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
@click.option("--lan", is_flag=True)
@click.option("--drafts", is_flag=True)
@click.pass_context
def serve(context: click.Context, /, site: Path, **options: Any) -> None:
    from pelicasso.serve.server import serve_site

    speaker = _speaker(context, site)
    serve_site(_folder(site), speaker, traces=context.obj["debug"], **options)


@pelicasso.command(cls=_AskingCommand, add_help_option=False)
@_helped
@click.argument("what", required=False)
@click.argument("title", required=False)
@click.option("--site", default=".", type=click.Path(path_type=Path))
@DAY
@click.option("--yes", is_flag=True)
@click.option("--edit", is_flag=True)
@click.pass_context
def new(context: click.Context, /, what: str | None, title: str | None, **options: Any) -> None:
    from pelicasso.new.text import kinds

    if what is None:
        raise SiteError(error("new_needs_folder", known=", ".join(kinds())), exit_code=2)
    if title is not None:
        _new_text(context, what, title, **options)
    elif what in kinds():
        raise SiteError(error("new_needs_title", kind=what), exit_code=2)
    else:
        _new_site(context, Path(what), **options)


def _new_site(
    context: click.Context, folder: Path, *, site: Path, day: str | None, yes: bool, edit: bool, **given: str | None
) -> None:
    from pelicasso.new.place import check_place
    from pelicasso.new.site import create_site
    from pelicasso.new.wizard import answers_of

    if edit or site != Path():
        raise SiteError(error("new_only_for_texts"), exit_code=2)
    check_place(folder)
    speaker = Speaker(context.obj["language"] or machine_language(), _locales())
    answers = answers_of({name.replace("_", "-"): each for name, each in given.items()}, speaker, silent=yes)
    count = create_site(_folder(folder), answers, today("Europe/Paris", day))
    speaker.say(speaker.word("new.site_made", folder=folder, count=count))


def _new_text(
    context: click.Context,
    kind: str,
    title: str,
    *,
    site: Path,
    day: str | None,
    yes: bool,
    edit: bool,
    **given: object,
) -> None:
    from pelicasso.features import installed
    from pelicasso.new.text import collection_of, create_text
    from pelicasso.site.reader import read_site

    if yes or any(each is not None for each in given.values()):
        raise SiteError(error("new_only_for_sites"), exit_code=2)
    collection, folder = collection_of(kind), _folder(site)
    read, _ = read_site(folder, {each.name: each.section for each in installed()}, day=day)
    speaker = _speaker(context, site)
    file = create_text(folder, collection, title, read.day, read.language)
    speaker.say(speaker.word("new.text_made", file=file.relative_to(folder)))
    if edit:
        _open_editor(str(file))


def _open_editor(file: str) -> None:
    """The editor that the person named, else whatever the system opens such a file with."""
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        click.edit(filename=file)
    else:
        click.launch(file)


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@click.option("--output", type=click.Path(path_type=Path))
@click.option("--palette")
@click.option("--port", type=int, default=8000)
@click.option("--open", "opens", is_flag=True)
@click.pass_context
def gallery(
    context: click.Context, site: Path, output: Path | None, palette: str | None, port: int, opens: bool
) -> None:
    from pelicasso.gallery.gallery import render_gallery, write_gallery
    from pelicasso.gallery.palette import contrasts

    folder, speaker = _folder(site), _speaker(context, site)
    if palette is not None:
        speaker.say(*contrasts(folder, palette, speaker.word))
    elif output is not None:
        count = write_gallery(folder, output.absolute())
        speaker.say(speaker.word("gallery.written", folder=output, count=count))
    else:
        from pelicasso.serve.server import serve_rendered

        traces = context.obj["debug"]
        serve_rendered(folder, speaker, lambda _changed: render_gallery(folder), port=port, opens=opens, traces=traces)


@pelicasso.command(add_help_option=False)
@_helped
@click.argument("path", required=False)
@SITE
@click.pass_context
def eject(context: click.Context, site: Path, path: str | None) -> None:
    from pelicasso.eject.files import eject as copied
    from pelicasso.eject.files import listed

    speaker = _speaker(context, site)
    if path is None:
        speaker.say(speaker.word("eject.all"), *listed(_folder(site)))
        return
    made = copied(_folder(site), path)
    speaker.say(speaker.word("eject.words" if made.endswith(".yaml") else "eject.done", path=made))


@pelicasso.command(add_help_option=False)
@_helped
@SITE
@DAY
@click.option("--refresh", "refreshes", is_flag=True)
@click.pass_context
def doctor(context: click.Context, /, site: Path, day: str | None, refreshes: bool) -> None:
    from pelicasso.doctor.advice import of_machine, of_site, refresh
    from pelicasso.doctor.facts import facts
    from pelicasso.site.reader import FILE

    speaker, folder = _speaker(context, site), _folder(site)
    if not folder.is_dir():
        raise SiteError(error("no_site_here", folder=str(folder)), exit_code=2)
    has_site = (folder / FILE).is_file()
    if refreshes and has_site:
        refresh(folder)
    speaker.say(*(speaker.word("doctor.line", name=name, found=each) for name, each in facts(speaker)))
    findings = [*of_machine(folder), *(of_site(folder, today("Europe/Paris", day)) if has_site else ())]
    _warn(speaker, findings)
    if not findings:
        speaker.say(speaker.word("doctor.well"))


def _outcome(
    command: Literal["build", "check"],
    context: click.Context,
    site: Path,
    *,
    day: str | None,
    url: str | None,
    untrusted: bool,
    only: str | None = None,
    anew: bool = False,
    **most: int | None,
) -> Outcome:
    """Build or check a site; a stranger's one in a child, and not one of its files is read here."""
    from pelicasso.build.confinement import Job, Limits, Outcome, confined
    from pelicasso.build.unchanged import LastBuild

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
    last = LastBuild(_folder(site), day, url)
    return (None if anew else last.outcome()) or _built(last, context, site, day, url)


def _built(last: LastBuild, context: click.Context, site: Path, day: str | None, url: str | None) -> Outcome:
    from pelicasso.build.confinement import Outcome
    from pelicasso.build.site import build_site
    from pelicasso.site.progress import Progress

    with Progress(_speaker(context, site).word("pictures")) as told:
        result = build_site(_folder(site), day=day, url=url, told=told)
    outcome = Outcome.of_result(result)
    last.keep(outcome, result.built.site)
    return outcome


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
        told = unforeseen(problem)
        return _failed(SiteError(told, exit_code=1 if told.file else 3), arguments, problem)


def _failed(problem: SiteError, arguments: Sequence[str], cause: Exception | None = None) -> int:
    told = None if "--language" in arguments else getattr(problem, "language", None)
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
        group = getattr(getattr(problem, "ctx", None), "command", None)
        among = group.commands if isinstance(group, click.Group) else pelicasso.commands
        near = get_close_matches(command, among, n=1)
        known = near[0] if near else ", ".join(among)
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
    language = context.obj["language"] or (outcome and outcome.language)
    if not language and context.obj.get("trusted", True):
        from pelicasso.site.reader import language_of

        language = language_of(_folder(site))
    of_rooms = outcome is None or any("." in each.code for each in outcome.findings)
    return Speaker(language or machine_language(), _locales() if of_rooms else ())


def _locales() -> list[Path]:
    """Where the rooms keep their own messages."""
    from pelicasso.features import locales

    return locales()


def _warn(speaker: Speaker, findings: Sequence[Any]) -> None:
    if findings:
        speaker.report(findings)


def _tell_built(speaker: Speaker, outcome: Outcome, seconds: float) -> None:
    from pelicasso.schema.size import weight

    language = speaker.messages.language
    duration = f"{seconds:.1f}".replace(".", "," if language.startswith("fr") else ".")
    size, changed = weight(outcome.size, language), outcome.touched
    speaker.sum_up(speaker.word("built", seconds=duration, count=outcome.pages, size=size, changed=changed))
    if outcome.heaviest:
        pages = (f"{_address(name)} ({weight(size, language)})" for name, size in outcome.heaviest)
        speaker.sum_up(speaker.word("heaviest", pages=", ".join(pages)))


def _measured(profile: bool) -> AbstractContextManager[Stages | None]:
    if not profile:
        return nullcontext()
    from pelicasso.build.stages import measured

    return measured()


def _tell_stages(speaker: Speaker, stages: Stages) -> None:
    from pelicasso.build.stages import PLACES

    width = max(len(speaker.word(f"profile.{name}")) for name, *_ in stages.shares)
    for name, seconds, share in stages.shares:
        speaker.say(f"  {speaker.word(f'profile.{name}'):{width}}  {seconds:7.2f} s  {share:3} %  {'▇' * (share // 4)}")
    columns = [speaker.word(f"profile.{each}") for each in PLACES]
    speaker.say(f"  {speaker.word('profile.features'):{width}}{''.join(f'{each:>12}' for each in columns)}")
    for name, costs in stages.costs:
        speaker.say(f"  {name:{width}}{''.join(f'{each:10.2f} s' for each in costs)}")


def _address(name: str) -> str:
    return f"/{name.removesuffix('index.html')}"


def _tell_saved(speaker: Speaker, outcome: Outcome) -> None:
    """How much lighter the pictures became, from a tenth of a megabyte on."""
    from pelicasso.schema.size import weight

    if outcome.original_bytes - outcome.published_bytes > 100_000:
        language = speaker.messages.language
        before, after = (weight(each, language) for each in (outcome.original_bytes, outcome.published_bytes))
        speaker.say(speaker.word("lightened", count=outcome.pictures, before=before, after=after))


def _tell_vanished(speaker: Speaker, outcome: Outcome) -> None:
    if outcome.vanished:
        shown = ", ".join(map(_address, outcome.vanished))
        more = ", …" if outcome.vanished_count > len(outcome.vanished) else ""
        speaker.sum_up(speaker.word("vanished", count=outcome.vanished_count, pages=f"{shown}{more}"))


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
