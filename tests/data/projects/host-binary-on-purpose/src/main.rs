fn main() {
    println!("ferry v{} starting", env!("CARGO_PKG_VERSION"));
}
