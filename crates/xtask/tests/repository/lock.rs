//! What the dependencies are: one framework, and no second implementation of TLS.

use std::collections::{BTreeMap, BTreeSet};

use crate::root;

/// Two versions of one of these compile, and then hand each other values that they do not understand.
const ONCE: [&str; 8] =
    ["axum", "hyper", "leptos", "leptos_axum", "sqlx", "sqlx-core", "tokio", "wasm-bindgen"];

/// These need a library of the system, so that one binary would no longer run everywhere.
const NEVER: [&str; 3] = ["native-tls", "openssl", "openssl-sys"];

#[test]
fn the_framework_is_there_once() {
    let versions = versions();
    for name in ONCE {
        let found = versions.get(name).cloned().unwrap_or_default();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
}

#[test]
fn the_tool_and_the_library_of_wasm_bindgen_are_of_one_version() {
    let versions = versions();
    assert_eq!(versions["wasm-bindgen"], versions["wasm-bindgen-cli-support"]);
}

#[test]
fn nothing_needs_openssl() {
    let versions = versions();
    assert_eq!(NEVER.map(|name| versions.contains_key(name)), [false; 3]);
}

/// Returns the versions of every package in the lock file.
fn versions() -> BTreeMap<String, BTreeSet<String>> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap().trim_matches('"').to_owned()
        };
        versions.entry(value("name")).or_default().insert(value("version"));
    }
    versions
}
