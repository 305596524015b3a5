fn main() {
    tracing::info!("harbor v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
