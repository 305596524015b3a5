#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# cb21 is killed: before docker has begun, while docker builds (which lives on without it), while it looks into the image, while the
# probe is built, and while the image is read. Whatever the moment, what follows is verified, ships its own text, and never sends it
# under the name of the context that docker may still be reading; no tag was moved, and neither a container nor a folder stays.
# Also on bookworm, bookworm-classic: each client dies in its own way.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^RUN mkdir|RUN sleep 1 \&\& mkdir|' "$PROJECT/Dockerfile"

# A docker that tells where cb21 has come to, and waits a little there.
mkdir "$TEST_ROOT/bin" "$TEST_ROOT/tmp"
export TMPDIR=$TEST_ROOT/tmp
cat >"$TEST_ROOT/bin/docker" <<SCRIPT
#!/bin/sh
case " \$* " in
  *" --target=cb21-evidence "*) moment=at-probe ;;
  *" build "*)
    moment=
    for last; do :; done
    [ ! -d "\$last" ] || [ -e "$TEST_ROOT/at-build" ] || basename "\$last" >"$TEST_ROOT/at-build"
    ;;
  *" cp "*) moment=at-cp ;;
  *" export "*) moment=at-export ;;
  *) moment= ;;
esac
if [ -n "\$moment" ]; then
  : >"$TEST_ROOT/\$moment"
  [ "\$moment" != "\$(cat "$TEST_ROOT/moment")" ] || sleep 1
fi
exec "$(command -v docker)" "\$@"
SCRIPT
chmod +x "$TEST_ROOT/bin/docker"

# Starts a build, waits for a file to appear and a little longer, kills cb21, and waits for the docker that it leaves behind.
kill_at() {
  rm -f "$TEST_ROOT"/at-*
  echo "$1" >"$TEST_ROOT/moment"
  "$CB21" --cb21-docker "$TEST_ROOT/bin/docker" -t "$TAG" "$PROJECT" </dev/null >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
  local pid=$! left=600
  while [ ! -e "$TEST_ROOT/$1" ] && kill -0 "$pid" 2>/dev/null && [ $((left -= 1)) -gt 0 ]; do sleep 0.02; done
  sleep "$2"
  kill -9 "$pid" || fail "cb21 had ended before it could be killed"
  { wait "$pid" || true; } 2>/dev/null
  while grep -qsaF -f "$TEST_ROOT/tag" /proc/[0-9]*/cmdline && [ $((left -= 1)) -gt 0 ]; do sleep 0.1; done
}

echo "$TAG" >"$TEST_ROOT/tag"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
for moment in 'out 0.03' 'at-build 0' 'at-build 0.7' 'at-cp 0.2' 'at-probe 0.2' 'at-export 0.2'; do
  set_greeting two keep
  before=$(id_of "$TAG")
  # shellcheck disable=SC2086
  kill_at $moment
  [[ $moment != at-cp* ]] || [ -n "$(verify_containers)" ] || fail 'no container stood when cb21 was killed'
  [ "$(id_of "$TAG")" = "$before" ] || fail "$moment: the tag was moved"
  set_greeting one keep
  cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
  expect_code 0
  # Killed before it had decided, it has sent nothing.
  if buildkit && [ -e "$TEST_ROOT/at-build" ]; then
    context=$(basename "$(jq -r '.docker_argv[-1]' "$TEST_ROOT/report")")
    [ "$context" != "$(cat "$TEST_ROOT/at-build")" ] || fail "$moment: the context is called $context, as in the killed build"
  fi
  expect_err 'cb21: verified'
  expect_shipped one
done
[ -z "$(leftover_containers)" ] || fail 'a container is left'
[ -z "$(find "$TMPDIR" -mindepth 1 -name 'cb21-*')" ] || fail "left in TMPDIR: $(ls "$TMPDIR")"
