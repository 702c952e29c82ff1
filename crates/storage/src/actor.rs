//! Who writes.

const BUNDLED: &str = "bundled facts";

/// Proof that somebody may write. Every writing function demands one and records its name with the change.
#[derive(Debug, Clone)]
pub struct Actor {
    name: String,
}

impl Actor {
    /// The person at the command line of the server's machine, who may do everything.
    pub fn command_line() -> Self {
        Self { name: "command line".to_owned() }
    }

    /// The product itself, loading the facts it ships.
    pub fn bundled() -> Self {
        Self { name: BUNDLED.to_owned() }
    }

    /// Whether this is the product itself, which never overwrites what people have released.
    pub fn is_bundled(&self) -> bool {
        self.name == BUNDLED
    }

    /// The name that stands in the history.
    pub fn name(&self) -> &str {
        &self.name
    }
}
