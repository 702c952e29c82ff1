//! Where packages come from is a setting of each machine, and no file of ours overrides it.

use crate::{output, root};

#[test]
fn no_file_names_the_host_of_a_package_registry() {
    // In two pieces each, or this file would be the first to be found.
    let hosts = [
        ("crates", ".io"),
        ("registry.npm", "js"),
        ("npmjs", ".com"),
        ("registry.yarn", "pkg"),
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("deb.", "debian"),
        ("security.", "debian.org"),
    ];
    let hosts = hosts.map(|(start, end)| format!("{start}{end}"));
    let files = output("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let files: Vec<&str> = files.split('\0').filter(|file| !file.is_empty() && !is_lock(file)).collect();
    assert!(!files.is_empty());
    let found: Vec<String> = files
        .iter()
        // A file that was removed but not yet committed, or a picture, has no text.
        .filter_map(|file| Some((file, std::fs::read_to_string(root().join(file)).ok()?)))
        .filter(|(_, text)| hosts.iter().any(|host| text.contains(host.as_str())))
        .map(|(file, _)| (*file).to_owned())
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

/// The files in which package managers note where something came from.
fn is_lock(file: &str) -> bool {
    ["Cargo.lock", "package-lock.json"].contains(&file.rsplit('/').next().unwrap_or_default())
}
