"""Intake of 20,000 entries from one xlsx, checks included, saved; beside calamine's bare reading.

python tests/benchmarks/bench_intake.py [rows [rounds]]

The limit is 3 times the reading; memory is measured by `bench_intake_memory.py`. The last line is
`intake add` as a command on an office that has no entries, beside a process that only reads the
file: for information, best round of as many.
"""

import sys

if __name__ == "__main__":  # light, as the process that reads the file loads this script too
    from intake_of_file import main

    sys.exit(main())
