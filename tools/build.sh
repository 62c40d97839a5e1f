#!/usr/bin/env bash
# Leaves the program in build/release/pomopomo and the web client in web/dist.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/lib.sh
ensure_packages build
build_server release pomopomo
build_web
