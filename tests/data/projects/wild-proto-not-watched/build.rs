fn main() {
    tonic_build::compile_protos("proto/courier.proto").unwrap();
}
