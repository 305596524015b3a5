fn main() {
    tracing::info!("signal v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
