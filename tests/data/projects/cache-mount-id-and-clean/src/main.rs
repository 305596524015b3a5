fn main() {
    tracing::info!("meadow v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
