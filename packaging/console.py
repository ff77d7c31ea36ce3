"""The command `dsurvey` of the frozen program."""

import sys
from multiprocessing import freeze_support

from dsurvey_desktop.cli.main import run

if __name__ == "__main__":
    freeze_support()
    sys.exit(run())
