#!/usr/bin/env bash
# build_one.sh web|PRESET [TARGET…]: one build, with the tests when it is the server's.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
if [ "$1" = web ]; then build_web; else POMOPOMO_TESTS=ON build_server "$@"; fi
