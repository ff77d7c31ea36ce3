"""Intake of a folder with 300 workbooks of 60 people each, beside calamine's bare reading of them.

python tests/benchmarks/bench_intake_folder.py [files]

Every workbook is a batch of its own: checked, saved and safe on the disk before the next one.
The limit is 3 times the reading.
"""

import sys

if __name__ == "__main__":  # light, as processes that read files load this script too
    from intake_of_folder import main

    sys.exit(main())
