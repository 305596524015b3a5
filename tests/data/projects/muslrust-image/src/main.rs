fn main() {
    tracing::info!("pigeon v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
