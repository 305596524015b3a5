fn main() {
    tracing::info!("crane v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
