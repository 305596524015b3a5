fn main() {
    println!("lattice v{} starting", env!("CARGO_PKG_VERSION"));
}
