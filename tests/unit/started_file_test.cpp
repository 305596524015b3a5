// SPDX-License-Identifier: Apache-2.0
#include "evidence/started_file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

ImageFile regular(std::uint32_t mode) {
  ImageFile file;
  file.type = ImageFile::Type::regular;
  file.mode = mode;
  return file;
}

ImageFile directory() {
  ImageFile file = regular(0755);
  file.type = ImageFile::Type::directory;
  return file;
}

ImageFile program() {
  ImageFile file = regular(0755);
  file.elf = true;
  file.executable = true;
  return file;
}

ImageFile rust_program() {
  ImageFile file = program();
  file.rust = true;
  return file;
}

ImageFile script(std::string text) {
  ImageFile file = regular(0755);
  file.script = std::move(text);
  return file;
}

ImageFile link_to(std::string target) {
  ImageFile file;
  file.type = ImageFile::Type::symlink;
  file.link_target = std::move(target);
  return file;
}

ImageTree image_tree() {
  ImageTree tree;
  tree.files = {
      {"/bin", link_to("usr/bin")},
      {"/sbin", link_to("usr/sbin")},
      {"/usr/bin/dash", program()},
      {"/usr/bin/sh", link_to("dash")},
      {"/usr/bin/bash", program()},
      {"/usr/bin/env", program()},
      {"/usr/bin/busybox", program()},
      {"/usr/bin/dumb-init", program()},
      {"/usr/sbin/gosu", program()},
      {"/usr/sbin/tini", program()},
      {"/usr/sbin/su-exec", rust_program()},
      {"/usr/bin/app", rust_program()},
      {"/usr/local/bin/app", rust_program()},
      {"/usr/local/bin/echo", rust_program()},
      {"/usr/local/sbin/app", regular(0644)},
      {"/usr/local/sbin/dir", directory()},
      {"/usr/bin/dir", rust_program()},
      {"/srv/app", rust_program()},
      {"/srv/current", link_to("/srv/app")},
      {"/srv/loop", link_to("loop")},
      {"/srv/text", regular(0755)},
      {"/srv/plain.sh", regular(0644)},
      {"/entry.sh", script("#!/bin/sh\nset -e\nexec \"$@\"\n")},
      {"/fixed.sh",
       script("#!/bin/sh\nif [ -n \"$X\" ]; then exec /bin/bash; fi\n"
              "exec tini -- /srv/current --port \"$PORT\" \"$@\"\n")},
      {"/variable.sh", script("#!/bin/sh\nexec \"$APP\" \"$@\"\n")},
      {"/gone.sh", script("#!/bin/sh\nexec app\nexec /gone\n")},
  };
  return tree;
}

ImageFacts image_of(Words entrypoint, Words command, std::string workdir = "/srv") {
  ImageFacts image;
  image.entrypoint = std::move(entrypoint);
  image.command = std::move(command);
  image.workdir = std::move(workdir);
  return image;
}

std::string text_of(const StartedFile& started) {
  const auto name = [&] {
    switch (started.kind) {
      case StartedFile::Kind::nothing:
        return "nothing";
      case StartedFile::Kind::missing:
        return "missing";
      case StartedFile::Kind::program:
        return "program";
      case StartedFile::Kind::script:
        return "script";
    }
    return "";
  };
  std::string text = name();
  for (const std::string& part : {started.word, started.path, started.hint}) {
    if (!part.empty()) text += ' ' + part;
  }
  return text;
}

struct StartCase {
  Words entrypoint;
  Words command;
  std::string started;  // kind, word, path, hint
};

void expect_starts(const std::vector<StartCase>& cases) {
  const ImageTree tree = image_tree();
  for (const StartCase& row : cases) {
    std::string words;
    for (const std::string& word : row.entrypoint) words += word + ' ';
    words += '|';
    for (const std::string& word : row.command) words += ' ' + word;
    EXPECT_EQ(text_of(resolve_started_file(image_of(row.entrypoint, row.command), tree)), row.started)
        << words;
  }
}

TEST(StartedFile, IsFoundAsTheEngineFindsIt) {
  expect_starts({
      {{}, {}, "nothing"},
      {{"/srv/app"}, {}, "program /srv/app /srv/app"},
      {{}, {"/srv/app", "x"}, "program /srv/app /srv/app"},
      {{"/srv/app"}, {"/usr/bin/app"}, "program /srv/app /srv/app"},
      {{}, {"./app"}, "program ./app /srv/app"},
      {{}, {"../srv/app"}, "program ../srv/app /srv/app"},
      {{}, {"/srv/current"}, "program /srv/current /srv/app"},
      {{}, {"/bin/app"}, "program /bin/app /usr/bin/app"},
      {{}, {"app"}, "program app /usr/local/bin/app"},
      {{}, {"dir"}, "program dir /usr/bin/dir"},
      {{}, {"/bin/bash"}, "program /bin/bash /usr/bin/bash"},
      {{"busybox"}, {"sh", "-c", "app"}, "program busybox /usr/bin/busybox"},
      {{}, {"plain.sh"}, "missing plain.sh"},
      {{}, {"/srv/plain.sh"}, "missing /srv/plain.sh"},
      {{}, {"/srv/text"}, "missing /srv/text"},
      {{}, {"/srv"}, "missing /srv"},
      {{}, {"/srv/loop"}, "missing /srv/loop"},
      {{}, {"/gone"}, "missing /gone"},
      {{}, {"gone"}, "missing gone"},
      {{}, {""}, "missing"},
      {{}, {"exec", "app"}, "missing exec"},
      {{}, {"$APP"}, "missing $APP"},
  });
}

TEST(StartedFile, IsLookedForAlongTheImagesOwnPath) {
  const ImageTree tree = image_tree();
  const auto started = [&](const std::string& path, const std::string& workdir = "/") {
    ImageFacts image = image_of({}, {"app"}, workdir);
    image.environment = {"HOME=/", "PATH=" + path, "PATHS=/srv"};
    return resolve_started_file(image, tree).path;
  };
  EXPECT_EQ(started("/usr/bin:/usr/local/bin"), "/usr/bin/app");
  EXPECT_EQ(started("/gone:/usr/local/sbin:/usr/local/bin"), "/usr/local/bin/app");
  EXPECT_EQ(started("srv:/usr/bin"), "/srv/app");
  EXPECT_EQ(started("/gone:"), "");
  EXPECT_EQ(started("/gone:", "/srv"), "/srv/app");
  EXPECT_EQ(started("", "/srv"), "");
  EXPECT_EQ(started("/srv/", ""), "/srv/app");
}

TEST(StartedFile, IsWhatAShellsOnlyCommandStarts) {
  const auto shell = [](const std::string& text) { return Words{"/bin/sh", "-c", text}; };
  const std::string script = "script /bin/sh /usr/bin/dash";
  expect_starts({
      {shell("app"), {"ignored"}, "program app /usr/local/bin/app"},
      {{}, shell("exec ./app --port $PORT \"$@\" > /log 2>&1"), "program ./app /srv/app"},
      {{}, shell("RUST_LOG=info LEVEL=\"a b\" exec /srv/current"), "program /srv/current /srv/app"},
      {{}, shell(" app ;\n"), "program app /usr/local/bin/app"},
      {{}, {"/bin/bash", "-o", "pipefail", "-ec", "exec app"}, "program app /usr/local/bin/app"},
      {{}, shell("exec tini -- gosu \"$USER\" app"), "program app /usr/local/bin/app"},
      {{}, shell("exec /bin/sh -c 'exec app'"), "program app /usr/local/bin/app"},
      {{}, shell("gone --now"), "missing gone"},
      {{}, shell("app && app"), script},
      {{}, shell("cd /srv; exec ./app"), script + " /srv/app"},
      {{}, shell("app | cat"), script},
      {{}, shell("app &"), script},
      {{}, shell("(app)"), script},
      {{}, shell("! app"), script},
      {{}, shell("if app; then app; fi"), script},
      {{}, shell("app $(date)"), script},
      {{}, shell("$APP"), script},
      {{}, shell("exec \"$APP\""), script},
      {{}, shell("~/app"), script},
      {{}, shell("PATH=/srv app"), script},
      {{}, shell("exec -a name app"), script},
      {{}, shell("tini -- $APP"), script},
      {{}, shell("env $VARIABLES app"), script},
      {{}, shell("echo"), script},
      {{}, shell("exec echo"), "program echo /usr/local/bin/echo"},
      {{}, shell(""), script},
      {{}, {"/bin/bash", "-lc", "exec app"}, "script /bin/bash /usr/bin/bash /usr/local/bin/app"},
      {{}, {"/bin/sh"}, "program /bin/sh /usr/bin/dash"},
      {{}, {"/bin/sh", "-c"}, "program /bin/sh /usr/bin/dash"},
      {{}, {"/gone/sh", "-c", "app"}, "missing /gone/sh"},
  });
}

TEST(StartedFile, IsWhatAWrapperStarts) {
  const std::string env = "program env /usr/bin/env";
  expect_starts({
      {{"tini", "--"}, {"app"}, "program app /usr/local/bin/app"},
      {{"/sbin/tini", "-g", "-e", "143", "--", "/entry.sh"},
       {"app"},
       "script /entry.sh /entry.sh /usr/local/bin/app"},
      {{"dumb-init", "--rewrite", "15:3", "-c", "./app"}, {}, "program ./app /srv/app"},
      {{"gosu", "nobody:nobody", "app"}, {}, "program app /usr/local/bin/app"},
      {{"env", "-u", "HOME", "RUST_LOG=info", "app"}, {}, "program app /usr/local/bin/app"},
      {{"env", "-i", "/srv/app"}, {}, "program /srv/app /srv/app"},
      {{"env", "-i", "app"}, {}, env},
      {{"env", "-", "app"}, {}, env},
      {{"env", "-u", "PATH", "app"}, {}, env},
      {{"env", "PATH=/srv", "app"}, {}, env},
      {{"env", "-S", "app x"}, {}, env},
      {{"env", "-C", "/srv", "./app"}, {}, env},
      {{"env", "RUST_LOG=info"}, {}, env},
      {{"tini", "--"}, {}, "program tini /usr/sbin/tini"},
      {{"gosu", "nobody"}, {}, "program gosu /usr/sbin/gosu"},
      {{"tini", "--", "/gone"}, {}, "missing /gone"},
      {{"/gone/tini", "--", "app"}, {}, "missing /gone/tini"},
      {{"su-exec", "nobody", "app"}, {}, "program su-exec /usr/sbin/su-exec"},
  });
}

TEST(StartedFile, IsAScriptWithTheProgramThatItNames) {
  expect_starts({
      {{"/entry.sh"}, {"app", "x"}, "script /entry.sh /entry.sh /usr/local/bin/app"},
      {{"/entry.sh"}, {}, "script /entry.sh /entry.sh"},
      {{"/entry.sh"}, {"env", "A=b", "./app"}, "script /entry.sh /entry.sh /srv/app"},
      {{"/fixed.sh"}, {"x"}, "script /fixed.sh /fixed.sh /srv/app"},
      {{"/variable.sh"}, {"app"}, "script /variable.sh /variable.sh"},
      {{"/gone.sh"}, {}, "script /gone.sh /gone.sh /usr/local/bin/app"},
      {{"/bin/sh", "/fixed.sh"}, {}, "script /fixed.sh /fixed.sh /srv/app"},
      {{"bash", "-e", "plain.sh"}, {"app"}, "script plain.sh /srv/plain.sh"},
      {{"bash", "gone.sh"}, {}, "missing gone.sh"},
  });
}

// No chain of wrappers is followed without end.
TEST(StartedFile, IsAWrapperBehindManyWrappers) {
  Words words(100, "env");
  words.emplace_back("app");
  EXPECT_EQ(text_of(resolve_started_file(image_of(words, {}), image_tree())), "program env /usr/bin/env");
}

}  // namespace
}  // namespace cb21
