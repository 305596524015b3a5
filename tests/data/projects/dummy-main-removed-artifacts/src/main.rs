fn main() {
    tracing::info!("thimble v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
