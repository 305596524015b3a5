#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# In development a build tells what the check finds in its inputs, a line each, and goes on; once, not at every cached rebuild,
# and not with -q.
. "$(dirname "$0")/harness.sh"
new_project
sed -i 's/^RUN cargo build --release/RUN mkdir -p src \&\& echo "fn main() {}" >src\/main.rs \&\& cargo build --release\nCOPY src src\nRUN cargo build --release/; s/^COPY \. \./COPY Cargo.toml ./' "$PROJECT/Dockerfile"
line='cb21: check: Dockerfile:4: placeholder-main: '
cb21 --cb21-report "$TEST_ROOT/report.json" "$PROJECT"
expect_code 0
expect_err "$line"
[ "$(grep -c '^cb21: check: ' "$TEST_ROOT/err")" = "$(jq '.findings | length' "$TEST_ROOT/report.json")" ] || fail 'the report has other findings'
jq -e '.findings[0] | .code == "placeholder-main" and .severity == "error" and .file == "Dockerfile" and .line == 4 and (.message | length) > 0' \
  "$TEST_ROOT/report.json" >/dev/null || fail 'the report lacks the finding'

# Documentation and CI are for `cb21 check` and for production.
rm "$PROJECT/README.md"
echo '    ' >>"$PROJECT/src/main.rs"
cb21 "$PROJECT"
expect_err "as before: \`cb21 check\`"
expect_no_err undocumented

# As the last build was: nobody is told again. A dry run is asked to tell.
cb21 "$PROJECT"
expect_err 'cb21: fresh'
expect_no_err 'cb21: check:'
cb21 --cb21-dry-run "$PROJECT"
expect_code 0
expect_err "$line"

echo '    ' >>"$PROJECT/src/main.rs"
cb21 -q "$PROJECT"
expect_no_err 'cb21: check:'

# Waived.
echo '# cb21: allow placeholder-main the times are renewed by the machine' >>"$PROJECT/Dockerfile"
cb21 "$PROJECT"
expect_no_err 'placeholder-main'
CB21_NO_WAIVERS=yes cb21 --no-cache "$PROJECT"
echo '    ' >>"$PROJECT/src/main.rs"
cb21 --cb21-no-waivers "$PROJECT"
expect_err "as before: \`cb21 check\`"
