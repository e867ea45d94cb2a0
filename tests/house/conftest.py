"""What the tests of the house share."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.resources import samples_folder


@pytest.fixture
def sample_plan() -> Path:
    """A sample plan that passes ``check``."""
    return samples_folder() / "minimal.yaml"
