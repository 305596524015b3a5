fn main() {
    tracing::info!("easel v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
