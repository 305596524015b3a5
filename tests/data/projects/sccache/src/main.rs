fn main() {
    tracing::info!("ember v{} starting", env!("CARGO_PKG_VERSION"));
    serve();
}

fn serve() {}
