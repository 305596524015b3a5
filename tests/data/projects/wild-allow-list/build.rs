fn main() {
    println!("cargo:rustc-env=BUILT=image");
}
