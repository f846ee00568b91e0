"""What the tests of rules share: a picture to show."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A grey JPEG."""
    made = BytesIO()
    Image.new("L", (64, 48), 128).save(made, "JPEG")
    return made.getvalue()
