"""The record inside the output: the mark that we made it, and the content hash of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pelicasso.schema import SiteError, error

RECORD = ".pelicasso.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The files of one published site: path below the output, with slashes → SHA-256 in hexadecimal."""

    files: Mapping[str, str]

    def to_bytes(self) -> bytes:
        data = {"generator": "pelicasso", "format": _FORMAT, "files": dict(sorted(self.files.items()))}
        return json.dumps(data, separators=(",", ":")).encode("ascii")

    @classmethod
    def read(cls, folder: Path) -> Record | None:
        """The record of `folder`, None where there is none; one that can't be read is refused."""
        try:
            data = json.loads((folder / RECORD).read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, IsADirectoryError):
            data = None
        if not _is_record(data):
            raise SiteError(error("output_record_damaged", f"{folder.name}/{RECORD}"), exit_code=3)
        return cls(data["files"])


def _is_record(data: object) -> bool:
    if not isinstance(data, dict) or data.get("format") != _FORMAT or not isinstance(data.get("files"), dict):
        return False
    return all(isinstance(digest, str) for digest in data["files"].values())
