#!/usr/bin/env bash
# clang-tidy on what changed since `main` as it was fetched (or all, with --all), and every check that needs no run.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
set -e
ensure_packages build test
ensure_node
POMOPOMO_TESTS=ON build_server release
set +e
failed=0
check() { say "$1"; shift; "$@" || failed=1; }
if [ "${1:-}" = --all ]; then
  mapfile -t files < <(find server/src -name '*.cpp')
else
  base=$(git rev-parse --verify --quiet origin/main || git rev-parse --verify --quiet HEAD~1 || git rev-parse HEAD)
  mapfile -t files < <(git diff --name-only --diff-filter=AM "$base" -- 'server/src/*.cpp')
fi
[ ${#files[@]} -eq 0 ] ||
  check "clang-tidy on ${#files[@]} files" xargs -P2 -n4 -a <(printf '%s\n' "${files[@]}") clang-tidy-19 --quiet -p build/release
check 'includes' python3 tools/check_includes.py
check 'dependencies' python3 tools/check_dependencies.py
check 'format of C++' tools/format.sh --check
check 'oxlint and message catalogues' npm run --silent lint
check 'types' npm run --silent typecheck
check 'types of the tests' npx tsc --noEmit -p tests/tsconfig.json
check 'format of TypeScript' npx prettier --check --log-level warn api bench web tests package.json .oxlintrc.json
[ $failed -eq 0 ] && say 'no findings'
exit $failed
