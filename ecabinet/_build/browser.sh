#!/usr/bin/env bash
# Makes sure that the browser tests find Chromium; installs Debian's where that is allowed, best
# without windows (the headless shell), which does the same pages with half the work.
set -euo pipefail

shell() { command -v chromium-headless-shell; }
found() { shell || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; }

if [ -n "${ECABINET_TEST_BROWSER:-}" ]; then
  [ -x "$ECABINET_TEST_BROWSER" ] || { echo "ECABINET_TEST_BROWSER=$ECABINET_TEST_BROWSER is no program." >&2; exit 1; }
elif ! shell >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install() { DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" </dev/null; }
    apt-get update -q </dev/null || true
    install chromium-headless-shell || found >/dev/null || install chromium
  fi
  found >/dev/null || {
    echo "The browser tests need Chromium or Chrome. On Debian, as root: apt-get install chromium." >&2
    echo "One that stands elsewhere is named by ECABINET_TEST_BROWSER=/path/to/chromium." >&2
    exit 1
  }
fi
