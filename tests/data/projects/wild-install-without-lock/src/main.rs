fn main() {
    tracing::info!("trellis v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
