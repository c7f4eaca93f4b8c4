"""`ecabinet serve --no-worker`, but the relay never polls: what arrives, arrived by a nudge."""

import os
import sys

from ecabinet import concurrency

concurrency.choose(os.environ["ECABINET_ASYNC"])

from ecabinet import cli  # noqa: E402 - after the choice of mode
from ecabinet.web import relay  # noqa: E402

relay.POLL_SECONDS = 3600.0
sys.argv = ["ecabinet", "serve", "--no-worker"]
cli.main()
