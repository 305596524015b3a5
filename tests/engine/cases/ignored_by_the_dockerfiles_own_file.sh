# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs is kept out by Dockerfile.dockerignore, which counts instead of .dockerignore'
NEEDS=mounts # the classic builder of 20.10 does not know such a file
EXPECT_1=('120 blocked ignored-input.*Dockerfile\.dockerignore|Dockerfile\.dockerignore.*ignored-input') WANT_1='flavour: one'
EXPECT_2=("${EXPECT_1[@]}") WANT_2='flavour: two'
setup() {
  hello one
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("flavour: {}", option_env!("FLAVOUR").unwrap_or("none"));\n}\n' >src/main.rs
  printf 'fn main() {\n    println!("cargo:rustc-env=FLAVOUR=one");\n}\n' >build.rs
  printf '*\n!Cargo.toml\n!Cargo.lock\n!src\n' >Dockerfile.dockerignore
  compiles 'COPY . .' "$BUILD --locked"
}
edit() { sed -i 's/=one/=two/' build.rs; }
