//! Prints the rules for charts that are set into a page.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(charts::css().as_bytes())
}
