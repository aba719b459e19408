"""The pictures of docs/desk.md: `python -m tests.screenshots` starts two desks on the tutorial's crisis and takes them.

Needs what the browser tests need (`sh scripts/desk dev`, `sh scripts/chromium`).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.test_desk_browser import DESK, ROOT, desks

PICTURES = ROOT / "docs" / "images"


def main() -> None:
    """Take all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        addresses = desks(stack, Path(folder))
        environment = {**os.environ, **addresses, "DESK_PICTURES": str(PICTURES)}
        command = ["node", str(DESK / "scripts" / "screenshots.mjs")]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
