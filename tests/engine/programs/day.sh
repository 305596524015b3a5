#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A day's work on a real program: it is built, edited and built again, in one style of Dockerfile, with --cb21-verify required and
# without any configuration. Each image must be verified and hold the new code.
#   usage: day.sh ENGINE PROGRAM STYLE [STRATEGY]
#     PROGRAM   exa, ripgrep (as a workspace), fd-find or bat, of Debian's sources (see fetch.sh), or all
#     STYLE     plain, placeholder, chef, mount, mount-touch, install, scratch, strip, script, two-bins, all, or any: another each day
#     STRATEGY  default (if not given) or precise
# CB21_DAY names some of the edits, in any order: main library comment touch same-stat branch back readme dockerfile dependency
# new-file. Exit codes: 0 as promised; 1 anything else; 77 no engine.
set -euo pipefail

case ${1:-} in
  --help | -h)
    sed -n '3,10s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
esac
PROGRAM=${2:?the program: exa, ripgrep, fd-find or bat} STYLE=${3:?the style, see --help} STRATEGY=${4:-default}
readonly STYLES=(plain placeholder chef mount mount-touch install scratch strip script two-bins)
[ "$STYLE" != any ] || STYLE=${STYLES[10#$(date -u +%j) % ${#STYLES[@]}]}
if [ "$PROGRAM" = all ] || [ "$STYLE" = all ]; then
  programs=("$PROGRAM") styles=("$STYLE") failed=0
  [ "$PROGRAM" != all ] || programs=(exa ripgrep fd-find bat)
  [ "$STYLE" != all ] || styles=("${STYLES[@]}")
  for program in "${programs[@]}"; do
    for style in "${styles[@]}"; do "$0" "$1" "$program" "$style" "$STRATEGY" || failed=1; done
  done
  exit $failed
fi
# shellcheck source=../harness.sh
. "$(dirname "$0")/../harness.sh"
TAG=cb21-day/$PROGRAM-$STYLE-$$
IMAGE=cb21-program/$PROGRAM

# BIN is what starts. TEXT_FILE holds a text that the program prints, at best in a library, and TEXT_CALL reads it.
case $PROGRAM in
  exa) BIN=exa MAIN=src/main.rs TEXT_FILE=src/day.rs TEXT_CALL=day::text ;;
  fd-find) BIN=fd MAIN=src/main.rs TEXT_FILE=src/day.rs TEXT_CALL=day::text ;;
  ripgrep) BIN=rg MAIN=crates/core/main.rs TEXT_FILE=crates/ignore/src/lib.rs TEXT_CALL=ignore::text ;;
  bat) BIN=bat MAIN=src/bin/bat/main.rs TEXT_FILE=src/lib.rs TEXT_CALL=bat::text ;;
  *) fail "no such program: $PROGRAM" ;;
esac

# The base image with the program's crates; it stays for later runs, as the other base images do.
provide_image() {
  local layer=$1/layer.tar
  ! docker image inspect "$IMAGE" >/dev/null 2>&1 || return 0
  mkdir "$TEST_ROOT/image"
  cp "$layer" "$TEST_ROOT/image/layer.tar"
  # What a program's profile asks of the optimizer makes builds slow, and proves nothing here.
  printf '%s\n' 'FROM rust:1-slim-bookworm' 'ADD layer.tar /' \
    'ENV CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_NET_OFFLINE=true' >"$TEST_ROOT/image/Dockerfile"
  docker build --quiet --tag "$IMAGE" "$TEST_ROOT/image" >/dev/null || fail "the base image of $PROGRAM cannot be built"
  rm -r "$TEST_ROOT/image"
}

# ---- the project

# The program with an option of the day's: it prints a text of main.rs and one of another file.
make_project() { # SOURCE
  PROJECT=$TEST_ROOT/$PROGRAM-$$
  cp -a "$1" "$PROJECT"
  cd "$PROJECT"
  echo target >.dockerignore
  printf 'pub fn text() -> &%sstatic str {\n    "text one"\n}\n' "'" >>"$TEXT_FILE"
  sed -i 's|^fn main() .*{$|&\n    if std::env::args().nth(1).as_deref() == Some("--day") {\n        println!("{} {}", "main one", '"$TEXT_CALL"'());\n        std::process::exit(0);\n    }|' "$MAIN"
  [[ $TEXT_CALL != day::* ]] || sed -i '0,/^fn main()/s//mod day;\n\n&/' "$MAIN"
  grep -q -- --day "$MAIN" || fail "$MAIN has no function main() as expected"
  # This run's own, so that no layer of another run answers.
  sed -i "s|main one|$PROGRAM $$ main one|" "$MAIN"
  if [ "$STYLE" = two-bins ]; then
    printf 'fn main() {\n    println!("second one");\n}\n' >second.rs
    printf '\n[[bin]]\nname = "second"\npath = "second.rs"\n' >>Cargo.toml
  fi
  [ "$STYLE" != script ] || { printf '#!/bin/sh\nset -e\nexec %s "$@"\n' $BIN >entry.sh && chmod +x entry.sh; }
  write_dockerfile >Dockerfile
  find . -exec touch -h -d '1 day ago' {} +
}

# Manifests, and stubs in the place of every source that they need.
manifests() { (cd "$PROJECT" && find . -name Cargo.toml -not -path './target/*' -printf '%P\n' | sort); }
stub_commands() {
  local manifest folder
  for manifest in $(manifests); do
    folder=$(dirname "$manifest")
    [ ! -e "$PROJECT/$folder/src/lib.rs" ] || printf 'mkdir -p %s/src && : >%s/src/lib.rs && ' "$folder" "$folder"
    [ ! -e "$PROJECT/$folder/build.rs" ] || printf "echo 'fn main() {}' >%s/build.rs && " "$folder"
  done
  [ ! -e "$PROJECT/second.rs" ] || printf "echo 'fn main() {}' >second.rs && "
  printf "mkdir -p %s && echo 'fn main() {}' >%s" "$(dirname "$MAIN")" "$MAIN"
}
copy_manifests() {
  local manifest
  echo 'COPY Cargo.lock ./'
  echo 'COPY .cargo .cargo'
  for manifest in $(manifests); do echo "COPY $manifest ./$manifest"; done
}
packages() { manifests | xargs sed -s -n '/^\[package\]/,/^\[[^p]/s/^name = "\(.*\)"/-p \1/p' | paste -sd ' '; }

write_dockerfile() {
  local program=/app/target/release/$BIN final=$IMAGE build='cargo build --release --offline'
  local touch="find . -name '*.rs' -not -path './target/*' -exec touch {} +" mount="--mount=type=cache,id=$TAG,target=/app/target"
  printf '%s\n' "FROM $IMAGE AS build" 'WORKDIR /app'
  case $STYLE in
    plain | script | two-bins) printf '%s\n' 'COPY . .' "RUN $build" ;;
    strip) printf '%s\n' 'COPY . .' "RUN $build && strip $program" ;;
    placeholder)
      copy_manifests
      printf '%s\n' "RUN $(stub_commands) && $build" 'COPY . .' "RUN $touch && $build"
      ;;
    chef)
      copy_manifests
      printf '%s\n' "RUN $(stub_commands) && $build && cargo clean --release --offline $(packages)" 'COPY . .' "RUN $build"
      ;;
    mount | mount-touch)
      [ "$STYLE" = mount ] || build="$touch && $build"
      printf '%s\n' 'COPY . .' "RUN $mount $build && cp target/release/$BIN /usr/local/bin/"
      program=/usr/local/bin/$BIN
      ;;
    install)
      printf '%s\n' 'COPY . .' 'RUN cargo install --offline --path . --root /out'
      program=/out/bin/$BIN
      ;;
    scratch)
      # The program with the libraries that it asks for, and nothing else.
      printf '%s\n' 'COPY . .' "RUN $build && mkdir -p /image/usr/local/bin && strip -o /image/usr/local/bin/$BIN $program && cp --parents -L \$(ldd $program | grep -o '/[^ ]*') /image"
      final=scratch
      ;;
    *) fail "no such style: $STYLE" ;;
  esac
  echo "FROM $final"
  if [ "$final" = scratch ]; then
    printf '%s\n' 'COPY --from=build /image/ /' "ENTRYPOINT [\"/usr/local/bin/$BIN\"]"
    return
  fi
  echo "COPY --from=build $program /usr/local/bin/$BIN"
  case $STYLE in
    two-bins) printf '%s\n' 'COPY --from=build /app/target/release/second /usr/local/bin/second' "CMD [\"$BIN\"]" ;;
    script) printf '%s\n' 'COPY entry.sh /entry.sh' 'ENTRYPOINT ["/entry.sh"]' ;;
    *) echo "ENTRYPOINT [\"$BIN\"]" ;;
  esac
}

# ---- the day

# What the program prints now, by its sources.
wanted() {
  printf '%s %s' "$(grep -o "$PROGRAM $$ main [a-z]*" "$MAIN")" "$(grep -o '"text [a-z]*"' "$TEXT_FILE" | tr -d '"')"
}
set_main() { sed -i "s/\($PROGRAM $$ main\) [a-z]*/\1 $1/" "$MAIN"; }
set_text() { sed -i "s/\"text [a-z]*\"/\"text $1\"/" "$TEXT_FILE"; }

edit() {
  case $1 in
    main) set_main two ;;
    library) set_text two ;;
    comment) echo '// A comment.' >>"$MAIN" ;;
    touch) find . -name '*.rs' -exec touch {} + ;;
    same-stat) touch -r "$MAIN" "$TEST_ROOT/time" && set_main six && touch -r "$TEST_ROOT/time" "$MAIN" ;;
    branch) rm -rf "$TEST_ROOT/kept" && cp -a . "$TEST_ROOT/kept" && set_main topic && set_text topic ;;
    back) cp -a "$TEST_ROOT/kept/$MAIN" "$MAIN" && cp -a "$TEST_ROOT/kept/$TEXT_FILE" "$TEXT_FILE" ;;
    readme) echo 'A line.' >>README.md ;;
    dockerfile) echo 'LABEL day=1' >>Dockerfile ;;
    dependency) printf '\n[dependencies.cfg-if]\nversion = "1"\n' >>Cargo.toml ;;
    new-file)
      echo 'pub const TEXT: &str = "added";' >"$(dirname "$MAIN")/added.rs"
      sed -i '0,/^fn main()/s//mod added;\n\n&/; s/println!("{} {}", \(.*\));/println!("{} {} {}", \1, added::TEXT);/' "$MAIN"
      ;;
    *) fail "no such edit: $1" ;;
  esac
}

build_and_judge() { # EDIT
  local begin=$SECONDS words=("$CB21" --cb21-verify required --cb21-report "$TEST_ROOT/report.json" "${PLAIN[@]}" --tag "$TAG") printed
  [ "$STRATEGY" = default ] || words+=(--cb21-strategy "$STRATEGY")
  run "${words[@]}" .
  local seconds=$((SECONDS - begin))
  expect_code 0
  [ "$(jq -r .verdict "$TEST_ROOT/report.json")" = verified ] || fail "$1: $(jq -c '{verdict, proofs, chain}' "$TEST_ROOT/report.json")"
  if [ "$STYLE" = two-bins ]; then
    printed=$(docker run --rm --network none "$TAG" $BIN --day)
    [ "$(docker run --rm --network none "$TAG" second)" = 'second one' ] || fail "$1: the second program prints something else"
  else
    printed=$(docker run --rm --network none "$TAG" --day)
  fi
  [[ $printed == "$(wanted)"* ]] || fail "$1: the image prints '$printed', expected '$(wanted)'"
  [[ $1 != new-file || $printed == *added ]] || fail "$1: the image prints '$printed', which lacks the new file's text"
  printf '%s %s %s, %s: verified, %s (%d s)\n' "$PROGRAM" "$STYLE" "$STRATEGY" "$1" "$printed" $seconds
}

main() {
  local folder name
  folder=$("$REPOSITORY/tests/engine/programs/fetch.sh" "$PROGRAM")
  provide_image "$folder"
  make_project "$folder/source"
  build_and_judge first
  for name in ${CB21_DAY:-main library comment touch same-stat branch back readme dockerfile dependency new-file}; do
    edit "$name"
    build_and_judge "$name"
  done
}
main
