"""The record inside the output: the mark that we made it, and the content hash of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelicasso.schema import SiteError, error

RECORD = ".pelicasso.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The files of one published site: path below the output, with slashes → SHA-256 in hexadecimal.

    `accounts` are those that money is asked for, by their names.
    """

    files: Mapping[str, str]
    accounts: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        data: dict[str, Any] = {"generator": "pelicasso", "format": _FORMAT, "files": dict(sorted(self.files.items()))}
        if self.accounts:
            data["accounts"] = dict(sorted(self.accounts.items()))
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
        return cls(data["files"], data.get("accounts", {}))


def _is_record(data: object) -> bool:
    if not isinstance(data, dict) or data.get("format") != _FORMAT or not isinstance(data.get("files"), dict):
        return False
    accounts = data.get("accounts", {})
    if not isinstance(accounts, dict):
        return False
    return all(isinstance(each, str) for each in (*data["files"].values(), *accounts.values()))
