#!/usr/bin/env bash
# Builds what changed and serves it in the foreground. Arguments go to `pomopomo serve`.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/build.sh
exec build/release/pomopomo serve --data-dir ./data "$@"
