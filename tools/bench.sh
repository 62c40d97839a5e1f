#!/usr/bin/env bash
# Measures on the release build: the figures of docs/performance.md beside plain socket.io (bench/run.py), then the
# small programs of bench/*_bench.cpp. QUICK=1 takes two minutes; arguments go to bench/run.py.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build test
ensure_node
POMOPOMO_TESTS=ON build_server release pomopomo socketio_conformance pomopomo_load benches
say 'Figures, ours and plain socket.io in turns'
python3 bench/run.py ${QUICK:+--quick} "$@"
[ $# -eq 0 ] || exit 0
min_time=${QUICK:+0.02}
mapfile -t programs < <(find build/release -maxdepth 1 -name '*_bench' -type f -perm -u+x | sort)
[ ${#programs[@]} -gt 0 ] || die 'no measurements are built'
for program in "${programs[@]}"; do
  say "$(basename "$program")"
  "$program" --benchmark_min_time="${min_time:-0.2}"
done
