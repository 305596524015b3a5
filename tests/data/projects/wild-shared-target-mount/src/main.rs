fn main() {
    tracing::info!("ribbon v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
