#!/usr/bin/env bash
# Makes sure that the tests of deploy/nginx find nginx. Debian's package is unpacked into .venv/proxy:
# no root is needed, nothing is installed, no service starts. Without it those tests are skipped, and
# say so; CI fails there.
set -euo pipefail

home=.venv/proxy
missing() {
  echo "$1" >&2
  echo "Tests of the proxy need nginx. On Debian: apt-get install nginx-light. Without it they are skipped." >&2
  [ "${CI:-}" != true ] || exit 1
  exit 0
}
[ -x /usr/sbin/nginx ] && exit 0
[ -e "$home/.complete" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || missing "There is no nginx, and no apt-get to fetch it with."

rm -rf "$home"
mkdir -p "$home/packages" "$home/root"
if [ "$(id -u)" = 0 ]; then apt-get update -q </dev/null >/dev/null || true; fi
(cd "$home/packages" && apt-get download -q nginx </dev/null >/dev/null 2>&1) || missing "apt-get cannot fetch nginx."
for package in "$home"/packages/*.deb; do dpkg -x "$package" "$home/root"; done
ldd "$home/root/usr/sbin/nginx" | grep -q 'not found' && missing "nginx was fetched, but not its libraries."
rm -rf "$home/packages"
touch "$home/.complete"
echo "nginx for the tests stands in $home."
