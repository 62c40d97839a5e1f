# Shared by the scripts beside it: say what happens, install what is missing, find Node, build.
# Sourced with the project's root as the working directory.

say() { printf '\e[1m== %s\e[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# packages_of SECTION: the names below "# [SECTION]" in packages.txt.
packages_of() { awk -v section="# [$1]" '/^# \[/ { on = (index($0, section) == 1); next } /^#/ || !NF { next } on' packages.txt; }

missing_of() {
  local package
  for package in $(packages_of "$1"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# ensure_packages SECTION…: installs the Debian packages that are missing; asks nothing and does nothing when all are there.
ensure_packages() {
  local section missing=() log=build/logs/apt.log root=()
  for section in "$@"; do mapfile -t -O "${#missing[@]}" missing < <(missing_of "$section"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "these Debian packages are missing, and only root may install them: ${missing[*]}"
    root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages (a few minutes on a bare machine): ${missing[*]}"
  mkdir -p build/logs
  apt_get() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq "$@" </dev/null >>"$log" 2>&1; }
  apt_get install --no-install-recommends "${missing[@]}" && return 0
  # The package lists may be absent or old.
  apt_get update && apt_get install --no-install-recommends "${missing[@]}" && return 0
  tail -n 20 "$log" >&2
  die "apt-get failed; its output is in $log"
}

# Node for the web build and the tests: the machine's own from 20.19 on, else the npm package `node` beside Debian's.
node_is_good() { "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a >= 22 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

ensure_node() {
  local version=22.23.3 own=build/node/node_modules/node/bin
  if ! { node_is_good node && command -v npm >/dev/null; }; then
    ensure_packages node
    if ! node_is_good node && ! node_is_good "$PWD/$own/node"; then
      say "Installing Node $version for the build"
      npm install --prefix build/node --no-save --no-package-lock --no-audit --no-fund --loglevel=error "node@$version"
    fi
    node_is_good node || export PATH="$PWD/$own:$PATH"
    node_is_good node || die "Node 20.19 or newer is needed, and installing it did not work"
  fi
  local stamp=node_modules/.installed lock
  lock=$(node --version; sha256sum package-lock.json .npmrc)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$lock" ]; then
    say 'Installing the npm packages of package-lock.json (about a minute)'
    npm ci --no-audit --no-fund --loglevel=error </dev/null
    printf '%s\n' "$lock" >"$stamp"
  fi
}

# build_server PRESET [TARGET…]: with POMOPOMO_TESTS=ON in the environment the tests are configured too.
build_server() {
  local preset=$1 cache=build/$1/CMakeCache.txt tests=${POMOPOMO_TESTS:-}
  shift
  if [ ! -f "build/$preset/build.ninja" ] || { [ "$tests" = ON ] && ! grep -q '^POMOPOMO_TESTS:BOOL=ON' "$cache"; }; then
    say "Configuring the server ($preset)"
    mkdir -p build/logs
    cmake --preset "$preset" -DPOMOPOMO_TESTS="${tests:-OFF}" >build/logs/cmake-"$preset".log 2>&1 ||
      { tail -n 30 build/logs/cmake-"$preset".log >&2; die "cmake failed ($preset)"; }
  fi
  # Ninja tells its own progress. From scratch it takes several minutes. (By the preset, whose environment lets ccache
  # work with the precompiled header.)
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

# build_web: web/dist, when any of its sources changed.
build_web() {
  ensure_node
  local stamp=build/stamps/web sources
  sources=$(find web api package-lock.json package.json \
    \( -name node_modules -o -path web/dist -o -name routeTree.gen.ts -o -name schema.d.ts \) -prune -o \
    -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  [ -f web/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sources" ] && return 0
  say 'Building the web client (about ten seconds)'
  mkdir -p build/stamps build/logs
  npm run --silent build >build/logs/web.log 2>&1 </dev/null || { tail -n 40 build/logs/web.log >&2; die 'the web build failed'; }
  printf '%s\n' "$sources" >"$stamp"
}
