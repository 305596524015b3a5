# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as template_of_a_macro, with the target folder in a cache mount and a new time for the template'
# shellcheck source=template_of_a_macro.sh
. "$CASES/template_of_a_macro.sh"
NEEDS=mounts
EXPECT_2=('0 verified' '0 unverified' '120 blocked')
FROM_PATH=/usr/local/bin/app
RECIPE="RUN --mount=type=cache,id=${RUN:-},target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/"
edit() { echo 'page: two' >templates/a.html; }
