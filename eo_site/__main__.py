"""`python -m eo_site` is the `eo-site` command."""

import os
import sys
from typing import NoReturn

from eo_site.cli import main


def run() -> NoReturn:
    """Do what the command line asks for, and end the process.

    It ends without taking apart what was read of a library, as it would at the end of a Python program:
    with 14,400 orders that takes longer than a second. Whatever is to be closed has been by then.
    """
    code: object = 0
    try:
        try:
            main()
        except SystemExit as end:
            code = end.code
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough
        pass
    except OSError as error:  # what is printed cannot be written: a full disk
        code = f"Error: {error}"
    if isinstance(code, str):
        print(code, file=sys.stderr, flush=True)
    os._exit(code if isinstance(code, int) else bool(code))


if __name__ == "__main__":
    run()
