fn main() {
    tracing::info!("prism v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
