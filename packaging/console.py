"""The command `dsurvey` of the frozen program."""

import sys

from dsurvey_desktop.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
