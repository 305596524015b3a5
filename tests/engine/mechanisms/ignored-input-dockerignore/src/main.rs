fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    println!("{}", option_env!("GREETING").unwrap_or("greeting: one"));
}
