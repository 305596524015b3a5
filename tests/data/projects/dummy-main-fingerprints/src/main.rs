fn main() {
    tracing::info!("buckle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
