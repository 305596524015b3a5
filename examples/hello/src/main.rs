// SPDX-License-Identifier: Apache-2.0

const GREETING: &str = "hello from the first version";

fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    println!("{GREETING}");
}
