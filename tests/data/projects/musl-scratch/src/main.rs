fn main() {
    tracing::info!("needle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
