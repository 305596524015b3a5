fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    print!("{}", include_str!("greeting.txt"));
}
