#!/usr/bin/env bash
# Installs the built wheel into an empty virtual environment, as pipx does, and lets it test itself there: `make wheel`.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
wheel=$(echo dist/planner_desktop-*.whl)
source=$(echo dist/planner_desktop-*.tar.gz)
work=$PWD/build/wheel
rm -rf "$work"
mkdir -p "$work"

# What is built from the source archive is what is built from the source.
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index \
    --wheel-dir "$work" "$source"
"$python" - "$wheel" "$work/$(basename "$wheel")" <<'PYTHON'
import sys
import zipfile

one, other = ({name: file.read(name) for name in file.namelist()} for file in map(zipfile.ZipFile, sys.argv[1:]))
different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
if different:
    sys.exit(f"The source archive builds another wheel: {different[:5]}")
PYTHON

# The versions of the lock file, without its hashes, which a wheel that was just built cannot have.
sed -n 's/^\([a-z0-9-]*==[^ ]*\).*/\1/p' requirements.lock > "$work/constraints.txt"
"$python" -m venv "$work/environment"
"$work/environment/bin/python" -m pip install --quiet --disable-pip-version-check --constraint "$work/constraints.txt" "$wheel"
program=$work/environment/bin/planner
(cd / && env -i HOME="$work" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$program" self-test)
packaging/open_window.sh "$program"
echo "$wheel: $(du -k "$wheel" | cut -f1) kB, with its libraries $(du -sm "$work/environment" | cut -f1) MB"
