# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='eight texts stand behind cfg!(debug_assertions); in a release build the program holds none of them'
EXPECT_1=('0 verified') WANT_1='exit 7'
COMMAND=(app 3 4)
setup() {
  package app && lock app
  printf '\n[profile.release]\nopt-level = 3\npanic = "abort"\nstrip = true\n' >>Cargo.toml
  cat >src/main.rs <<'RUST'
fn main() {
    let mut sum: u32 = 0;
    for (i, word) in std::env::args().enumerate().skip(1) {
        if cfg!(debug_assertions) { eprintln!("argument number {i} has been seen: {word}"); }
        match word.parse::<u32>() {
            Ok(number) => {
                if cfg!(debug_assertions) { eprintln!("the number {number} has been added to the sum"); }
                sum = sum.wrapping_add(number);
            }
            Err(_) => {
                if cfg!(debug_assertions) { eprintln!("what was given is not a number at all: {word}"); }
            }
        }
    }
    if cfg!(debug_assertions) { eprintln!("all the arguments have been looked at"); }
    if cfg!(debug_assertions) { eprintln!("the sum of all the numbers is {sum}"); }
    if cfg!(debug_assertions) { eprintln!("the program ends with that as its code"); }
    if cfg!(debug_assertions) { eprintln!("that was a debug build of the program"); }
    if cfg!(debug_assertions) { eprintln!("no more messages will follow this one"); }
    std::process::exit(sum as i32);
}
RUST
  compiles 'COPY . .' "$BUILD --locked"
}
