fn main() {
    tracing::info!("kettle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
