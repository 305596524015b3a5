fn main() {
    println!("compass v{} starting", env!("CARGO_PKG_VERSION"));
}
