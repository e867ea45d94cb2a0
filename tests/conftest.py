"""Options for all tests."""

from __future__ import annotations

import gc

import pytest

gc.set_threshold(
    100_000, 50, 50
)  # thousands of short tests beside modules that stay: looking for garbage costs more


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden documents anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
