fn main() {
    tracing::info!("sliver v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
