fn main() {
    println!("tapestry v{} starting", env!("CARGO_PKG_VERSION"));
}
