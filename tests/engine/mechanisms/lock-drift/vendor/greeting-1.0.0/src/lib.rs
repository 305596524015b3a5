pub fn greet() {
    println!("greeting: two");
}
