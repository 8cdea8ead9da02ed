# shellcheck shell=bash
# What the scripts share; sourced, never run. Leaves the shell in the root of the project.

set -euo pipefail
unset CDPATH  # It would make cd print where it goes.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$ROOT"

# Go wants a home for its caches, and services often run without one.
if [[ -z "${HOME:-}" ]]; then
  HOME="$(getent passwd "$(id -u)" | cut -d: -f6)"
  export HOME
fi

# sudo and cron leave out the directories where Go is usually unpacked.
if ! command -v go >/dev/null; then
  for directory in /usr/local/go/bin /usr/lib/go/bin; do
    if [[ -x "$directory/go" ]]; then
      export PATH="$PATH:$directory"
      break
    fi
  done
fi

# A compiler cache is used where there is one. It has to look past what a precompiled header hides from it.
if command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
  export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS-pch_defines,time_macros,include_file_mtime,include_file_ctime}"
fi

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

# Whether this is a system that CI covers: there a compiler warning is an error, elsewhere a newer compiler may have
# warnings that nobody has seen yet.
is_covered_system() {
  # shellcheck disable=SC1091
  [[ -r /etc/os-release ]] && [[ "$(. /etc/os-release && echo "${ID:-}-${VERSION_ID:-}")" =~ ^debian-1[23]$ ]]
}

# configure DIRECTORY [CMAKE ARGUMENT...]: prepares a build directory; cheap when there is nothing to do.
configure() {
  local directory="$1" werror=OFF
  local -a options=()
  shift
  if [[ ! -f "$directory/CMakeCache.txt" ]]; then
    options+=(-G Ninja)
  elif ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$directory/CMakeCache.txt"; then
    options+=(--fresh -G Ninja)  # The tree was moved or copied.
  fi
  if is_covered_system; then
    werror=ON
  fi
  cmake -S "$ROOT" -B "$directory" --log-level=WARNING "${options[@]}" -DGOESCAPE_WERROR="$werror" "$@"
}
