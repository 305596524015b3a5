fn main() {
    tracing::info!("pantry v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
