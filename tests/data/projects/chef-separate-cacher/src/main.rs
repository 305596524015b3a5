fn main() {
    tracing::info!("mailroom v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
