// SPDX-License-Identifier: Apache-2.0
// Dockerfile.dev: toolchain and watcher, no sources. Its scripts are written by printf, for docker 20.10 and
// the classic builder know no heredocs; they are for any POSIX shell, and hold no single quote.
#pragma once

#include <string_view>

namespace cb21 {

// service, base, packages (lines, or nothing), command
inline constexpr std::string_view k_dev_dockerfile =
    R"(# The development image of @service@: a toolchain and a watcher, no sources. docker-compose.dev.yml mounts those at /build,
# so an edit needs no docker build. From `cb21 init --dev`; yours from now on.
FROM @base@
@packages@

# Cargo goes by times, and what is mounted may look older than what was compiled last (a checkout, an archive, rsync -t). So
# this `cargo`, first on PATH, first copies what differs in content, which makes it new, and compiles the copy.
RUN mkdir -p /opt/dev/project && \
    printf '%s\n' >/opt/dev/copy-sources \
      '#!/bin/sh' \
      'cd /build || exit' \
      'seen=/opt/dev/seen new=/opt/dev/seen.$$ names=/opt/dev/names.$$' \
      'find . -path ./target -prune -o -name .git -prune -o -type f -exec sha256sum {} + | sort >"$new"' \
      'touch "$seen"' \
      'grep -vxFf "$seen" "$new" | cut -c67- | while IFS= read -r file; do' \
      '  mkdir -p "/opt/dev/project/${file%/*}" && cp "$file" "/opt/dev/project/$file"' \
      'done' \
      'cut -c67- "$new" >"$names"' \
      'cut -c67- "$seen" | grep -vxFf "$names" | while IFS= read -r file; do rm -f "/opt/dev/project/$file"; done' \
      'rm -f "$names"' \
      'mv "$new" "$seen"' && \
    printf '%s\n' >/opt/dev/cargo \
      '#!/bin/sh' \
      'cargo=$(PATH=${PATH#/opt/dev:}; command -v cargo)' \
      'case $1 in' \
      '  watch | locate-project) ;; # of the mounted project: what cargo-watch is told to watch' \
      '  *) copy-sources; cd /opt/dev/project || exit ;;' \
      'esac' \
      'exec "$cargo" "$@"' && \
    chmod +x /opt/dev/copy-sources /opt/dev/cargo

# cargo-watch, where crates can be fetched. Where not, a loop answers to `cargo watch -x COMMAND`: it looks at the content of
# the sources once a second. (--build-arg WATCHER=loop asks for the loop; a build with --no-cache tries cargo-watch again.)
ARG WATCHER=cargo-watch
RUN if [ "$WATCHER" = cargo-watch ] && cargo install cargo-watch --locked; then exit 0; fi; \
    echo 'cargo-watch is not installed into this image: a loop stands in for it'; \
    printf '%s\n' >/usr/local/bin/cargo-watch \
      '#!/bin/sh' \
      'echo "no cargo-watch in this image: a loop that looks once a second stands in for it" >&2' \
      'if [ "$1" = watch ]; then shift; fi' \
      'if [ $# -ne 2 ] || [ "$1" != -x ]; then echo "the loop knows: cargo watch -x COMMAND" >&2; exit 2; fi' \
      'pid= ran=' \
      'stop() { if [ -n "$pid" ]; then kill -TERM -- "-$pid" 2>/dev/null; wait "$pid"; fi; }' \
      'trap "stop; exit 143" INT TERM' \
      'while :; do' \
      '  copy-sources' \
      '  now=$(sha256sum </opt/dev/seen)' \
      '  if [ "$now" != "$ran" ]; then' \
      '    stop' \
      '    ran=$now' \
      '    setsid sh -c "exec cargo $2" &' \
      '    pid=$!' \
      '  fi' \
      '  sleep 1' \
      'done' && \
    chmod +x /usr/local/bin/cargo-watch

ENV PATH=/opt/dev:$PATH
WORKDIR /build
CMD ["cargo", "watch", "-x", "@command@"]
)";

}  // namespace cb21
