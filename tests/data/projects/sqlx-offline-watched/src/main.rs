#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing::info!("archive v{} starting", env!("CARGO_PKG_VERSION"));
    sqlx::migrate!("./migrations").run(&pool().await?).await?;
    run().await
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    Ok(())
}

async fn pool() -> Result<sqlx::PgPool, sqlx::Error> {
    sqlx::PgPool::connect("postgres://db").await
}
