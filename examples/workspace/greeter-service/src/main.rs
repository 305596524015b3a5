// SPDX-License-Identifier: Apache-2.0

use greeting::greeting;

/// Without a subscriber the marker below would go nowhere.
fn init_tracing() {
    tracing_subscriber::fmt().with_target(false).init();
}

fn main() {
    init_tracing();
    // The debug marker: the first thing the service says, and the text that cb21 looks for in the binary.
    tracing::info!("greeter-service v{} starting", env!("CARGO_PKG_VERSION"));

    let name = std::env::args().nth(1).unwrap_or_else(|| "world".to_owned());
    tracing::info!("{}", greeting(&name));
}
