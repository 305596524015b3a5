fn main() {
    tracing::info!("verdict v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
