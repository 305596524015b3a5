#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The image starts a shell or a script, and the Dockerfile does not tell which file is the binary: unverified, not blocked.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|; s|^COPY --from.*|COPY --from=builder /build/target/release/ /app/|' "$PROJECT/Dockerfile"
for entrypoint in '["/bin/bash", "-l"]' '/app/hello-service | cat' '["/build/start.sh"]'; do
  sed -i "s#^ENTRY.*#ENTRYPOINT $entrypoint#" "$PROJECT/Dockerfile"
  cb21 -t "$TAG" "$PROJECT"
  expect_code 0
  expect_no_err 'cb21: blocked'
done
expect_err 'cb21: unverified'

# A shell that starts the binary by its path is as good as an ENTRYPOINT.
sed -i 's#^ENTRY.*#ENTRYPOINT exec /app/hello-service --flag#' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
