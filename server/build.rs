//! Rebuilds the binary when the assets that it embeds change.

fn main() {
    println!("cargo:rerun-if-changed=../target/site/pkg");
}
