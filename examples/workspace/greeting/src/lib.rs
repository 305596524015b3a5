// SPDX-License-Identifier: Apache-2.0

/// The sentence with which the service greets `name`.
pub fn greeting(name: &str) -> String {
    format!("good morning, {name}")
}

#[cfg(test)]
mod tests {
    use super::greeting;

    #[test]
    fn names_who_is_greeted() {
        assert_eq!(greeting("world"), "good morning, world");
    }
}
