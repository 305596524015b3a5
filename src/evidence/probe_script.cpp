// SPDX-License-Identifier: Apache-2.0
// Cargo's layouts (cargo's core/compiler/layout.rs): PROFILE/.fingerprint/PKG-HASH with runs of build scripts
// in PROFILE/build/PKG-HASH; PROFILE/build/PKG/HASH/{fingerprint,run,out}; and a draft of that,
// PROFILE/build/PKG-HASH/.fingerprint. With build.build-dir the artifacts lie beside another lock file.
#include "evidence/probe_script.hpp"

namespace cb21 {
namespace {

// Names are handed on many at once, for it is the forks that take the time.
constexpr std::string_view k_script = R"sh(export LC_ALL=C TZ=UTC0
kind=$1 nonce=$2 o=/.cb21-evidence w=/.cb21-evidence-work
shift 2
rm -rf "$w"
mkdir -p "$o" "$w"
touch "$w/roots" "$w/landing" "$w/paths"
[ -f "$o-paths" ] && cat "$o-paths" >"$w/paths"
for a; do
  case $a in
    r*) printf '%s\n' "${a#r}" >>"$w/roots" ;;
    l*) printf '%s\n' "${a#l}" >>"$w/landing" ;;
    x*) printf '%s\n' "${a#x}" >>"$w/paths" ;;
  esac
done
nl='
'
many() { tr '\n' '\0' | xargs -0 -r "$@"; }
stats() { many stat -c '%s|%y|%z|%n'; }
bounded() {
  head -n "$2" >"$w/$1"
  [ "$(wc -l <"$w/$1")" -lt "$2" ] || echo "@cut $1"
}
marks() {
  set --
  while IFS= read -r f; do [ -d "$f" ] && set -- "$@" "$f"; done <"$w/roots"
  [ $# -gt 0 ] && find "$@" \( -path /proc -o -path /sys -o -path /dev -o -path "$o" -o -path "$w" \) -prune -o \
    -type f \( -name invoked.timestamp -o -name .cargo-lock -o -name .cargo-artifact-lock -o \
    -path '*/.cargo/config' -o -path '*/.cargo/config.toml' \) \
    \( -path "*$nl*" -exec echo @cut marks ';' -o -print \)
}
below() {
  list=$1 suffix=$2
  shift 2
  n=$#
  while IFS= read -r p; do [ -d "$p$suffix" ] && set -- "$@" "$p$suffix"; done <"$w/$list"
  [ $# -gt "$n" ] || return
  while [ "$n" -gt 0 ]; do
    set -- "$@" "$1"
    shift
    n=$((n - 1))
  done
  find "$@" ! -path "*$nl*"
}
around() {
  list=$1
  set --
  while IFS= read -r p; do set -- "$@" -o -path "${p%/}"; done <"$w/places"
  set -- \( -name .git -o -path /proc -o -path /sys -o -path /dev -o -path "$o" -o -path "$w" "$@" \) -prune -o \
    \( -type f -o -type l \) ! -path "*$nl*" -print
  n=$#
  while IFS= read -r p; do [ -e "$p" ] && set -- "$@" "$p"; done <"$w/$list"
  [ $# -gt "$n" ] || return
  while [ "$n" -gt 0 ]; do
    set -- "$@" "$1"
    shift
    n=$((n - 1))
  done
  find "$@"
}
regular() {
  while IFS= read -r f; do
    case $f in /proc/* | /sys/* | /dev/*) continue ;; esac
    if [ -d "$f" ]; then printf '%s\n' "$f" >&3; elif [ -f "$f" ]; then printf '%s\n' "$f"; fi
  done
}
links() {
  while IFS= read -r f; do [ -L "$f" ] && printf '%s\n' "$f"; done
}
programs() {
  while IFS= read -r f; do
    case ${f##*/} in *.d | *.rlib | *.rmeta | *.o | build-script-* | build_script_*) continue ;; esac
    case $f in */out/*) [ -d "${f%/out/*}/run" ] && continue ;; esac
    printf '%s\n' "$f"
  done
}
look() {
  echo "@probe 1 $nonce $kind"
  for t in find grep head od sed sha256sum sort stat tr wc xargs; do
    command -v "$t" >/dev/null || echo "@missing $t"
  done
  marks >"$w/marks"
  grep '^@' "$w/marks"
  sed -n 's|/\.fingerprint/[^/]*/invoked\.timestamp$|/|p
t
s|/build/[^/]*-[0-9a-f]\{16\}/invoked\.timestamp$|/|p
t
s|/build/[^/]*/[0-9a-f]\{16\}/[^/]*/invoked\.timestamp$|/|p
t
s|/build/[^/]*-[0-9a-f]\{16\}/[^/]*/invoked\.timestamp$|/|p' "$w/marks" | sort -u | bounded profiles 200
  { cat "$w/profiles"; sed -n 's|/\.cargo[^/]*lock$|/|p' "$w/marks"; } | sort -u | bounded places 400
  { below profiles .fingerprint -maxdepth 2 -type f
    below profiles build -maxdepth 4 -type f \
      \( -name invoked.timestamp -o -path '*/fingerprint/*' -o -path '*/.fingerprint/*' \); } | bounded units 100000
  { below places '' -maxdepth 1 -name '*.d' -type f
    below places examples -maxdepth 1 -name '*.d' -type f; } | bounded top 5000
  re=$(sed 's|/$||; s/[][\.|$(){}?+*^]/\\&/g; s|$|/.*:$|' "$w/landing" | tr '\n' '|')
  { below profiles deps -maxdepth 1 -name '*.d' -type f
    below profiles build -maxdepth 4 -name '*.d' -type f; } | many grep -alE "${re}^[^/#]" | bounded info 20000
  sort -u "$w/top" "$w/info" >"$w/dep-info"
  echo @units
  cat "$w/units" "$w/dep-info" | stats
  echo @text
  grep -v -e '/invoked\.timestamp$' -e '/dep-[^/]*$' -e '/output-[^/]*$' "$w/units" | many grep -aH ''
  many grep -aHm1 '' <"$w/dep-info"
  s=$(printf '\001')
  { many grep -ahm1 '' <"$w/dep-info" | sed "s/\\\\ /$s/g; s/^[^ ]*: *//" | tr ' \001' '\n '
    cat "$w/paths"; } | grep '^/' | sort -u | regular >"$w/regular" 3>"$w/folders"
  { cat "$w/regular"; around folders; } | sort -u | bounded named 50000
  echo @named
  { cat "$w/named"; sed -n ':a
s|/[^/]*$||
/./{
p
ba
}' "$w/named" | sort -u | links; } | stats
  echo @followed
  many stat -Lc '%s|%y|%z|%n' <"$w/named"
  around landing | bounded placed 200000
  echo @placed
  stats <"$w/placed"
  { below places '' -maxdepth 1 -type f \( -perm -100 -o -name '*.so' \)
    below places examples -maxdepth 1 -type f \( -perm -100 -o -name '*.so' \)
    below profiles deps -maxdepth 1 -type f -perm -100 ! -name '*.so'
    below profiles build -mindepth 4 -maxdepth 4 -type f -perm -100 ! -name '*.so' |
      grep '/build/[^/]*/[0-9a-f]\{16\}/out/[^/]*$'; } | programs | bounded artifacts 500
  echo @artifacts
  stats <"$w/artifacts"
  echo @libraries
  { below profiles deps -maxdepth 1 -type f -name 'lib*-*.so'
    below profiles build -mindepth 4 -maxdepth 4 -type f -path '*/out/lib*.so'; } | bounded libraries 5000
  cat "$w/libraries"
  echo @settings
  { grep '/\.cargo/config' "$w/marks"
    printf '%s\n' "${CARGO_HOME:-/root/.cargo}/config" "${CARGO_HOME:-/root/.cargo}/config.toml"; } | sort -u | regular 3>/dev/null |
    many grep -aHE '^[^#]*(linker|rustc|rustc-wrapper|rustc-workspace-wrapper)["[:blank:]]*=' | bounded settings 1000
  cat "$w/settings"
  env | sed -n 's|^CARGO_TARGET_[A-Z0-9_]*_LINKER=|/config:linker=|p'
  echo @sums
  cat "$w/named" "$w/artifacts" | many sha256sum
  while IFS= read -r f; do
    echo "@head $f"
    od -An -v -tx1 -N4096 "$f"
  done <"$w/artifacts"
  echo @end
}
look 2>/dev/null | head -c 67108864 >"$o/$kind"
rm -rf "$w"
exit 0
)sh";

// All names, in the words of printf that any shell knows.
constexpr std::string_view k_paths_script = R"(printf '%s\n' "$@" >>/.cb21-evidence-paths)";

void append_tagged(std::vector<std::string>& words, char tag, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) words.push_back(tag + path);
}

}  // namespace

std::vector<std::string> probe_words(const ProbeCommand& command) {
  std::vector<std::string> words{
      "/bin/sh", "-c", std::string(k_script), "sh", std::string(command.kind), std::string(command.nonce)};
  append_tagged(words, 'r', command.roots);
  append_tagged(words, 'l', command.landing_folders);
  append_tagged(words, 'x', command.paths);
  return words;
}

std::vector<std::string> probe_path_words(std::string_view nonce, const std::vector<std::string>& paths) {
  std::vector<std::string> words{"/bin/sh", "-c", std::string(k_paths_script), std::string(nonce)};
  words.insert(words.end(), paths.begin(), paths.end());
  return words;
}

}  // namespace cb21
