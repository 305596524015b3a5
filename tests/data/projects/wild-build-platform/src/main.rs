fn main() {
    tracing::info!("anchor v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
