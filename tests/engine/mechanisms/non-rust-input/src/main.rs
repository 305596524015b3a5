include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

fn main() {
    println!("hello-service v{} starting", env!("CARGO_PKG_VERSION"));
    println!("{}", MIGRATION);
}
