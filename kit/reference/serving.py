"""How a worker of `npm run bench` talks: requests come as JSON lines on standard input, answers go as JSON lines
to standard output; the messages are those of grader/src/bench/protocol.ts. Ends when standard input does.
"""

import json
import os
import sys


def serve(worker):
    """Answers each request with the method of the worker that its command names."""
    answers = os.fdopen(os.dup(1), "w")
    # Standard output carries answers only: whatever a library prints goes to standard error.
    os.dup2(2, 1)
    try:
        for line in sys.stdin:
            request = json.loads(line)
            print(json.dumps(getattr(worker, request["command"])(request)), file=answers, flush=True)
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
