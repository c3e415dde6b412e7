#!/usr/bin/env bash
# Examines the Debian package, installs it into an empty folder, lets it test itself there and removes it: `make deb`.
set -euo pipefail
cd "$(dirname "$0")/../.."
package=$(echo "$PWD"/dist/planner-desktop_*.deb)
work=$PWD/build/deb-check
home=$PWD/build/deb-home
rm -rf "$work" "$home"
mkdir -p "$home"

desktop-file-validate packaging/planner-desktop.desktop
appstreamcli validate --no-net packaging/planner-desktop.metainfo.xml
lintian --allow-root --fail-on error "$package"

# A system of its own, with nothing in it but this package: what it depends on is the machine's.
mkdir -p "$work/var/lib/dpkg/updates" "$work/var/lib/dpkg/info" "$work/var/lib/dpkg/triggers"
touch "$work/var/lib/dpkg/status" "$work/var/lib/dpkg/available"
dpkg=(dpkg --root="$work" --force-not-root --force-depends --force-bad-path --no-triggers --log=/dev/null)
"${dpkg[@]}" --install "$package" >/dev/null 2>&1
(cd / && env -i HOME="$home" PATH=/nowhere LC_ALL=C.UTF-8 "$work/usr/bin/planner" self-test)
packaging/open_window.sh "$work/usr/bin/planner"
"${dpkg[@]}" --purge planner-desktop >/dev/null
left=$(find "$work" -path "$work/var/lib/dpkg" -prune -o \( -type f -o -type l \) -print)
if [[ -n $left ]]; then
    echo "The removed package left something behind: $left" >&2
    exit 1
fi
echo "$(basename "$package"): installed, tested and removed without a trace"
