fn main() {
    tracing::info!("flint v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
