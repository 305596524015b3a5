fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    greeting::greet();
}
