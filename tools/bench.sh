#!/usr/bin/env bash
# Runs every measurement of bench/ (Google Benchmark programs) on the release build.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build test
POMOPOMO_TESTS=ON build_server release benches
mapfile -t programs < <(find build/release -maxdepth 1 -name '*_bench' -type f -perm -u+x | sort)
[ ${#programs[@]} -gt 0 ] || die 'no measurements are built'
for program in "${programs[@]}"; do
  say "$(basename "$program")"
  "$program" --benchmark_min_time=0.2 "$@"
done
