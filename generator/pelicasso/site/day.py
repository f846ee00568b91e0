"""The day of a build: the one place that asks the clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pelicasso.schema import SiteError, error


def today(timezone: str, asked: str | None = None, environment: Mapping[str, str] = os.environ) -> date:
    """The day asked for, else that of SOURCE_DATE_EPOCH, else today, in the site's time zone.

    SOURCE_DATE_EPOCH is in seconds since 1970, as reproducible-builds.org defines it.
    """
    if asked is not None:
        return _asked(asked)
    zone = ZoneInfo(timezone)
    if epoch := environment.get("SOURCE_DATE_EPOCH"):
        return _of_epoch(epoch, zone)
    return datetime.now(zone).date()


def _asked(asked: str) -> date:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise SiteError(error("bad_day", value=asked), exit_code=2) from None


def _of_epoch(epoch: str, zone: ZoneInfo) -> date:
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        raise SiteError(error("bad_epoch", value=epoch), exit_code=2) from None
