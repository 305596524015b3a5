pub const GREETING: &str = "greeting: one";
