#!/usr/bin/env bash
# Checks networks in CI: annotations on stdout, SARIF and JUnit to files where they are asked for.
#
# LANDBRIDGE  the program
# PATHS       network files or folders, one a line
# FAIL_ON     error (default), warning or note
# SARIF, JUNIT  files to write; none if empty
#
# Ends with the exit code of `landbridge check`.
set -euo pipefail

paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<< "$PATHS"
if [ "${#paths[@]}" = 0 ]; then
  echo "::error::landbridge check: \`paths\` names no network"
  exit 2
fi

code=0
check() {
  "$LANDBRIDGE" check --fail-on "${FAIL_ON:-error}" "$@" -- "${paths[@]}" || code=$?
}
if [ -n "${SARIF:-}" ]; then check --quiet --format sarif --output "$SARIF"; fi
if [ -n "${JUNIT:-}" ]; then check --quiet --format junit --output "$JUNIT"; fi
check --format github
exit "$code"
