"""`python -m tests.golden` says in what the golden site differs; `--update` takes that as right."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.golden import EXPECTED, comparable, difference, golden_build
from tests.sites import tree, write


def main() -> None:
    """Build, compare, and perhaps keep."""
    with tempfile.TemporaryDirectory() as folder:
        found = comparable(golden_build(Path(folder)))
    differs = difference(found, tree(EXPECTED))
    print(differs or "The golden site is as expected.")
    if "--update" not in sys.argv[1:]:
        sys.exit(bool(differs))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    write(EXPECTED, found)


if __name__ == "__main__":
    main()
