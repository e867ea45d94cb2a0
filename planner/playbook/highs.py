"""HiGHS, to be imported only where something is solved.

highspy brings numpy along, and numpy starts a thread for linear algebra on every processor. Nothing here uses them,
but they would cost more time than solving does.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import highspy  # numpy reads the setting while it is imported

__all__ = ["highspy"]
