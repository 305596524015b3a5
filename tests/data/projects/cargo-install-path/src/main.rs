fn main() {
    tracing::info!("fathom v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
