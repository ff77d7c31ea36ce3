"""`python -m dsurvey_desktop`: the command dsurvey."""

import sys

from dsurvey_desktop.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
