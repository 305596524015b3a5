fn main() {
    println!("bench v{} starting", env!("CARGO_PKG_VERSION"));
}
