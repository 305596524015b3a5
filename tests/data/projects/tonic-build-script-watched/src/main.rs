#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing::info!("courier v{} starting", env!("CARGO_PKG_VERSION"));
    run().await
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    Ok(())
}
