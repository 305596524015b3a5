fn main() {
    println!("teapot v{} starting", env!("CARGO_PKG_VERSION"));
}
