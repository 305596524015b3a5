#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Link loops, links that lead nowhere or out, FIFOs, sockets and a directory named x.rs neither stop nor block the scan,
# and sources beside them are still seen.
. "$(dirname "$0")/harness.sh"
new_project
ln -s loop.rs "$PROJECT/src/loop.rs"
ln -s . "$PROJECT/src/here"
ln -s ../.. "$PROJECT/src/up"
ln -s /etc/passwd "$PROJECT/src/out.rs"
ln -s nowhere "$PROJECT/src/nowhere.rs"
mkfifo "$PROJECT/src/pipe.rs"
perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 1) or die' "$PROJECT/src/socket.rs"
mkdir "$PROJECT/src/x.rs"
echo 'fn deep() {}' >"$PROJECT/src/x.rs/deep.rs"
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
decide
expect_decision fresh
echo '// more' >>"$PROJECT/src/x.rs/deep.rs"
decide
expect_decision stale
rm "$PROJECT/src/nowhere.rs" && ln -s main.rs "$PROJECT/src/nowhere.rs"
decide
expect_decision stale
# main.rs itself as a link to a FIFO, which nobody writes to.
rm "$PROJECT/src/main.rs" && ln -s pipe.rs "$PROJECT/src/main.rs"
FAKE_CARGO_EVIDENCE=none run timeout 30 "$CB21" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
