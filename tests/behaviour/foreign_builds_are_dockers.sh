#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A build that is not made of Rust is forwarded byte for byte, in every profile: docker's words are the user's, cb21 says
# nothing and remembers nothing.
. "$(dirname "$0")/harness.sh"
ln -s "$CB21" "$TEST_ROOT/bin/docker-build"
export FAKE_DOCKER_STDOUT="docker's own words" FAKE_DOCKER_STDERR=$'docker explains\n'

python=$TEST_ROOT/python
mkdir -p "$python/app/deep" "$python/.cargo-cult" && touch "$python/app/deep/module.py" "$python/app.py"
printf 'FROM python:3-slim\n# No cargo, no rustc.\nCOPY . .\nRUN ./build.sh\nCMD ["python", "app.py"]\n' >"$python/Dockerfile"
go=$TEST_ROOT/go
mkdir -p "$go/cmd" && touch "$go/go.mod" "$go/cmd/main.go"
printf 'FROM golang:1 AS b\nCOPY . .\nRUN go build -o /app ./cmd\nFROM scratch\nCOPY --from=b /app /app\nENTRYPOINT ["/app"]\n' >"$go/Dockerfile"
tar -C "$go" -cf "$go/cmd/sources.tar" go.mod

# Docker is called once, with these words and nothing else.
forwarded() { # WORDS
  forget_calls
  run docker-build "$@"
  expect_code "${EXPECTED_CODE:-0}"
  [ "$(jq -c 'select(.event == "start") | .argv' "$FAKE_DOCKER_LOG")" = "$(jq -cn '["build"] + $ARGS.positional' --args -- "$@")" ] ||
    fail "docker got: $(docker_calls)"
  [ "$(cat "$TEST_ROOT/out")" = "docker's own words" ] || fail "stdout is not docker's"
  [ "$(cat "$TEST_ROOT/err")" = 'docker explains' ] || fail "stderr is not docker's"
  [ ! -e "$XDG_STATE_HOME" ] || fail "something was written"
  [ -z "$(find "$XDG_RUNTIME_DIR" "$TMPDIR" -mindepth 1)" ] || fail "a link or a folder was made"
}
PROJECT=$python
for PROJECT in "$python" "$go"; do
  forwarded "$PROJECT"
  forwarded -t name:1 --push -o type=local,dest=out --no-cache-filter b --label 'a b' "$PROJECT"
  forwarded --progress plain -f "$PROJECT/Dockerfile" "$PROJECT"
  for own in CB21_PROFILE=production CB21_VERIFY=required CB21_STRATEGY=prune CB21_STRATEGY=precise CB21_SCOPE=context CB21_RUN=3; do
    export "${own?}"
    forwarded -t name --push "$PROJECT"
    unset "${own%%=*}"
  done
  (cd "$PROJECT" && forwarded .)
  FAKE_DOCKER_EXIT=9 EXPECTED_CODE=9 forwarded "$PROJECT"
done
echo 'profile = production' >"$python/cb21.conf"
forwarded -t name "$python"
rm "$python/cb21.conf"
mkdir -p "$XDG_CONFIG_HOME/cb21"
echo 'watch = *.sql' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
forwarded "$python"
rm -r "$XDG_CONFIG_HOME"

# Own options are taken out, and wrong ones are wrong here too.
forget_calls
cb21 -t name --cb21-profile=production "$python"
expect_code 0
expect_no_err 'cb21: '
[ "$(docker_calls)" = "build -t name $python" ] || fail "docker got: $(docker_calls)"
cb21 --cb21-profil=production "$python"
expect_code 122

# Rust that docker does not send does not count; which file says so hangs on the builder.
mkdir "$python/tests" && touch "$python/tests/fixture.rs" "$python/Cargo.toml"
printf 'tests\nCargo.toml\n' >"$python/.dockerignore"
forwarded "$python"
mv "$python/.dockerignore" "$python/Dockerfile.dockerignore"
DOCKER_BUILDKIT=1 run "$CB21" "$python"
expect_no_err 'cb21: '
DOCKER_BUILDKIT=0 run "$CB21" "$python"
expect_err 'cb21: first build here'
rm -r "$XDG_STATE_HOME" "$python/tests" "$python/Cargo.toml" "$python/Dockerfile.dockerignore"

# In doubt it is cb21's.
ours() { # WORDS
  forget_calls
  cb21 "$@"
  expect_err 'building with --no-cache'
  expect_build_with --no-cache
  rm -r "$XDG_STATE_HOME"
}
export FAKE_DOCKER_ENTRYPOINT='["python"]'
touch "$python/app/deep/extension.rs"
ours "$python"
rm "$python/app/deep/extension.rs"
for line in 'RUN cargo build' 'RUN apt-get install rustc' 'ENV CARGO_HOME=/c' 'FROM rust:1' 'COPY --from=rust:1 /x /x'; do
  cp "$python/Dockerfile" "$TEST_ROOT/Dockerfile"
  echo "$line" >>"$TEST_ROOT/Dockerfile"
  ours -f "$TEST_ROOT/Dockerfile" "$python"
done
mkdir "$TEST_ROOT/library" && touch "$TEST_ROOT/library/Cargo.toml"
ours --build-context "library=$TEST_ROOT/library" "$python"
ours -f - "$python" <"$python/Dockerfile"
ours --future "$python"
ours --cb21-watch='*.py' "$python"
ours --cb21-marker=hello --cb21-binary=/app "$python"
CB21_MARKER=hello ours "$python"
echo 'watch = *.py' >"$python/cb21.conf"
ours "$python"
rm "$python/cb21.conf"

# What was asked for by name is answered.
cb21 --cb21-dry-run --cb21-report="$TEST_ROOT/report.json" -t name "$python"
expect_code 0
expect_err 'cb21: not a Rust build: '
expect_err 'docker gets these words as they are; would run: '
jq -e '.verdict == "not-built" and .docker_exit == null' "$TEST_ROOT/report.json" >/dev/null || fail "the report: $(cat "$TEST_ROOT/report.json")"
forget_calls
cb21 --cb21-explain "$python"
expect_err 'cb21: not a Rust build: '
[ "$(docker_calls)" = "build $python" ] || fail "docker got: $(docker_calls)"
forget_calls
cb21 --cb21-report="$TEST_ROOT/report.json" --cb21-verify=required -t name "$python"
expect_code 0
expect_no_err 'cb21: '
[ "$(docker_calls)" = "build -t name $python" ] || fail "docker got: $(docker_calls)"
jq -e --arg context "$python" '.verdict == "unverified" and .decision == "unknown" and .docker_exit == 0 and [.reasons[].code] == ["not-rust"] and .project.context == $context and .docker_argv[1:] == ["build", "-t", "name", $context]' "$TEST_ROOT/report.json" >/dev/null ||
  fail "the report: $(cat "$TEST_ROOT/report.json")"
FAKE_DOCKER_EXIT=9 cb21 --cb21-report="$TEST_ROOT/report.json" "$python"
expect_code 9
jq -e '.verdict == "not-built" and .docker_exit == 9' "$TEST_ROOT/report.json" >/dev/null || fail "the report: $(cat "$TEST_ROOT/report.json")"
FAKE_DOCKER_KILL=9 run_for_signal "$CB21" --cb21-report="$TEST_ROOT/report.json" "$python"
expect_code 9
cb21 --cb21-report="$TEST_ROOT/missing/report.json" "$python"
expect_code 123
new_project
FAKE_DOCKER_ENTRYPOINT='null' cb21 --cb21-receipt="$TEST_ROOT/receipt.json" "$PROJECT"
[ -e "$TEST_ROOT/receipt.json" ] || fail "no receipt to take away"
rm -r "$XDG_STATE_HOME"
cb21 --cb21-receipt="$TEST_ROOT/receipt.json" "$python"
expect_code 0
[ ! -e "$TEST_ROOT/receipt.json" ] || fail "a receipt of an earlier build was left"

# The verbs have one sentence for it, and no docker is asked for one.
forget_calls
for verb in status why audit check; do
  cb21 "$verb" "$python"
  expect_code 0
  [ "$(cat "$TEST_ROOT/out" "$TEST_ROOT/err" | grep -c 'not a Rust build: ')" -eq 1 ] || fail "$verb does not say it"
  [ "$(cat "$TEST_ROOT/out" "$TEST_ROOT/err" | wc -l)" -eq 1 ] || fail "$verb says more"
done
[ -z "$(docker_calls)" ] || fail "docker was asked: $(docker_calls)"
cb21 diagnose hello "$python"
expect_code 0
expect_out 'not a Rust build: '
cb21 status --json "$python"
jq -e '.decision == "unknown" and [.reasons[].code] == ["not-rust"] and .files == []' "$TEST_ROOT/out" >/dev/null || fail "status --json"
cb21 check --format json "$python"
expect_code 0
jq -e . "$TEST_ROOT/out" >/dev/null || fail "check --format json"
cb21 diagnose hello "$python" --json
jq -e '.verdict == "nothing-found" and (.steps | length) == 1' "$TEST_ROOT/out" >/dev/null || fail "diagnose --json"
[ ! -e "$XDG_STATE_HOME" ] || fail "something was written"

# As the plugin, under an alias of docker's builder: in one step to buildx, in production too.
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
echo '{"aliases": {"builder": "cb21"}}' >"$HOME/.docker/config.json"
export DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND=docker FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
CB21_PROFILE=production run docker-cb21 cb21 build -t name "$python"
expect_code 0
expect_no_err 'cb21: '
[ "$(last_build)" = "buildx build -t name $python" ] || fail "docker got: $(last_build)"
CB21_PROFILE=production CB21_DOCKER_SEEN=/usr/bin/docker run docker-cb21 cb21 build -t name "$python"
expect_code 0
expect_no_err 'cb21: '
