fn main() {
    tracing::info!("mortar v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
