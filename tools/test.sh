#!/usr/bin/env bash
# test.sh all|fast: installs what the tests need, then runs them (tools/run_tests.py).
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build test
ensure_node
exec python3 tools/run_tests.py "${1:-all}"
