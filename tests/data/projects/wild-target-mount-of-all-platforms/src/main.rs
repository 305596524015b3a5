fn main() {
    tracing::info!("saddle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
