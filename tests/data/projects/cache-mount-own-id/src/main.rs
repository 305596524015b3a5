fn main() {
    tracing::info!("lantern v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
