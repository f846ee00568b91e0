"""Says in words what the machine refuses: a full disk, missing rights, a folder that can't be moved."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from pelicasso.schema import Finding, SiteError, error

_MIB = 1024 * 1024
_CODES = {
    errno.EACCES: "output_in_use" if os.name == "nt" else "output_denied",
    errno.EPERM: "output_denied",
    errno.EROFS: "output_read_only",
    errno.EBUSY: "output_pinned",
    errno.EXDEV: "output_pinned",
    errno.ESTALE: "output_source_changing",
}


def machine_error(site: Path, cause: OSError, needed: int = 1) -> SiteError:
    """What to tell the person about `cause`; `needed` is the number of bytes that were to be written."""
    return SiteError(_finding(site, cause, needed), exit_code=3)


def _finding(site: Path, cause: OSError, needed: int) -> Finding:
    if cause.errno in (errno.ENOSPC, errno.EDQUOT):
        free = shutil.disk_usage(site).free // _MIB
        return error("output_disk_full", needed=-(-needed // _MIB), free=free)
    file = _relative(site, cause.filename)
    if code := _CODES.get(cause.errno or 0):
        return error(code, file)
    return error("output_failed", file, reason=cause.strerror or str(cause))


def _relative(site: Path, filename: object) -> str:
    path = Path(filename) if isinstance(filename, str | os.PathLike) else site / "output"
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()
