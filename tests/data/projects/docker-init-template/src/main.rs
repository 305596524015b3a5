fn main() {
    tracing::info!("paddle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
