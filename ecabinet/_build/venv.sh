#!/usr/bin/env bash
# Makes a virtual environment in the folder $1 with the newest suitable Python of this machine.
set -euo pipefail

target=$1
python=
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
  if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo "E-cabinet needs Python 3.11 or newer. Install it and run this again; if it is not called python3: make PYTHON=/path/to/python" >&2
  exit 1
fi

# Debian and Ubuntu keep a part of the standard library, ensurepip, in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv </dev/null
  else
    echo "Python's venv is missing. On Debian or Ubuntu, as root: apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv "$target"
