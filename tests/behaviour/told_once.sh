#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What holds for each build of a project is said once: a finding of the check, which is counted from then on, and that a program
# which prints nothing first has no marker, in no more than half a line.
. "$(dirname "$0")/harness.sh"
new_project
edit() { echo '    ' >>"$PROJECT/src/main.rs"; }
sed -i 's/^RUN cargo build --release/RUN mkdir -p src \&\& echo "fn main() {}" >src\/main.rs \&\& cargo build --release\nCOPY src src\nRUN cargo build --release/; s/^COPY \. \./COPY Cargo.toml ./' "$PROJECT/Dockerfile"
finding='cb21: check: Dockerfile:4: placeholder-main: '
cb21 "$PROJECT"
expect_err "$finding"
count=$(grep -c '^cb21: check: ' "$TEST_ROOT/err")
edit
cb21 "$PROJECT"
expect_no_err "$finding"
noun=findings
[ "$count" -ne 1 ] || noun=finding
expect_err "cb21: check: $count $noun as before: \`cb21 check\`"
[ "$(grep -c 'cb21: check: ' "$TEST_ROOT/err")" -eq 1 ] || fail 'more is told than the count'

# A line further down it is the same finding; what is new is told; what was not told in silence or at a dry run still is.
sed -i '1i # moved' "$PROJECT/Dockerfile"
printf '\n[[bin]]\nname = "hello-service"\npath = "src/main.rs"\n[[bin]]\nname = "other"\npath = "src/other.rs"\n' >>"$PROJECT/Cargo.toml"
echo 'fn main() {}' >"$PROJECT/src/other.rs"
cb21 -q "$PROJECT"
expect_no_err 'cb21: check:'
edit
cb21 --cb21-dry-run "$PROJECT"
expect_err "cb21: check: Dockerfile:5: placeholder-main: "
cb21 "$PROJECT"
expect_no_err placeholder-main
expect_err 'cb21: check: Cargo.toml'
expect_err "as before: \`cb21 check\`"

# Forgotten, mended and back again, or in production: in full.
cb21 forget "$PROJECT"
cb21 "$PROJECT"
expect_err "cb21: check: Dockerfile:5: placeholder-main: "
expect_no_err 'as before'
edit
cb21 --cb21-profile production "$PROJECT"
expect_code 121
expect_err "cb21: check: Dockerfile:5: placeholder-main: "
expect_no_err 'as before'
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
sed -i '/placeholder-main/d; /echo "fn main/d' "$PROJECT/Dockerfile"
edit
cb21 "$PROJECT"
expect_no_err placeholder-main
cp "$TEST_ROOT/Dockerfile" "$PROJECT/Dockerfile"
edit
cb21 "$PROJECT"
expect_err "cb21: check: Dockerfile:5: placeholder-main: "

# A binary that prints nothing first has no marker, and with a whole chain nothing is said of that.
new_project "$TEST_ROOT/silent"
printf '[package]\nname = "silent"\nversion = "0.1.0"\nedition = "2021"\n[[bin]]\nname = "hello-service"\npath = "src/main.rs"\n[[bin]]\nname = "worker"\npath = "src/worker.rs"\n' >"$PROJECT/Cargo.toml"
echo 'fn main() { run(); }' >"$PROJECT/src/worker.rs"
sed -i '/^ENTRYPOINT/i COPY --from=builder /build/target/release/worker /usr/local/bin/worker' "$PROJECT/Dockerfile"
mkdir -p "$TEST_ROOT/image/usr/local/bin"
cp "$TEST_ROOT/binary" "$TEST_ROOT/image/usr/local/bin/hello-service"
printf '\177ELF RUST_BACKTRACE' >"$TEST_ROOT/image/usr/local/bin/worker"
export FAKE_DOCKER_ROOT=$TEST_ROOT/image
for _ in 1 2; do
  edit
  cb21 "$PROJECT"
  expect_code 0
  expect_err 'cb21: verified'
  expect_no_err 'left open'
done
# The gate tells it in full, each time.
for _ in 1 2; do
  XDG_STATE_HOME=$TEST_ROOT/no-record cb21 verify --binary /usr/local/bin/worker hello
  expect_code 120
  expect_out '/usr/local/bin/worker was found, but no marker is known: '
done
