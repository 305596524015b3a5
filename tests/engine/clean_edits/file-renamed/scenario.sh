# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what a builder goes by when it reads the context.
summary='a module under another name, and edited'
edit() {
  mv "$PROJECT/src/greeting.rs" "$PROJECT/src/welcome.rs"
  sed -i 's/greeting: one/greeting: two/' "$PROJECT/src/welcome.rs"
  sed -i 's/^mod greeting/mod welcome/; s/greeting::/welcome::/' "$PROJECT/src/main.rs"
}
