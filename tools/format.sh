#!/usr/bin/env bash
# Puts every file of C++ and TypeScript into shape; with --check it only says which are not (C++).
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build test
mapfile -t files < <(find server/src tests bench fuzz -name node_modules -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print)
if [ "${1:-}" = --check ]; then exec clang-format-19 --dry-run -Werror "${files[@]}"; fi
ensure_node
clang-format-19 -i "${files[@]}"
npm run --silent format
