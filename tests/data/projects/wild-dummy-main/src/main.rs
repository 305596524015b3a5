fn main() {
    tracing::info!("candle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
