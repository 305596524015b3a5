// SPDX-License-Identifier: Apache-2.0
// canon 15: the debug marker, first statement of main().
#include "inputs/start_announcement.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>

namespace cb21 {

using Kind = StartAnnouncement::Kind;

std::ostream& operator<<(std::ostream& stream, Kind kind) { return stream << static_cast<int>(kind); }

namespace {

struct Source {
  const char* text;
  Kind kind;
};

Kind kind_of(const std::string& source) {
  return find_start_announcement(source, {"app-server", "core"}).kind;
}

class MainBody : public testing::TestWithParam<Source> {};

TEST_P(MainBody, IsJudged) {
  EXPECT_EQ(kind_of(std::string("fn main() {\n") + GetParam().text + "\n}"), GetParam().kind)
      << GetParam().text;
}

constexpr const char* k_marker = R"(tracing::info!("app v{} starting", env!("CARGO_PKG_VERSION"));)";

INSTANTIATE_TEST_SUITE_P(
    First,
    MainBody,
    testing::Values(
        Source{k_marker, Kind::first},
        Source{"info!(\"SERVICE_NAME v{} starting\", env!(\"CARGO_PKG_VERSION\"))", Kind::first},
        Source{"log::warn!(\"gateway v{}\", env!(\"CARGO_PKG_VERSION\"));", Kind::first},
        Source{"println!(\"{} v{} starting\", env!(\"CARGO_PKG_NAME\"), env!(\"CARGO_PKG_VERSION\"));",
               Kind::first},
        Source{"eprintln!(concat!(\"pay v\", env!(\"CARGO_PKG_VERSION\")));", Kind::first},
        Source{"::std::println!(\"pay {}\", crate_version!());", Kind::first},
        Source{"info!(version = env!(\"CARGO_PKG_VERSION\"), \"payments starting\");", Kind::first},
        Source{"info!(\"{SERVICE_NAME} v{VERSION} starting\");", Kind::first},
        Source{"info!(\"{} v{} starting\", NAME, build::PKG_VERSION);", Kind::first},
        Source{"tracing::event!(Level::INFO, \"pay v{}\", VERSION);", Kind::first},
        Source{"slog::info!(logger, \"pay v{}\", VERSION);", Kind::first},
        Source{"core::println!(\"core v{}\", VERSION);", Kind::first},
        Source{"info!(\"server v{} starting\", VERSION); // as the target's part says", Kind::first},
        Source{"use std::env;\nconst X: u8 = 1;\nfn inner() {}\nprintln!(\"pay v{}\", VERSION);",
               Kind::first},
        Source{"/* first */ let _ = writeln!(std::io::stdout(), \"pay v{}\", VERSION);", Kind::first}));

INSTANTIATE_TEST_SUITE_P(
    WithLogger,
    MainBody,
    testing::Values(
        Source{"tracing_subscriber::fmt::init();\ninfo!(\"pay v{}\", VERSION);", Kind::first},
        Source{"env_logger::init();\ninfo!(\"pay v{}\", VERSION);", Kind::first},
        Source{"dotenvy::dotenv().ok();\ncolor_eyre::install()?;\nlet _guard = telemetry::start();\n"
               "info!(\"pay v{}\", VERSION);",
               Kind::first},
        Source{"tracing_subscriber::registry().with(fmt::layer()).init();\ninfo!(\"pay v{}\", VERSION);",
               Kind::first},
        Source{"let subscriber = FmtSubscriber::builder().finish();\n"
               "tracing::subscriber::set_global_default(subscriber).expect(\"x\");\ninfo!(\"pay v{}\", "
               "VERSION);",
               Kind::first},
        Source{"let args = Args::parse();\nlet config = "
               "Config::load(&args.path)?;\ninit_logging(&config.level);\n"
               "info!(\"pay v{}\", VERSION);",
               Kind::first},
        Source{"if std::env::var(\"RUST_LOG\").is_err() { std::env::set_var(\"RUST_LOG\", \"info\"); }\n"
               "env_logger::init();\ninfo!(\"pay v{}\", VERSION);",
               Kind::first}));

INSTANTIATE_TEST_SUITE_P(
    NotFirst,
    MainBody,
    testing::Values(
        Source{"", Kind::missing},
        Source{"run();", Kind::missing},
        Source{"tracing_subscriber::fmt::init();\nserve().await;", Kind::missing},
        Source{"let s = \"app v{} starting\";", Kind::missing},
        Source{"// tracing::info!(\"app v{} starting\", env!(\"CARGO_PKG_VERSION\"));", Kind::missing},
        Source{"if verbose { println!(\"pay v{}\", VERSION); }", Kind::missing},
        Source{"println!(\"pay starting\");", Kind::versionless},
        Source{"println!(\"pay v0.1.0 starting\");", Kind::versionless},
        Source{"println!(\"hello\");\nprintln!(\"pay v{}\", VERSION);", Kind::late},
        Source{"println!(\"v{} starting\", env!(\"CARGO_PKG_VERSION\"));", Kind::nameless},
        Source{"println!(\"Service version 2 v2 {} starting up\", VERSION);", Kind::nameless},
        Source{"debug!(\"pay v{}\", VERSION);", Kind::quiet},
        Source{"tracing::event!(Level::TRACE, \"pay v{}\", VERSION);", Kind::quiet},
        Source{"#[cfg(debug_assertions)]\nprintln!(\"pay v{}\", VERSION);", Kind::conditional},
        Source{"connect().await?;\nprintln!(\"pay v{}\", VERSION);", Kind::late},
        Source{"let pool = connect().await?;\nprintln!(\"pay v{}\", VERSION);", Kind::late},
        Source{"let pool = connect().await?;\nenv_logger::init();\nprintln!(\"pay v{}\", VERSION);",
               Kind::late},
        Source{"for x in y {}\nenv_logger::init();\nprintln!(\"pay v{}\", VERSION);", Kind::late}));

TEST(StartAnnouncement, IsFoundInEveryFormOfMain) {
  for (const std::string head :
       {"fn main()",
        "pub fn main()",
        "async fn main()",
        "#[tokio::main]\nasync fn main()",
        "#[tokio::main(flavor = \"multi_thread\")]\npub async fn main() -> Result<(), Error>",
        "#[actix_web::main]\n#[allow(x)]\nasync fn main() -> std::io::Result<()>",
        "fn main() -> anyhow::Result<()>",
        "fn main() -> impl Termination",
        "fn main() -> ExitCode\nwhere (): Sized"}) {
    EXPECT_EQ(kind_of("mod x { fn main() {} }\n" + head + " {" + k_marker + "}"), Kind::first) << head;
    EXPECT_EQ(kind_of(head + " {}"), Kind::missing) << head;
  }
}

TEST(StartAnnouncement, IsNotAskedOfWhatIsNotInTheOpen) {
  for (const std::string source : {"",
                                   "pub use app::main;",
                                   "#![no_main]\nfn main() {}",
                                   "#[cfg(unix)]\nfn main() {}\n#[cfg(windows)]\nfn main() {}",
                                   "macro_rules! m { () => { fn main() {} } }",
                                   "mod x { fn main() {} }",
                                   "not rust {{{ ((("})
    EXPECT_EQ(kind_of(source), Kind::unknown) << source;
}

TEST(StartAnnouncement, ForgivesTheBindingsThatASetUpUses) {
  const auto kind = [](const std::string& bindings) {
    return kind_of("fn main() {\n" + bindings + "\nenv_logger::init(d);\n" + k_marker + "}");
  };
  EXPECT_EQ(kind("let a = x();\nlet (b, c) = y(a);\nlet d = z(b);"), Kind::first);
  EXPECT_EQ(kind("let d = z(e);\nlet e = x();"), Kind::late);
  EXPECT_EQ(kind("let d = x();\nlet d = z(d);\nlet d = z(d);"), Kind::first);
  EXPECT_EQ(kind("let e = x();\nlet d = z(e);\nlet e = x();"), Kind::late);
}

TEST(StartAnnouncement, TakesLinearTime) {
  std::string statements;
  for (int i = 0; i < 15000; ++i)
    statements += "let a" + std::to_string(i) + " = x();\nenv_logger::init();\n";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(kind_of("fn main() {\n" + statements + k_marker + "}"), Kind::late);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
}

TEST(StartAnnouncement, HasItsLines) {
  const auto said =
      find_start_announcement("\nfn main() {\n  x();\n  println!(\"pay v{}\", VERSION);\n}", {});
  EXPECT_EQ(said.line, 2U);
  EXPECT_EQ(said.said_line, 4U);
  EXPECT_EQ(said.macro, "println");
}

}  // namespace
}  // namespace cb21
