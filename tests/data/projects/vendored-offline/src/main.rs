fn main() {
    tracing::info!("granite v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
