fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    println!("{}", concat!("release ", env!("CARGO_PKG_VERSION"), ";"));
}
