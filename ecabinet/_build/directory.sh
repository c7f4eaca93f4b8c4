#!/usr/bin/env bash
# Makes sure that the tests of single sign-on find slapd, OpenLDAP's server. Debian's package is
# unpacked into .venv/directory: no root is needed, nothing is installed, no service starts.
# Without it those tests are skipped, and say so; CI fails there.
set -euo pipefail

home=.venv/directory
missing() {
  echo "$1" >&2
  echo "Tests of the LDAP directory need slapd. On Debian: apt-get install slapd (then stop its service)," >&2
  echo "or name one by ECABINET_TEST_SLAPD=/path/to/slapd. Without it they are skipped." >&2
  [ "${CI:-}" != true ] || exit 1
  exit 0
}
libraries() { find "$home/root/usr/lib" "$home/root/lib" -type d -name '*-linux-gnu*' 2>/dev/null | paste -sd:; }
lost() { LD_LIBRARY_PATH="$(libraries)" ldd "$home/root/usr/sbin/slapd" | awk '/not found/ {print $1}'; }

if [ -n "${ECABINET_TEST_SLAPD:-}" ]; then
  [ -x "$ECABINET_TEST_SLAPD" ] || { echo "ECABINET_TEST_SLAPD=$ECABINET_TEST_SLAPD is no program." >&2; exit 1; }
  exit 0
fi
[ -x /usr/sbin/slapd ] || [ -x /usr/lib/openldap/slapd ] && exit 0
[ -e "$home/.complete" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || missing "There is no slapd, and no apt-get to fetch it with."

rm -rf "$home"
mkdir -p "$home/packages" "$home/root"
if [ "$(id -u)" = 0 ]; then apt-get update -q </dev/null >/dev/null || true; fi
fetch() { (cd "$home/packages" && apt-get download -q "$@" </dev/null >/dev/null 2>&1); }
needs() { apt-cache depends --important "$1" 2>/dev/null | awk '$1 == "Depends:" && $2 ~ /^lib/ && $2 !~ /^lib(c6|perl|odbc)/ {print $2}'; }
fetch slapd || missing "apt-get cannot fetch slapd."
wanted=$(needs slapd)
dpkg -x "$home"/packages/slapd_*.deb "$home/root"
for _round in 1 2 3; do
  [ -n "$(lost)" ] || break
  more=
  for package in $wanted; do
    if fetch "$package"; then dpkg -x "$home/packages/${package}"_*.deb "$home/root"; fi
    more="$more $(needs "$package")"
  done
  wanted=$(tr ' ' '\n' <<<"$more" | sort -u)
done
[ -z "$(lost)" ] || missing "slapd was fetched, but not its libraries: $(lost | paste -sd' ')."
rm -rf "$home/packages"
touch "$home/.complete"
echo "slapd for the tests stands in $home."
