fn main() {
    tracing::info!("valve v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
