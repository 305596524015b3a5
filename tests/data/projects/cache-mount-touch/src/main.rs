fn main() {
    tracing::info!("orchard v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
