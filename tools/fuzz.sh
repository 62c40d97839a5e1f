#!/usr/bin/env bash
# fuzz.sh [SECONDS]: runs every fuzz target for that long; found inputs are kept in build/fuzz/corpus, crashes in build/fuzz/crashes.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
seconds=${1:-30}
ensure_packages build test
build_server fuzz fuzzers
mapfile -t targets < <(find build/fuzz -maxdepth 1 -name '*_fuzz' -type f -perm -u+x | sort)
[ ${#targets[@]} -gt 0 ] || die 'no fuzz targets'
for target in "${targets[@]}"; do
  name=$(basename "$target")
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus" build/fuzz/crashes
  say "$name for $seconds s"
  seeds=()
  [ -d "fuzz/corpus/${name%_fuzz}" ] && seeds=("fuzz/corpus/${name%_fuzz}")
  "$target" -max_total_time="$seconds" -artifact_prefix="build/fuzz/crashes/$name-" -print_final_stats=1 "$corpus" "${seeds[@]}" \
    2>&1 | tail -n 12
done
