// SPDX-License-Identifier: Apache-2.0
#include "inputs/main_marker.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

std::string marker(std::string_view source) {
  const auto found = find_main_marker(source);
  return found ? found->text : "-";
}

// What a main() of these statements gives, in a source that uses tracing and installs a subscriber.
std::string marker_of_body(std::string_view body) {
  return marker(
      "use tracing::{error, event, info, warn, Level};\nuse tracing_subscriber as _;\nfn main() {\n" +
      std::string(body) + "\n}\n");
}

struct Case {
  std::string_view source;
  std::string_view text;  // "-": no marker
};

class MarkerOfMain : public testing::TestWithParam<Case> {};

TEST_P(MarkerOfMain, IsFoundInAnyFormOfMain) { EXPECT_EQ(marker(GetParam().source), GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    Forms,
    MarkerOfMain,
    testing::Values(
        Case{R"(fn main() { println!("hello"); })", "hello"},
        Case{R"(fn main() { println!("hello") })", "hello"},
        Case{R"(#[tokio::main] async fn main() -> anyhow::Result<()> { println!("hello"); Ok(()) })",
             "hello"},
        Case{R"(#[actix_web::main(flavor = "x")] pub(crate) async fn main() { println!("hello"); })",
             "hello"},
        Case{R"(use a::b; fn f() {} struct S; fn main() { println!("hello"); } fn g() {})", "hello"},
        Case{R"(#![allow(x)] #[cfg(test)] mod tests { fn main() {} } fn main() { println!("hello"); })",
             "hello"},
        Case{R"(fn main() -> impl Termination where (): Sized { println!("hello"); })", "hello"},
        Case{R"(#[cfg_attr(x, tokio::main)] fn main() { println!("hello"); })", "hello"},
        Case{R"(mod inner { fn main() { println!("hello"); } })", "-"},
        Case{R"(// fn main() { println!("hello"); })", "-"},
        Case{R"(const A: &str = r"fn main() { println!(1) }";)", "-"},
        Case{R"(macro_rules! m { () => { fn main() { println!("hello"); } } })", "-"},
        Case{R"(#[cfg(unix)] fn main() { println!("hello"); })", "-"},
        Case{R"(fn main() { println!("hello"); } #[cfg(x)] fn main() {})", "-"},
        Case{R"(#![no_main] fn main() { println!("hello"); })", "-"},
        Case{R"(#![cfg_attr(x, no_std)] fn main() { println!("hello"); })", "-"},
        Case{R"(#![cfg(x)] fn main() { println!("hello"); })", "-"},
        Case{R"(fn main();)", "-"},
        Case{R"(fn main() {})", "-"},
        Case{"", "-"}));

class MarkerOfStatement : public testing::TestWithParam<Case> {};

TEST_P(MarkerOfStatement, IsTheLongestLiteralPiece) {
  EXPECT_EQ(marker_of_body(GetParam().source), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Printing,
    MarkerOfStatement,
    testing::Values(Case{R"(eprint!("text\n");)", "text"},
                    Case{R"(std::println!("text");)", "text"},
                    Case{R"(::std::eprintln!("text");)", "text"},
                    Case{R"(println!{"text"} other();)", "text"},
                    Case{R"(println!["text",];)", "text"},
                    Case{R"__(println!(r#"raw "text""#);)__", R"(raw "text")"},
                    Case{"println!(\"one \\\n   two\");", "one two"},
                    Case{R"(writeln!(io::stdout(), "text")?;)", "text"},
                    Case{R"(let _ = writeln!(std::io::stderr().lock(), "text");)", "text"},
                    Case{R"(let mut s = String::new(); write!(s, "lost").unwrap();)", "-"},
                    Case{R"(writeln!(out, "lost")?; println!("text");)", "text"},
                    Case{R"(println!(); println!("text");)", "text"},
                    Case{R"(println!("{}", "inner"); println!("text");)", "text"},
                    Case{R"(println!("abc"); println!("abcd");)", "abcd"},
                    Case{R"(other::println!("lost");)", "-"}));

INSTANTIATE_TEST_SUITE_P(
    Pieces,
    MarkerOfStatement,
    testing::Values(Case{R"(println!("SERVICE v{} starting", env!("CARGO_PKG_VERSION"));)", "SERVICE v"},
                    Case{R"(println!("{name} is {:?} starting up", 1);)", "starting up"},
                    Case{R"(println!("{{json}}: {}", 1);)", "{json}:"},
                    Case{R"(println!("{:}>5}text", 1);)", "text"},
                    Case{R"(println!("{:{<5}text", 1);)", "text"},
                    Case{R"(println!("{:>width$.2}text{0:#x}", 1);)", "text"},
                    Case{R"(println!("\t== one\ntwo ==\n");)", "== one\ntwo =="},
                    Case{R"(println!("left{}right", 1);)", "right"},
                    Case{R"(println!(concat!("one ", "two {", "}"), 1);)", "one two"},
                    Case{R"(println!(concat!("version ", env!("V"), " start"));)", "version"},
                    Case{R"(println!(concat!("a{", "{b}", "}cd"));)", "a{b}cd"},
                    Case{R"(println!(stringify!(text));)", "-"}));

INSTANTIATE_TEST_SUITE_P(
    Logging,
    MarkerOfStatement,
    testing::Values(Case{R"(info!("text");)", "text"},
                    Case{R"(tracing::warn!("text {}", x);)", "text"},
                    Case{R"(::log::error!("text");)", "text"},
                    Case{R"(info!(target: "target", "text");)", "text"},
                    Case{R"(info!(name: "name", target: "target", "text");)", "text"},
                    Case{R"(info!(parent: &span, "text");)", "text"},
                    Case{R"(info!(port = 8080, ?addr, %host, user, a.b = "value", "text {}", x);)", "text"},
                    Case{R"(info!({ port = "8080" }, "text");)", "text"},
                    Case{R"(info!("quoted key" = 1, "text");)", "text"},
                    Case{R"(info!(target: "target"; "text");)", "text"},
                    Case{R"(info!(target: "t", a = 1, b:? = 2; "text");)", "text"},
                    Case{R"(event!(Level::INFO, "text");)", "text"},
                    Case{R"(event!(target: "t", Level::INFO, a = 1, "text");)", "text"},
                    Case{R"(debug!("lost"); trace!("lost"); info!("text");)", "text"},
                    Case{R"(info!(port = 8080); info!("text");)", "text"},
                    Case{R"(info!(message = "field"); info!("text");)", "text"},
                    Case{R"(crate::info!("lost");)", "-"}));

// What comes behind a call that never returns is not in the binary.
INSTANTIATE_TEST_SUITE_P(
    Reached,
    MarkerOfStatement,
    testing::Values(
        Case{R"(dotenvy::dotenv().ok(); tracing_subscriber::fmt().json().init(); info!("text");)", "text"},
        Case{R"(let config = Config::load()?; setup_logging(&config)?; info!("text");)", "text"},
        Case{R"(let c = match load() { Ok(c) => c, Err(e) => { exit(1) } }; info!("text");)", "text"},
        Case{R"(let Some(x) = f() else { return; }; info!("text");)", "text"},
        Case{R"(if args.version { println!("conditional"); return; } info!("text");)", "text"},
        Case{R"(tokio::spawn(async move { loop { tick().await } }); info!("text");)", "text"},
        Case{R"(std::panic::set_hook(Box::new(|_| { exit(1) })); info!("text");)", "text"},
        Case{R"(let _ = dotenv(); x.y = 1; assert!(z); info!("text");)", "text"},
        Case{R"(unsafe { std::env::set_var("A", "B") } info!("text");)", "text"},
        Case{R"(const A: u8 = 1; fn f() { loop {} } use a::{b, c}; info!("text");)", "text"},
        Case{R"(if a { b = 1 } else { b = 2 } match c { _ => d = 3 } info!("text");)", "text"},
        Case{R"(serve(); println!("after");)", "-"},
        Case{R"(let result = run_server(); println!("after");)", "-"},
        Case{R"(app.launch().await?; println!("after");)", "-"},
        Case{R"(if let Err(e) = run() { eprintln!("e"); } println!("after");)", "-"},
        Case{R"(unknown(); println!("after");)", "-"},
        Case{R"(let _ = unknown(); println!("after");)", "-"},
        Case{R"(unknown(setup()); println!("after");)", "-"},
        Case{R"(unknown(|| { setup() }); println!("after");)", "-"},
        Case{R"(return; println!("after");)", "-"},
        Case{R"(loop { x() } println!("after");)", "-"},
        Case{R"('a: loop { x() } println!("after");)", "-"},
        Case{R"(for s in listener.incoming() { } println!("after");)", "-"},
        Case{R"(std::process::exit(real()); println!("after");)", "-"},
        Case{R"(panic!("x"); println!("after");)", "-"},
        Case{R"(let x = { loop {} }; println!("after");)", "-"},
        Case{R"(let x = unsafe { loop {} }; println!("after");)", "-"},
        Case{R"(match c { A => return, B => return } println!("after");)", "-"},
        Case{R"(if a { return } else { return } println!("after");)", "-"},
        Case{R"({ return } println!("after");)", "-"},
        Case{R"(println!("before {}", run()); println!("after");)", "-"}));

INSTANTIATE_TEST_SUITE_P(
    TopLevelOnly,
    MarkerOfStatement,
    testing::Values(Case{R"(if x { println!("conditional"); })", "-"},
                    Case{R"(match x { _ => println!("conditional") })", "-"},
                    Case{R"(let f = || println!("closure");)", "-"},
                    Case{R"({ println!("block"); })", "-"},
                    Case{R"(rt.block_on(async { println!("block"); });)", "-"},
                    Case{R"(fn f() { println!("nested"); })", "-"},
                    Case{R"(#[cfg(debug_assertions)] println!("conditional"); println!("text");)", "text"},
                    Case{R"(#[allow(x)] println!("attributed"); println!("text");)", "text"}));

TEST(MainMarkerTest, LoggingBeforeAnythingIsSetUpCounts) {
  EXPECT_EQ(marker(R"(fn main() { tracing::info!("SERVICE"); tracing_subscriber::fmt::init(); })"),
            "SERVICE");
}

// With fat LTO such a program holds none of its log texts.
TEST(MainMarkerTest, LoggingWithoutALoggerIsPassedOver) {
  EXPECT_EQ(marker(R"(use log::info; fn main() { info!("lost"); println!("text"); })"), "text");
  EXPECT_EQ(marker(R"(fn main() { tracing::info!("lost"); })"), "-");
  EXPECT_EQ(marker(R"(fn login() {} fn main() { log::info!("lost"); })"), "-");
}

TEST(MainMarkerTest, MacrosThatMeanSomethingElseArePassedOver) {
  EXPECT_EQ(marker(R"(use defmt::{info, x}; fn main() { log_init(); info!("lost"); })"), "-");
  EXPECT_EQ(marker(R"(fn main() { log_init(); info!("lost"); })"), "-");
  EXPECT_EQ(marker(R"(macro_rules! println { () => {} } fn main() { println!("lost"); })"), "-");
  EXPECT_EQ(marker(R"(use std::error::Error; use log::error; fn main() { log_init(); error!("text"); })"),
            "text");
}

TEST(MainMarkerTest, FunctionsOfTheSourceThatLoopNeverReturn) {
  EXPECT_EQ(marker(R"(fn setup() { loop { x() } } fn main() { setup(); println!("after"); })"), "-");
  EXPECT_EQ(marker(R"(fn setup() -> ! { x() } fn main() { setup(); println!("after"); })"), "-");
  EXPECT_EQ(marker(R"(fn setup() { while true {} } fn main() { let a = setup(); println!("after"); })"), "-");
  EXPECT_EQ(marker(R"(fn setup() { x() } fn main() { setup(); println!("after"); })"), "after");
}

TEST(MainMarkerTest, SaysWhereItIs) {
  const auto found = find_main_marker("fn main() {\n  use a::b;\n\n  println!(\n    \"text\");\n}");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->macro, "println");
  EXPECT_EQ(found->line, 4U);
  EXPECT_TRUE(found->first_statement);
}

TEST(MainMarkerTest, ALaterStatementIsNotTheFirst) {
  const auto found = find_main_marker("fn main() { let a = 1; println!(\"text\"); }");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->first_statement);
}

// rustc 1.95 parts literals of more than 65535 bytes.
TEST(MainMarkerTest, ALongTextIsCutBetweenCharacters) {
  std::string text = "a";
  while (text.size() < 70'000) text += "\u00e9";
  const std::string found = marker("fn main() { println!(\"" + text + "\"); }");
  EXPECT_EQ(found, text.substr(0, 255));
}

}  // namespace
}  // namespace cb21
