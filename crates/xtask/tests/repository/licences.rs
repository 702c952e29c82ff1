//! Everything that is linked into the binary may be given away with it.

use serde_json::Value;

use crate::output;

/// The licences that may be combined with ours in one binary.
const ALLOWED: [&str; 14] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    // Ours.
    "EUPL-1.2",
    "ISC",
    "MIT",
    // Its duties end at the files that are under it, which we do not change; the EUPL lists it as compatible.
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn every_dependency_has_a_licence_that_we_may_use() {
    // Only what is built for this machine and for the browser: the rest is not even downloaded.
    let version = output("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = ["metadata", "--format-version", "1", "--locked", "--filter-platform", host];
    let browser = ["--filter-platform", "wasm32-unknown-unknown"];
    let metadata: Value =
        serde_json::from_str(&output("cargo", &[&metadata[..], &browser].concat())).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none").to_owned();
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(&licence(package)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], licence(package)))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn an_expression_is_allowed_when_one_of_its_choices_is() {
    assert!(is_allowed("MIT"));
    assert!(is_allowed("GPL-3.0-only OR MIT"));
    assert!(is_allowed("MIT/GPL-3.0"));
    assert!(is_allowed("(MIT OR GPL-3.0-only) AND Unicode-3.0"));
    assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
    assert!(is_allowed("MIT OR GPL-3.0-only AND GPL-2.0-only"));
    assert!(!is_allowed("MIT AND GPL-3.0-only"));
    assert!(!is_allowed("(MIT OR Zlib) AND (GPL-2.0-only OR GPL-3.0-only)"));
    assert!(!is_allowed("none"));
}

/// Whether a licence expression can be satisfied; `AND` binds tighter than `OR`, brackets tighter still.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let allowed = any(&mut rest);
    assert!(rest.is_empty(), "{expression} is not a licence expression");
    allowed
}

/// Reads choices up to a closing bracket or the end.
fn any(words: &mut &[&str]) -> bool {
    let mut allowed = all(words);
    while take(words, "OR") {
        allowed |= all(words);
    }
    allowed
}

/// Reads licences that apply together.
fn all(words: &mut &[&str]) -> bool {
    let mut allowed = one(words);
    while take(words, "AND") {
        allowed &= one(words);
    }
    allowed
}

/// Reads one licence with its exception, or an expression in brackets.
fn one(words: &mut &[&str]) -> bool {
    if take(words, "(") {
        let allowed = any(words);
        assert!(take(words, ")"), "a bracket stays open");
        return allowed;
    }
    let (name, rest) = words.split_first().unwrap();
    *words = rest;
    if take(words, "WITH") {
        let (exception, rest) = words.split_first().unwrap();
        *words = rest;
        return ALLOWED.contains(&format!("{name} WITH {exception}").as_str());
    }
    ALLOWED.contains(name)
}

/// Steps over a word if it is the next one.
fn take(words: &mut &[&str], word: &str) -> bool {
    match words.split_first() {
        Some((first, rest)) if *first == word => {
            *words = rest;
            true
        }
        _ => false,
    }
}
