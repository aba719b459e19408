"""Build the desk's pages into the package before a wheel is made of it: `pip install .` from a checkout has them too.

Without npm, or where building fails, the rest is built all the same; `depesche serve` then says what is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DeskBuildHook(BuildHookInterface):
    """Runs scripts/desk, which builds only what has changed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages, unless this is an editable installation or an archive of sources."""
        root = Path(self.root)
        if (
            self.target_name != "wheel"
            or version == "editable"
            or not (root / "desk" / "package.json").exists()
        ):
            return
        reason = _built(root)
        if reason:
            print(f"depesche: the desk's pages are left out: {reason}", file=sys.stderr)
        build_data["artifacts"].append("src/depesche/desk/static/**")


def _built(root: Path) -> str:
    """Build; why it could not be done, or nothing."""
    if shutil.which("npm") is None:
        return "npm is not installed"
    done = subprocess.run(["sh", "scripts/desk"], cwd=root, capture_output=True, text=True, check=False)  # noqa: S607
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]
