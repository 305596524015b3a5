fn main() {
    println!("beacon v{} starting", env!("CARGO_PKG_VERSION"));
}
