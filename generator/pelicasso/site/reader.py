"""`site.yaml` → Site: every mistake of the file in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from pelicasso.schema import Finding, Report, SiteError, error, warning
from pelicasso.schema.identifiers import is_rna, is_siren, is_siret
from pelicasso.schema.section import Section
from pelicasso.site import yaml
from pelicasso.site.day import today
from pelicasso.site.model import Organisation, Site, SiteAddress, SiteFile
from pelicasso.site.paths import SafeFolder
from pelicasso.site.text import MAX_BYTES, decode
from pelicasso.site.validation import needs_keys, unknown_key, validate

FILE = "site.yaml"
SECRETS = ("password", "passwd", "mot_de_passe", "motdepasse", "secret", "token", "jeton", "api_key")


def read_site(
    folder: Path,
    sections: Mapping[str, type[Section]],
    *,
    present: Sequence[str] = (),
    day: str | None = None,
    url: str | None = None,
    trusted: bool = True,
    drafts: bool = False,
) -> tuple[Site, list[Finding]]:
    """The site in a folder, and what is only said of it.

    `sections` are those of the installed features, by their names; those `present` need no section of their own.
    `url` wins over `site.url`; a site
    that is not `trusted` is a stranger's.
    """
    source, findings = _source(folder)
    report = Report(findings)
    report.add(*_secrets(source, ()))
    own = {key: value for key, value in source.items() if key in SiteFile.model_fields}
    read, mistakes = validate(SiteFile, own, FILE, source=source)
    report.add(*mistakes, *_unknown(source, sections))
    typed, mistakes = _sections(source, sections, present)
    report.add(*mistakes)
    report.raise_errors()
    assert read is not None
    address = _checked(url) if url is not None else read.site.url
    report.add(*_doubtful(read.organisation, source))
    return Site(folder, today(read.site.timezone, day), read, source, typed, address, trusted, drafts), report.warnings


def language_of(folder: Path) -> str | None:
    """The site's language, when `site.yaml` can be read that far."""
    try:
        source, _ = _source(folder)
    except SiteError:
        return None
    site = source.get("site")
    found = site.get("language") if isinstance(site, yaml.Mapping) else None
    return found if isinstance(found, str) else "fr"


def _source(folder: Path) -> tuple[yaml.Mapping, list[Finding]]:
    if not (folder / FILE).is_file():
        raise SiteError(error("no_site_here", folder=str(folder)), exit_code=2 if not folder.is_dir() else 1)
    decoded = decode(SafeFolder(folder).read_bytes(FILE, limit=MAX_BYTES), FILE)
    Report(decoded.findings).raise_errors()
    source = yaml.compose(decoded.text, FILE)
    if source is None:
        raise SiteError(error("empty_file", FILE))
    if not isinstance(source, yaml.Mapping):
        raise SiteError(error("needs_keys", FILE, 1, key=FILE, example="organisation"))
    return source, list(decoded.findings)


def _secrets(value: object, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if isinstance(value, yaml.Mapping):
        for key, each in value.items():
            if each is not None and any(word in key.lower() for word in SECRETS):
                yield error("secret_in_site", FILE, value.lines[key], key=key)
            yield from _secrets(each, (*path, key))
    elif isinstance(value, yaml.Sequence):
        for index, each in enumerate(value):
            yield from _secrets(each, (*path, index))


def _unknown(source: yaml.Mapping, sections: Mapping[str, type[Section]]) -> Iterator[Finding]:
    known = [*SiteFile.model_fields, *sections]
    for key in source:
        if key not in known:
            yield unknown_key(key, known, FILE, source.lines[key])


def _doubtful(organisation: Organisation, source: yaml.Mapping) -> Iterator[Finding]:
    """Numbers that can't be right; they are shown all the same, as registers hold odd ones too."""
    for key, is_right in (("rna", is_rna), ("siren", is_siren), ("siret", is_siret)):
        value = getattr(organisation, key)
        if value is not None and not is_right(value):
            yield warning(f"doubtful_{key}", FILE, yaml.line_of(source, ("organisation", key)), value=value)


def _sections(
    source: yaml.Mapping, sections: Mapping[str, type[Section]], present: Sequence[str]
) -> tuple[dict[str, Section], list[Finding]]:
    """The sections in their order, then those that are on without one."""
    typed: dict[str, Section] = {}
    findings: list[Finding] = []
    for name in (*(key for key in source if key in sections), *(each for each in present if each not in source)):
        value = source.get(name)
        if _is_said(value, "false", "non", "no"):
            continue
        if not isinstance(value, yaml.Mapping | None) and not _is_said(value, "true", "oui", "yes"):
            findings.append(needs_keys(name, sections[name], FILE, source.lines[name]))
            continue
        given = value if isinstance(value, yaml.Mapping) else {}
        section, mistakes = validate(sections[name], given, FILE, (name,), source)
        findings += mistakes
        if section is not None:
            typed[name] = section
    return typed, findings


def _is_said(value: object, *words: str) -> bool:
    return isinstance(value, str) and value.lower() in words


def _checked(url: str) -> str:
    if not urlsplit(url).scheme:
        raise SiteError(error("bad_web_address", value=url), exit_code=2)
    try:
        return str(TypeAdapter(SiteAddress).validate_python(url))
    except ValidationError:
        raise SiteError(error("bad_web_address", value=url), exit_code=2) from None
