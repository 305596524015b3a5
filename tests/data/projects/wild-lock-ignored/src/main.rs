fn main() {
    tracing::info!("puddle v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
