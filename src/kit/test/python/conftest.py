"""The kit's tests speak to the kernel as the kernel's own do."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "kernel" / "test" / "python"))
