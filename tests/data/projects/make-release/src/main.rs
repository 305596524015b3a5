fn main() {
    tracing::info!("pulley v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
