#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# cb21 is killed while docker builds, while it looks at the image, between proof and tag, between two tags, and before the push:
# neither tag nor registry moves before the proof, and what moves after it is what was proved.
# Also on bookworm, bookworm-classic: the client has no push of its own.
. "$(dirname "$0")/harness.sh"
new_project quick
if has_buildx; then
  start_registry
  name=$REGISTRY/gate-killed-$$ flags=(--push)
else
  name=$TAG flags=()
fi
repository=${name#"$REGISTRY"/}
pushed() { if [ ${#flags[@]} -gt 0 ]; then in_registry "$repository:1"; else echo nothing; fi; }

# A docker that stops before the step $TEST_ROOT/stop-at names and says so; it never goes on.
mkdir "$TEST_ROOT/bin"
cat >"$TEST_ROOT/bin/docker" <<SCRIPT
#!/bin/sh
step=\$1
[ "\$step" != tag ] || step="tag-\${3##*:}"
if [ "\$step" = "\$(cat "$TEST_ROOT/stop-at")" ]; then
  echo \$\$ >"$TEST_ROOT/stopped.part" && mv "$TEST_ROOT/stopped.part" "$TEST_ROOT/stopped"
  while [ ! -e "$TEST_ROOT/go-on" ]; do sleep 0.05; done
  exit 1
fi
exec "$(command -v docker)" "\$@"
SCRIPT
chmod +x "$TEST_ROOT/bin/docker"

kill_before() {
  rm -f "$TEST_ROOT/stopped" "$TEST_ROOT/go-on"
  echo "$1" >"$TEST_ROOT/stop-at"
  "$CB21" --cb21-docker "$TEST_ROOT/bin/docker" "${flags[@]}" -t "$name:1" -t "$name:2" "$PROJECT" </dev/null >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
  local pid=$! left=1200 stopped
  while [ ! -e "$TEST_ROOT/stopped" ] && kill -0 "$pid" 2>/dev/null && [ $((left -= 1)) -gt 0 ]; do sleep 0.05; done
  [ -e "$TEST_ROOT/stopped" ] || fail "cb21 never came to $1"
  kill -9 "$pid"
  { wait "$pid" || true; } 2>/dev/null
  stopped=$(cat "$TEST_ROOT/stopped")
  touch "$TEST_ROOT/go-on"
  while kill -0 "$stopped" 2>/dev/null && [ $((left -= 1)) -gt 0 ]; do sleep 0.05; done
}

cb21 "${flags[@]}" -t "$name:1" -t "$name:2" "$PROJECT"
expect_code 0
old=$(id_of "$name:1") old_pushed=$(pushed)
for step in build create cp rm tag-1; do
  set_greeting two
  kill_before "$step"
  [ "$(id_of "$name:1") $(id_of "$name:2")" = "$old $old" ] || fail "killed before $step: a tag was moved"
  [ "$(pushed)" = "$old_pushed" ] || fail "killed before $step: something was pushed"
done

# From here on the image is proved.
kill_before tag-2
expect_shipped two "$name:1"
[ "$(id_of "$name:2")" = "$old" ] || fail 'killed between two tags: the second was moved'
[ "$(pushed)" = "$old_pushed" ] || fail 'killed between two tags: something was pushed'
if [ ${#flags[@]} -gt 0 ]; then
  kill_before push
  [ "$(id_of "$name:1")" != "$old" ] || fail 'killed before the push: the first tag is missing'
  [ "$(id_of "$name:2")" = "$(id_of "$name:1")" ] || fail 'killed before the push: the second tag is missing'
  [ "$(pushed)" = "$old_pushed" ] || fail 'killed before the push: something was pushed'
fi
echo none >"$TEST_ROOT/stop-at"
cb21 "${flags[@]}" -t "$name:1" -t "$name:2" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_shipped two "$name:2"
[ ${#flags[@]} -eq 0 ] || [ "$(pushed)" = "$(id_of "$name:1")" ] || fail 'the registry has another image'
