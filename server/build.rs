//! Rebuilds the binary when the assets that it embeds change.

fn main() {
    #[expect(clippy::print_stdout, reason = "this is how a build script speaks")]
    {
        println!("cargo:rerun-if-changed=../target/site/pkg");
    }
}
