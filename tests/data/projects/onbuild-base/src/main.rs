fn main() {
    println!("hatch v{} starting", env!("CARGO_PKG_VERSION"));
}
