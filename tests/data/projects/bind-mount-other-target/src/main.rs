fn main() {
    tracing::info!("quill v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
