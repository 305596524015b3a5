fn main() {
    tracing::info!("spool v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
