fn main() {
    println!("cargo:rustc-env=GREETING=greeting: one");
}
