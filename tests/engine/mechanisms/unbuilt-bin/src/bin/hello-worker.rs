fn main() {
    println!("worker waiting for messages");
}
