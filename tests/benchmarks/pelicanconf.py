"""Plain Pelican's settings for the corpus: what Pelicasso makes of it, as far as `simple` can."""

SITENAME = "Le Pré commun"
SITEURL = ""
PATH = "content"
THEME = "simple"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
DISPLAY_PAGES_ON_MENU = False
DISPLAY_CATEGORIES_ON_MENU = False
MENUITEMS = [
    ("Qui sommes-nous ?", "/qui-sommes-nous/"),
    ("Nous rejoindre", "/nous-rejoindre/"),
    ("Nos activités", "/nos-activites/"),
    ("Nos lieux", "/nos-lieux/"),
    ("Questions fréquentes", "/questions-frequentes/"),
    ("La Lettre du Pré", "/la-lettre-du-pre/"),
    ("Actualités", "/actualites/"),
]
RELATIVE_URLS = False
DELETE_OUTPUT_DIRECTORY = False

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages", "events", "missions", "people", "campaigns"]
STATIC_PATHS = ["images", "documents"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Divers"

ARTICLE_URL = "actualites/{slug}/"
ARTICLE_SAVE_AS = "actualites/{slug}/index.html"
INDEX_SAVE_AS = "actualites/index.html"
CATEGORY_URL = "actualites/theme/{slug}/"
CATEGORY_SAVE_AS = "actualites/theme/{slug}/index.html"
TAG_URL = "actualites/mot/{slug}/"
TAG_SAVE_AS = "actualites/mot/{slug}/index.html"
YEAR_ARCHIVE_URL = "actualites/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "actualites/{date:%Y}/index.html"
DRAFT_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
THEME_TEMPLATES_OVERRIDES = ["templates"]

DEFAULT_PAGINATION = 10
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "actualites/theme/{slug}/feed.xml"
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.abbr": {},
        "markdown.extensions.admonition": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.def_list": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {"baselevel": 2},
        "pymdownx.tilde": {"subscript": False},
    },
    "output_format": "html5",
}
