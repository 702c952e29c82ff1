//! What was published stays as it was: the texts that say what is counted never change under their version.
//!
//! `catalogue/published.txt` holds a digest of each text by id and version. `cargo xtask bless` adds lines for texts
//! that are new; no command rewrites a line. To change a published text, raise its version and move the older wording
//! to `[[earlier]]` of the same file. Questions, reasons and hints for good sources are help and may always improve.

#![expect(clippy::unwrap_used, reason = "what a test cannot prepare, it reports by failing")]

use std::collections::BTreeMap;

use domain::catalogue::{ChoiceList, Scale};
use domain::{Catalogue, Indicator, Language};
use sha2::{Digest, Sha256};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue/published.txt");

/// An id with its version, such as `indicator/e-akte-nutzende 1`.
type Key = String;

/// The texts of a catalogue, older versions included, by id and version.
fn texts(catalogue: &Catalogue) -> BTreeMap<Key, String> {
    let earlier = catalogue.earlier();
    let indicators = catalogue.indicators().iter().chain(&earlier.indicators).map(indicator);
    let lists = catalogue.lists().chain(&earlier.lists).flat_map(list);
    let scales = catalogue.scales().iter().chain(&earlier.scales).flat_map(scale);
    indicators.chain(lists).chain(scales).collect()
}

fn indicator(indicator: &Indicator) -> (Key, String) {
    let mut text = vec![
        indicator.kind.word().to_owned(),
        indicator.measure.word().to_owned(),
        indicator.comparable.word().to_owned(),
        indicator.list.as_ref().or(indicator.scale.as_ref()).map(ToString::to_string).unwrap_or_default(),
        indicator.max.map(|max| max.to_string()).unwrap_or_default(),
    ];
    for language in Language::ALL {
        let words = indicator.wording(language);
        let parts = [
            &words.title,
            &words.unit,
            &words.short,
            &words.definition,
            &words.counting_rule,
            &words.denominator,
            &words.apart,
        ];
        text.extend(parts.map(Clone::clone));
    }
    (format!("indicator/{} {}", indicator.slug, indicator.version), text.join("\n"))
}

fn list(list: &ChoiceList) -> Vec<(Key, String)> {
    let item = |choice: &domain::catalogue::Choice| {
        let key = format!("list/{}/{} {}", list.slug, choice.slug, list.version);
        (key, format!("{}\n{}", choice.label.de, choice.label.en))
    };
    list.items.iter().map(item).collect()
}

fn scale(scale: &Scale) -> Vec<(Key, String)> {
    let notions =
        domain::catalogue::Notion::ALL.iter().map(|notion| format!("{:?}", scale.threshold(*notion)));
    let mut whole = vec![scale.title.clone(), scale.rule.clone()];
    whole.extend(scale.features.iter().cloned());
    let whole: Vec<String> = whole.into_iter().flat_map(|text| [text.de, text.en]).chain(notions).collect();
    let level = |level: &domain::catalogue::Level| {
        let text = [&level.title.de, &level.title.en, &level.criterion.de, &level.criterion.en];
        (
            format!("scale/{}/{} {}", scale.slug, level.level, scale.version),
            text.map(String::as_str).join("\n"),
        )
    };
    let head = (format!("scale/{} {}", scale.slug, scale.version), whole.join("\n"));
    std::iter::once(head).chain(scale.levels.iter().map(level)).collect()
}

fn digest(text: &str) -> String {
    format!("{:.16x}", Sha256::digest(text))
}

/// Compares what was published with what there is: what is wrong, and the lines that are new.
fn compare(published: &str, texts: &BTreeMap<Key, String>) -> (Vec<String>, Vec<String>) {
    let mut known = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in published.lines().filter(|line| !line.is_empty()) {
        let (key, digest) = line.rsplit_once(' ').unwrap();
        if known.insert(key, digest).is_some() {
            wrong.push(format!("{key} stands twice in published.txt"));
        }
    }
    for (key, published) in &known {
        match texts.get(*key) {
            None => wrong.push(format!("{key} was published and is gone; keep it under [[earlier]]")),
            Some(text) if digest(text) != *published => {
                wrong.push(format!("{key} was published and has changed; raise its version instead"));
            }
            Some(_) => {}
        }
    }
    let new = texts.iter().filter(|(key, _)| !known.contains_key(key.as_str()));
    (wrong, new.map(|(key, text)| format!("{key} {}", digest(text))).collect())
}

#[test]
fn published_texts_never_change_under_their_version() {
    let published = std::fs::read_to_string(FILE).unwrap_or_default();
    let (wrong, new) = compare(&published, &texts(&Catalogue::bundled().unwrap()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    #[expect(clippy::disallowed_methods, reason = "the switch of `cargo xtask bless`")]
    let bless = std::env::var("BLESS").is_ok();
    if bless && !new.is_empty() {
        let mut lines: Vec<&str> = published.lines().chain(new.iter().map(String::as_str)).collect();
        lines.sort_unstable();
        std::fs::write(FILE, lines.join("\n") + "\n").unwrap();
    } else {
        assert!(new.is_empty(), "not yet published, see `cargo xtask bless`:\n{}", new.join("\n"));
    }
}

fn example(pairs: &[(&str, &str)]) -> BTreeMap<Key, String> {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_change_a_loss_and_a_novelty_are_told_apart_by_id() {
    let first = example(&[("indicator/a 1", "counts a"), ("list/b/x 1", "X")]);
    let (_, lines) = compare("", &first);
    let published = lines.join("\n");
    assert_eq!(compare(&published, &first), (Vec::new(), Vec::new()));
    let (wrong, _) = compare(&published, &example(&[("indicator/a 1", "counts b"), ("list/b/x 1", "X")]));
    assert!(wrong.len() == 1 && wrong[0].contains("indicator/a 1"), "{wrong:?}");
    let (wrong, new) = compare(&published, &example(&[("indicator/a 2", "counts b"), ("list/b/x 1", "X")]));
    assert!(wrong.len() == 1 && wrong[0].contains("indicator/a 1"), "the older wording is gone: {wrong:?}");
    assert!(new.len() == 1 && new[0].starts_with("indicator/a 2 "), "{new:?}");
    let raised =
        example(&[("indicator/a 1", "counts a"), ("indicator/a 2", "counts b"), ("list/b/x 1", "X")]);
    assert!(compare(&published, &raised).0.is_empty(), "raised, and the older wording kept");
}
