fn main() {
    tracing::info!("tinker v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
