fn main() {
    tracing::info!("anvil v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
