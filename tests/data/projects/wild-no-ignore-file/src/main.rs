fn main() {
    println!("basket v{} starting", env!("CARGO_PKG_VERSION"));
}
