pub fn greet() {
    println!("greeting: one");
}
