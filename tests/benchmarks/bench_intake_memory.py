"""Peak memory of taking in 20,000 and 100,000 rows from one xlsx, everybody on the roster.

python tests/benchmarks/bench_intake_memory.py [rows]

The intake runs in a process of its own, which opens an office that another one made; the floor,
calamine's bare reading of the same file, in a third. This process stays small, since a child's
peak begins with what its parent holds. Processes that the intake starts count. The limit is 600 MB.
"""

import sys

if __name__ == "__main__":  # light, as the process that reads the file loads this script too
    from intake_memory import main

    sys.exit(main())
