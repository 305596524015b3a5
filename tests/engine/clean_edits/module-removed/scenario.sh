# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a module goes, and its use'
edit() {
  rm "$PROJECT/src/greeting.rs"
  sed -i '/^mod greeting/d; s/greeting::GREETING/"greeting: two"/' "$PROJECT/src/main.rs"
}
