#!/usr/bin/env bash
# Takes the README's screenshots from the running program: real people in real rooms.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build test
tools/build.sh
exec node --import tsx tools/pictures.ts
