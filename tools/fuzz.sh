#!/usr/bin/env bash
# fuzz.sh [SECONDS]: runs every fuzz target for that long, two at a time. Fails when one finds something. What it found is kept in
# build/fuzz/crashes, inputs worth trying again in build/fuzz/corpus, what the targets said in build/fuzz/logs.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh

# fuzz_one SECONDS NAME
fuzz_one() {
  local seconds=$1 name=$2 corpus=build/fuzz/corpus/$2 seeds=fuzz/corpus/${2%_fuzz} log=build/fuzz/logs/$2.log
  mkdir -p "$corpus" build/fuzz/crashes build/fuzz/logs
  local options=(-max_total_time="$seconds" -timeout=10 -artifact_prefix="build/fuzz/crashes/$name-" -print_final_stats=1)
  if "build/fuzz/$name" "${options[@]}" "$corpus" "$seeds" >"$log" 2>&1; then
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
  else
    tail -n 40 "$log"
    echo "$name: FAILED; its input is in build/fuzz/crashes"
    return 1
  fi
}

if [ "${1:-}" = --one ]; then
  fuzz_one "$2" "$3"
  exit
fi

ensure_packages build test
build_server fuzz fuzzers
names=()
for source in fuzz/*_fuzz.cpp; do names+=("$(basename "$source" .cpp)"); done
say "${#names[@]} fuzz targets for ${1:-30} s each"
printf '%s\0' "${names[@]}" | xargs -0 -n 1 -P 2 "$0" --one "${1:-30}"
