fn main() {
    println!("plaza-web v{} starting", env!("CARGO_PKG_VERSION"));
}
