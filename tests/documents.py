"""The files that are made from the code; `tests/contract/test_documents.py` holds the tree to them."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from pelicasso.build.picture_notes import PictureNote
from pelicasso.features import installed
from pelicasso.kit import collection, context, links
from pelicasso.kit.assets import Assets
from pelicasso.kit.blocks import BLOCKS, AnyBlock, Title
from pelicasso.kit.feature import AnyFeature
from pelicasso.kit.frames import field
from pelicasso.kit.locale import Words
from pelicasso.schema import identifiers, section
from pelicasso.schema.section import Section
from pelicasso.site import catalogue, json_schema, model, yaml
from pelicasso.site.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "generator/reference"
MADE = "<!-- Made from the code by `python3 tests/regenerate.py`: change the code, not this page. -->"
NAMED = {
    name: each
    for module in (section, model, collection, field, identifiers)
    for name, each in vars(module).items()
    if get_origin(each) is Annotated
}
SAID = {
    "Text": ("texte", "text"),
    "YesNo": ("oui ou non", "yes or no"),
    "Colour": ('couleur, `"#0b6e4f"`', "colour"),
    "Email": ("adresse électronique", "e-mail address"),
    "Phone": ("numéro de téléphone", "telephone number"),
    "WebAddress": ("adresse, `https://…`", "web address"),
    "PostalCode": ("code postal, entre guillemets", "postal code, in quotes"),
    "Language": ("langue : `fr`, `en`, `pt-BR`…", "language tag"),
    "Timezone": ("fuseau horaire : `Europe/Paris`…", "time zone"),
    "SiteAddress": ("adresse, `https://…`", "web address"),
    "SecurityContact": ("adresse électronique, ou `https://…`", "e-mail or web address"),
    "FilePath": ("fichier de `content`", "file of `content`"),
    "PictureField": ("fichier seul, ou clés, plus bas", "file alone, or keys, below"),
    "FrameAddress": ("adresse, ou code `<iframe …>`", "address, or code `<iframe …>`"),
    "PlayerAddress": ("adresse, ou code `<iframe …>`", "address, or code `<iframe …>`"),
    "Iban": ("IBAN", "IBAN"),
    "Bic": ("BIC", "BIC"),
    "Day": ("date : `2026-12-05`, `5/12/2026`, `5 décembre 2026`", "date"),
    "Slug": ("fin d’adresse : `fete-du-quartier`", "end of an address"),
    "Alias": ("ancienne adresse : `/ancienne-page/`", "former address"),
    "Words": ("liste, ou texte à virgules", "list, or a text with commas"),
    "Names": ("texte, ou liste", "text, or a list"),
}
"""The types of fields, as a person writes them."""
ALONE = (", ou un texte seul", ", or a text alone")
NUMBER = ("nombre", "number")
BASIC = {int: NUMBER, float: NUMBER, str: ("texte", "text"), bool: ("oui ou non", "yes or no")}
Pair = tuple[str, str]


def documents() -> dict[Path, str]:
    """Each file and what stands in it."""
    rooms = {each.folder / "reference.md": room(each) for each in installed()}
    return {
        ROOT / "starter_site/site.schema.json": schema(),
        REFERENCE / "site_yaml.md": site_yaml(),
        REFERENCE / "front_matter.md": front_matter(),
        REFERENCE / "blocks.md": blocks(),
        REFERENCE / "messages.md": messages(),
        REFERENCE / "template_context.md": template_context(),
        **rooms,
    }


def schema() -> str:
    return json_schema.schema_text({each.name: each.section for each in installed()})


def page(title: str, *paragraphs: str) -> str:
    return "\n\n".join((f"# {title}", MADE, *paragraphs)) + "\n"


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = (head, ("--",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(each.replace('|', chr(92) + '|') for each in line)} |" for line in lines)


def site_yaml() -> str:
    return page(
        "site.yaml : toutes les clés · every key",
        "Tout est facultatif, sauf `organisation.name`. Chaque fonction explique sa propre section dans son dossier.",
        "Everything is optional but `organisation.name`. Each feature explains its own section in its own folder.",
        *keys(model.SiteFile, ""),
    )


def front_matter() -> str:
    return page(
        "Le haut d’un texte · front matter",
        "Entre deux lignes `---`, en haut de chaque page et de chaque article. Tout est facultatif ; un article a une"
        " date, ici ou dans le nom de son fichier.",
        "Between two lines `---`, at the head of each page and article. Everything is optional; an article has a date,"
        " here or in the name of its file.",
        *keys(collection.TextData, ""),
        "## `photo.jpg.yaml`",
        "À côté de `photo.jpg`, ce que l’on en dit partout où elle est montrée. Ce que dit la page l’emporte.",
        "Beside `photo.jpg`, what is said of it wherever it is shown. What the page says wins.",
        *keys(PictureNote, ""),
    )


def blocks() -> str:
    return page(
        "Les blocs d’un texte · blocks",
        "Un bloc commence par `///` et son nom, son titre derrière une barre droite s’il en a un ; ses options suivent,"
        " une par ligne ; une ligne `///` le ferme. Un bloc peut en contenir d’autres, mais pas un de la même sorte.",
        "A block begins with `///` and its name, its title behind a bar where it has one; its options follow, one a"
        " line; a line `///` closes it. A block may hold others, but none of its own kind.",
        *(part for each in BLOCKS for part in block(each)),
    )


TITLES = {
    Title.REQUIRED: ("Un titre, à donner.", "A title, required."),
    Title.OPTIONAL: ("Un titre, facultatif.", "A title, optional."),
    Title.NONE: ("Pas de titre.", "No title."),
}


def block(each: AnyBlock) -> Iterator[str]:
    yield f"## `/// {each.name}`"
    yield both(each.meaning)
    yield f"```\n{each.example}\n```"
    yield both(TITLES[each.title])
    if each.options.model_fields:
        yield from keys(each.options, "")


def room(feature: AnyFeature) -> str:
    name, folder = feature.name, feature.folder / "locale"
    return page(
        f"{name} : clés et messages · keys and messages",
        *keys(feature.section, name),
        *(part for each in feature.collections for part in entries(each)),
        *(part for each in feature.blocks for part in block(each)),
        *told({name: sorted(folder.glob("*.yaml"))}, [folder], below=f"{name}."),
    )


def entries(each: collection.Collection) -> Iterator[str]:
    """What the texts of a room say at their heads, beside what every text may say."""
    yield f"## `content/{each.folder}/*.md`"
    own = set(each.data.model_fields) - set(collection.FrontMatter.model_fields)
    yield from keys(each.data, "", own)


def keys(settings: type[Section], path: str, shown: Container[str] | None = None) -> Iterator[str]:
    """A table of the keys of a section, all or those shown, then one for each section in it."""
    if path:
        yield f"## `{path}`"
    hints = get_type_hints(settings, include_extras=True)
    fields = [(name, each) for name, each in settings.model_fields.items() if shown is None or name in shown]
    head = ("clé · key", "type", "sans elle · default", "sens · meaning")
    yield table(head, (row(name, field, hints[name]) for name, field in fields))
    for name, hint in ((name, hints[name]) for name, _ in fields):
        for each, mark in sections(hint, ""):
            yield from keys(each, f"{path}.{name}{mark}".lstrip("."))


def row(name: str, field: FieldInfo, hint: object) -> tuple[str, ...]:
    extra = field.json_schema_extra
    french = str(extra["description_fr"]) if isinstance(extra, dict) else ""
    return (f"`{name}`", both(said(hint)), default(field), both((french, field.description or "")))


def both(pair: Pair) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]}<br>*{pair[1]}*"


def default(field: FieldInfo) -> str:
    if field.is_required():
        return "**à donner · required**"
    if isinstance(field.default, bool):
        return "`oui`" if field.default else "`non`"
    return f"`{field.default}`" if isinstance(field.default, str | int) else ""


def said(hint: Any) -> Pair:
    """A type in words, French and English."""
    for name, each in NAMED.items():
        if hint == each:
            return SAID[name]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return or_text(said(arguments[0]), arguments[1:])
    if origin is Literal:
        return (values := ", ".join(f"`{each}`" for each in arguments), values)
    if origin in (Union, types.UnionType):
        parts = list(dict.fromkeys(said(each) for each in arguments if each is not type(None)))
        return " ou ".join(each[0] for each in parts), " or ".join(each[1] for each in parts)
    if origin is tuple:
        french, english = said(arguments[0])
        return f"liste : {french}", f"list: {english}"
    if isinstance(hint, type) and issubclass(hint, Section):
        return ("clés, plus bas", "keys, below")
    return BASIC.get(hint, BASIC[str])


def or_text(pair: Pair, marks: tuple[object, ...]) -> Pair:
    """Where a text is made into keys or a list before it is checked, a text alone is enough."""
    makers: list[Any] = [each.func for each in marks if isinstance(each, BeforeValidator)]
    alone = [each for each in makers if len(inspect.signature(each).parameters) == 1]
    if pair[0].endswith(ALONE[0]) or not any(map(takes_a_text, alone)):
        return pair
    return pair[0] + ALONE[0], pair[1] + ALONE[1]


def takes_a_text(make: Callable[[object], object]) -> bool:
    """Whether any text at all is made into keys or a list; one that has to be an address is not."""
    try:
        return isinstance(make("text"), dict | list)
    except PydanticCustomError:
        return False


def sections(hint: object, mark: str) -> Iterator[tuple[type[Section], str]]:
    """The sections in a type, and « [] » where each item of a list is one."""
    if isinstance(hint, type) and issubclass(hint, Section):
        yield hint, mark
    inside = f"{mark}[]" if get_origin(hint) is tuple else mark
    for each in get_args(hint):
        yield from sections(each, inside)


def messages() -> str:
    topics = sorted(catalogue.HERE.glob("fr/*.yaml"))
    return page(
        "Messages",
        "Chaque message dit ce qui ne va pas, puis ce qu’il faut écrire à la place.",
        "Each message says what is wrong, then what to write instead.",
        *told({each.stem: [each, each.parents[1] / "en" / each.name] for each in topics}, []),
    )


def told(topics: Mapping[str, list[Path]], folders: list[Path], below: str = "") -> Iterator[str]:
    """A table of the messages of each topic, whose files are given."""
    french, english = (by_code(Catalogue(language, folders)) for language in ("fr", "en"))
    for topic, files in topics.items():
        own = codes(files)
        if listed := [each for each in french if each.removeprefix(below) in own or each in own]:
            yield f"## {topic}" if not below else "## Messages"
            rows = ((f"`{code}`", "<br>".join((french[code], f"*{english[code]}*"))) for code in sorted(listed))
            yield table(("code", "message"), rows)


def codes(files: list[Path]) -> set[str]:
    """The codes of the messages in files of the catalogue."""
    found: set[str] = set()
    for each in files:
        top = yaml.compose_mapping(each.read_text("utf-8"), each.name).get("messages")
        found |= set(flat("", top))
    return found


def flat(start: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict) and "sentence" in value:
        yield start
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from flat(f"{start}.{key}".lstrip("."), each)


def by_code(texts: Catalogue) -> dict[str, str]:
    """The sentence and the hint of each code, on one line."""
    said = {key: text.replace("<", "&lt;") for key, text in texts.group("messages").items()}
    found = [key.removesuffix(".sentence") for key in said if key.endswith(".sentence")]
    pause = "; " if texts.language == "en" else " ; "
    return {code: pause.join((said[f"{code}.sentence"], said[f"{code}.hint"])) for code in found}


def template_context() -> str:
    return page(
        "What templates may use",
        "Every name that a template can read, with its type. An unknown name is an error; a test holds the templates"
        " to this page, and this page to the templates. The functions are the same everywhere.",
        "## Functions",
        table(("name", "meaning"), ((f"`{name}`", first_line(each)) for name, each in FUNCTIONS.items())),
        "## Templates of a theme",
        table(
            ("template", "its context"),
            ((f"`{name}`", f"[{each.__name__}](#{each.__name__.lower()})") for name, each in context.TEMPLATES.items()),
        ),
        *classes(),
    )


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "t(key, **values)": Words.__call__,
    "t.address(name)": Words.address,
    "href(address)": links.href,
    "asset(path)": Assets.address,
    'day(date, form="long")': Words.day,
    "number(value)": Words.number,
}


def first_line(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "A number as the language writes it.").splitlines()[0]


def classes() -> Iterator[str]:
    for each in vars(context).values():
        if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__ == context.__name__:
            yield f"## {each.__name__}"
            yield inspect.cleandoc(each.__doc__ or "")
            own = [field for field in dataclasses.fields(each) if field.name in inspect.get_annotations(each)]
            if (parent := each.__mro__[1]) is not object:
                yield f"All of [{parent.__name__}](#{parent.__name__.lower()}){', and:' if own else '.'}"
            if own:
                yield table(("name", "type"), ((f"`{field.name}`", f"`{field.type}`") for field in own))


def main() -> None:
    for file, text in documents().items():
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            print(file.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
