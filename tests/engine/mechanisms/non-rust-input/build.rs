use std::{env, fs, path::Path};

fn main() {
    // As sqlx without its build script: cargo knows nothing of the migrations.
    println!("cargo:rerun-if-changed=build.rs");
    let generated = Path::new(&env::var("OUT_DIR").unwrap()).join("migrations.rs");
    let text = fs::read_to_string("migrations/1.sql").unwrap();
    fs::write(generated, format!("pub const MIGRATION: &str = {:?};", text)).unwrap();
}
