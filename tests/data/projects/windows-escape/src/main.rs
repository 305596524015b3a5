fn main() {
    tracing::info!("hinge v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
