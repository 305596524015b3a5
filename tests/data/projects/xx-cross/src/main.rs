fn main() {
    tracing::info!("glider v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
