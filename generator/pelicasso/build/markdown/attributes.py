"""Attribute lists (`{: .class #anchor }`), kept to what HTML of ours may carry."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

from pelicasso.build.clean import allows
from pelicasso.build.markdown.source import Source

LIST = r"\{(?::[ ]*|[ ]*(?=[#.]|[\w-]+=))([^\}\n ][^\n]*)\}"
"""Only what begins with a colon, an anchor, a class or a `key=`: other braces are text, `{% … %}` among them."""

PLACES = {"HEADER_RE": rf"[ ]+{LIST}[ ]*$", "BLOCK_RE": rf"\n[ ]*{LIST}[ ]*$", "INLINE_RE": f"^{LIST}"}


class Attributes(AttrListTreeprocessor):
    """Python-Markdown's own, for braces that are meant as attributes; what is not allowed is told and dropped."""

    source: Source

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        for name, pattern in PLACES.items():
            setattr(self, name, re.compile(pattern))

    def run(self, root: Element) -> None:
        if "{" in self.source.text:
            super().run(root)
            for element in root.iter():
                self._keep_allowed(element)

    def _keep_allowed(self, element: Element) -> None:
        for name in [each for each in element.attrib if not allows(element.tag, each.lower())]:
            del element.attrib[name]
            said = f"{name.lower()}="
            self.source.warn_removed(said, self.source.line_of(said))
