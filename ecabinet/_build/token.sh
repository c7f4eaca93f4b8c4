#!/usr/bin/env bash
# Makes sure that the tests of signing find SoftHSM, a PKCS#11 token in software. Debian's packages
# are unpacked into .venv/token: no root is needed and nothing is installed. Without it those tests
# are skipped, and say so; CI fails there.
set -euo pipefail

home=.venv/token
missing() {
  echo "$1" >&2
  echo "Tests of PKCS#11 tokens need SoftHSM. On Debian: apt-get install softhsm2. Without it they are skipped." >&2
  [ "${CI:-}" != true ] || exit 1
  exit 0
}
[ -e /usr/lib/softhsm/libsofthsm2.so ] && command -v softhsm2-util >/dev/null && exit 0
[ -e "$home/.complete" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || missing "There is no SoftHSM, and no apt-get to fetch it with."

rm -rf "$home"
mkdir -p "$home/packages" "$home/root"
if [ "$(id -u)" = 0 ]; then apt-get update -q </dev/null >/dev/null || true; fi
(cd "$home/packages" && apt-get download -q softhsm2 libsofthsm2 </dev/null >/dev/null 2>&1) || missing "apt-get cannot fetch SoftHSM."
for package in "$home"/packages/*.deb; do dpkg -x "$package" "$home/root"; done
ldd "$home/root/usr/bin/softhsm2-util" | grep -q 'not found' && missing "SoftHSM was fetched, but not its libraries."
rm -rf "$home/packages"
touch "$home/.complete"
echo "SoftHSM for the tests stands in $home."
