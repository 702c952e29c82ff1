//! Who changed from another product to this one, or from this one to another.

use std::collections::BTreeMap;

use domain::product::Run;
use domain::{BodyKey, Indicator, Language, Slug, Value, format};
use leptos::prelude::*;

use super::{CHANGES, Data, newest_first};
use crate::address::Address;
use crate::components::values::evidence;
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::measured::Shown;
use crate::page::Reading;
use crate::pages::products::address_of;
use crate::text::{and, municipalities};
use crate::used::{BodyUse, Evidence, Used};

/// All changes in numbers, and the newest of them one by one.
pub(super) struct Changes {
    /// How many there are.
    total: usize,
    /// Where bodies came from: names and numbers.
    came: Vec<(String, i64)>,
    /// Where they went.
    went: Vec<(String, i64)>,
    newest: Vec<Change>,
}

struct Change {
    body: (BodyKey, String),
    /// What it used before, and on which date that is on record last.
    from: Named,
    /// What came then, and on which date that is on record first.
    to: Named,
    /// The record of the new product.
    shown: Shown,
}

struct Named {
    name: String,
    /// Its page, where it has one.
    page: Option<Address>,
    date: String,
}

/// Counts the changes and loads the newest of them.
pub(super) async fn load(used: &Used, reading: &Reading) -> Result<Changes, AppError> {
    let mut all: Vec<(&BodyUse, &Run, &Run)> =
        used.uses.iter().flat_map(|one| one.found.changes().map(move |(from, to)| (one, from, to))).collect();
    let own = &used.product.choice.slug;
    let name = |one: &BodyUse, run: &Run| label(used.indicator(one), run.product(), reading);
    let came = all.iter().filter(|(_, _, to)| to.product() == own).map(|(one, from, _)| name(one, from));
    let went = all.iter().filter(|(_, from, _)| from.product() == own).map(|(one, _, to)| name(one, to));
    let (came, went) = (tally(came), tally(went));
    let total = all.len();
    all.sort_by_key(|(_, _, to)| newest_first(&to.first));
    all.truncate(CHANGES);
    let told: Vec<&BodyUse> = all.iter().map(|(one, ..)| *one).collect();
    let evidence = used.evidence(reading, &told).await?;
    let newest = all.iter().filter_map(|(one, from, to)| change(used, one, (from, to), &evidence, reading));
    Ok(Changes { total, came, went, newest: newest.collect() })
}

/// Names with their numbers, the most frequent first.
fn tally(names: impl Iterator<Item = String>) -> Vec<(String, i64)> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, i64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| -count);
    counts
}

fn label(indicator: &Indicator, product: &Slug, reading: &Reading) -> String {
    reading.catalogue.show(indicator, &Value::Choice(product.clone()), reading.language)
}

fn change(
    used: &Used,
    one: &BodyUse,
    (from, to): (&Run, &Run),
    evidence: &Evidence,
    reading: &Reading,
) -> Option<Change> {
    let indicator = used.indicator(one);
    let told = evidence.told(one)?;
    let (left, began) = (evidence.record(one, &from.last)?, evidence.record(one, &to.first)?);
    let shown = |record: &domain::Observation| {
        Shown::new(record.clone(), indicator, &reading.catalogue, reading.language)
    };
    let named = |run: &Run, shown: &Shown| {
        let choices = reading.catalogue.choices(indicator);
        let choice = choices.iter().find(|choice| &choice.slug == run.product());
        Named {
            name: label(indicator, run.product(), reading),
            page: choice.filter(|choice| !choice.rest).map(|choice| address_of(&choice.slug)),
            date: shown.date.clone(),
        }
    };
    let (left, began) = (shown(left), shown(began));
    Some(Change {
        body: (one.body.clone(), told.body.name.clone()),
        from: named(from, &left),
        to: named(to, &began),
        shown: began,
    })
}

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let (language, changes) = (data.language, &data.changes);
    let title = language.pick("Wer gewechselt hat", "Who changed");
    let none = || {
        language.pick(
            "Kein Wechsel von oder zu diesem Produkt ist belegt. Dafür braucht es zu einer Kommune mindestens zwei Angaben mit verschiedenem Datum.",
            "No change from or to this product is on record. That takes at least two records of a municipality with different dates.",
        )
    };
    let more = (changes.total > changes.newest.len()).then(|| {
        let (shown, total) = (number(changes.newest.len(), language), number(changes.total, language));
        match language {
            Language::German => {
                format!("Gezeigt sind die jüngsten {shown} von {total} Wechseln; die Datei nennt alle.")
            }
            Language::English => {
                format!("Shown are the newest {shown} of {total} changes; the file has all.")
            }
        }
    });
    let body = if changes.newest.is_empty() {
        view! { <p>{none()}</p> }.into_any()
    } else {
        view! { {table(title, &changes.newest, language).into_any()}{more.map(|more| view! { <p class="fig__note">{more}</p> })} }.into_any()
    };
    view! {
        <section class="section" id="wechsel">
            {section_head(title, summary(changes, language)).into_any()}
            {body}
        </section>
    }
}

fn number(count: usize, language: Language) -> String {
    format::integer(i64::try_from(count).unwrap_or(i64::MAX), language)
}

/// "Vorher: Session bei 3 Kommunen. Danach: more! rubin bei einer Kommune."
fn summary(changes: &Changes, language: Language) -> String {
    let with = language.pick("bei", "with");
    let part = |head: &str, counts: &[(String, i64)]| {
        let told =
            counts.iter().map(|(name, count)| format!("{name} {with} {}", municipalities(*count, language)));
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| format!("{head}: {}.", and(&told, language)))
    };
    let came = part(language.pick("Vorher", "Before"), &changes.came);
    let went = part(language.pick("Danach", "After"), &changes.went);
    [came, went].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn table(caption: &'static str, changes: &[Change], language: Language) -> impl IntoView + use<> {
    let heads = [
        language.pick("Vorher", "Before"),
        language.pick("Danach", "After"),
        language.pick("Beleg für das neue Produkt", "Source for the new product"),
    ];
    let rows: Vec<_> = changes.iter().map(|change| row(change, heads, language)).collect();
    let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr><th scope="col">{language.pick("Kommune", "Municipality")}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(change: &Change, heads: [&'static str; 3], language: Language) -> impl IntoView + use<> {
    let (key, name) = &change.body;
    let last = language.pick("zuletzt belegt: ", "last on record: ");
    let first = language.pick("zuerst belegt: ", "first on record: ");
    view! {
        <tr>
            <th scope="row">{link(name.clone(), &Address::new(format!("/kommunen/{key}")), language)}</th>
            <td data-l=heads[0]>{product(&change.from, last, language)}</td>
            <td data-l=heads[1]>{product(&change.to, first, language)}</td>
            <td data-l=heads[2]>{evidence(&change.shown, language)}</td>
        </tr>
    }
}

fn product(named: &Named, when: &'static str, language: Language) -> impl IntoView + use<> {
    let name = named.name.clone();
    let name = match &named.page {
        Some(page) => link(name, page, language).into_any(),
        None => name.into_any(),
    };
    view! { <span>{name}<small>{when}{named.date.clone()}</small></span> }
}
