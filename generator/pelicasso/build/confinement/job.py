"""What a confined child is told to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Self

from pelicasso.build.confinement.limits import Limits


@dataclass(frozen=True, slots=True)
class Job:
    """Build the site in a folder, or check it, all of it or what is named by `only`.

    `debug` shows the traceback of what was not foreseen.
    """

    command: Literal["build", "check"]
    folder: Path
    limits: Limits
    day: str | None = None
    url: str | None = None
    only: str | None = None
    debug: bool = False

    def to_text(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def of_text(cls, text: str) -> Self:
        data = json.loads(text)
        return cls(**{**data, "folder": Path(data["folder"]), "limits": Limits(**data["limits"])})
