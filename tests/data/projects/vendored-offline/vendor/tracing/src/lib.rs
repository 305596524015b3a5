#[macro_export]
macro_rules! info {
    ($($t:tt)*) => {};
}
