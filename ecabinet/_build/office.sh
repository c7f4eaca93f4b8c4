#!/usr/bin/env bash
# Makes sure that the tests find LibreOffice; installs Debian's where that is allowed (a minute or two).
set -euo pipefail

found() { command -v soffice || command -v libreoffice; }

if ! found >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q </dev/null || true
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
      libreoffice-writer libreoffice-calc libreoffice-impress </dev/null || true
  fi
  found >/dev/null || {
    echo "Tests with real office files need LibreOffice and are skipped. On Debian, as root:" >&2
    echo "apt-get install --no-install-recommends libreoffice-writer libreoffice-calc libreoffice-impress" >&2
    # What CI does not try, nobody tries.
    [ "${CI:-}" != true ] || exit 1
  }
fi
