fn main() {
    tracing::info!("gimbal v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
