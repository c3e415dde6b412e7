#!/usr/bin/env bash
# Drives a built program in a real window, where a virtual display is installed: packaging/open_window.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v Xvfb >/dev/null || ! command -v xdotool >/dev/null; then
    echo "No window was opened: Xvfb and xdotool are not installed." >&2
    exit 0
fi
# Without bytecode or path of the source: what is tested is the built program alone.
PLANNER_TEST_PROGRAM=$(realpath -s "$1") .venv/bin/python -m pytest -q tests/journeys/test_five_pages.py
