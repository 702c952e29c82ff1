//! Derived shares as a table: value, how much is known, by which rule, and what the body itself reports beside it.

use domain::derived::{Derived, Form, Measure, Tally, beside, disagreement};
use domain::{
    BodyKey, Catalogue, Exactness, Indicator, Language, Observation, PartialDate, Slug, Value, format,
};
use leptos::prelude::*;
use storage::derived::{self, Stored};
use storage::{AsOf, observations};

use crate::address::Address;
use crate::components::link;
use crate::error::AppError;
use crate::measured::{date, value};
use crate::page::Reading;

/// A derived share with the totals that the body reports for the same.
#[derive(Debug, Clone)]
pub struct Share {
    stored: Stored,
    reported: Vec<Reported>,
}

#[derive(Debug, Clone)]
struct Reported {
    indicator: Indicator,
    value: String,
    date: String,
    /// Reported less derived, where the two disagree beyond exactness.
    difference: Option<f64>,
}

impl Share {
    /// Reads the shares of a body, those of departments or those of services, with the totals that the body reports
    /// for the same beside each. Those of which nothing is known are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(
        reading: &Reading,
        body: &BodyKey,
        as_of: AsOf,
        of_departments: bool,
    ) -> Result<Vec<Self>, AppError> {
        let mut stored = derived::of_body(&reading.db, body, as_of).await?;
        stored.retain(|stored| {
            let Derived { measure, tally, .. } = stored.derived;
            measure.of_departments() == of_departments && tally.known > 0
        });
        let slugs = stored.iter().flat_map(|stored| beside(stored.derived.measure)).map(|(slug, _)| *slug);
        let reported = observations::about(&reading.db, &reading.catalogue, body, slugs, as_of).await?;
        let share = |stored| Self::new(stored, &reported, &reading.catalogue, reading.language);
        Ok(stored.into_iter().map(share).collect())
    }

    fn new(stored: Stored, observations: &[Observation], catalogue: &Catalogue, language: Language) -> Self {
        let reported = beside(stored.derived.measure).iter().filter_map(|(slug, how)| {
            let indicator = Slug::parse(slug).and_then(|slug| catalogue.indicator(&slug))?;
            let observation = headline(observations, indicator)?;
            let (number, exactness) = number(observation)?;
            Some(Reported {
                indicator: indicator.clone(),
                value: value(&observation.cell, indicator, catalogue, language),
                date: date(observation, language),
                difference: disagreement(*how, stored.derived.tally, number, exactness),
            })
        });
        Self { stored, reported: reported.collect() }
    }

    /// Whether there is more to say than that too little is known.
    fn tells(&self, language: Language) -> bool {
        let tally = self.tally();
        let none = tally.denominator == 0 && tally.unknown == 0;
        none || result(self.measure(), tally, language).1 || !self.reported.is_empty()
    }

    /// What is counted.
    pub const fn measure(&self) -> Measure {
        self.stored.derived.measure
    }

    /// What was counted.
    pub const fn tally(&self) -> Tally {
        self.stored.derived.tally
    }
}

/// The newest reported value of an indicator.
fn headline<'a>(observations: &'a [Observation], indicator: &Indicator) -> Option<&'a Observation> {
    let own = observations.iter().filter(|record| record.indicator == indicator.slug);
    own.filter(|record| record.cell.value().is_some()).min_by_key(|record| record.headline_order())
}

fn number(observation: &Observation) -> Option<(f64, Exactness)> {
    let number = observation.cell.value().and_then(Value::number)?;
    Some((number, crate::measured::exactness(&observation.cell)))
}

/// "12 von 20 bekannten, 40 unbekannt".
fn counted(measure: Measure, tally: Tally, language: Language) -> String {
    let number = |count| format::integer(count, language);
    let Tally { numerator, denominator, known, unknown } = tally;
    let (numerator, denominator) = (number(numerator), number(denominator));
    let of = match (measure, language) {
        (Measure::Printed, Language::German) => format!("{numerator} Schritte bei {denominator} Leistungen"),
        (Measure::Printed, Language::English) => format!("{numerator} steps in {denominator} services"),
        (_, Language::German) => format!("{numerator} von {denominator} {}", measure.denominator(language)),
        (_, Language::English) => format!("{numerator} of {denominator} {}", measure.denominator(language)),
    };
    let rest = match (language, unknown) {
        (_, 0) => String::new(),
        (Language::German, _) => format!("; {} bekannt, {} unbekannt", number(known), number(unknown)),
        (Language::English, _) => format!("; {} known, {} unknown", number(known), number(unknown)),
    };
    of + &rest
}

/// The share, or why there is none.
fn result(measure: Measure, tally: Tally, language: Language) -> (String, bool) {
    match (tally.share(), measure.form()) {
        (Some(_), Form::Mean) => (format::shortest(tally.ratio(), 1, language), true),
        (Some(share), Form::Share) => {
            (format!("{}{}%", format::number(share.round(), 0, language), format::NBSP), true)
        }
        (None, _) if tally.denominator == 0 => (language.pick("entfällt", "none").to_owned(), false),
        (None, _) => (language.pick("zu wenig bekannt", "too little known").to_owned(), false),
    }
}

/// The shares: those with a value, or with a reported total beside, as a table; those of which too little is known are
/// folded away.
pub fn shares(list: &[Share], language: Language) -> impl IntoView + use<> {
    let (told, rest): (Vec<&Share>, Vec<&Share>) = list.iter().partition(|share| share.tells(language));
    let rest = (!rest.is_empty()).then(|| {
        let count = format::integer(i64::try_from(rest.len()).unwrap_or(i64::MAX), language);
        let label = match (language, rest.len()) {
            (Language::German, 1) => "Ein Anteil, zu dem noch zu wenig bekannt ist".to_owned(),
            (Language::German, _) => format!("{count} Anteile, zu denen noch zu wenig bekannt ist"),
            (Language::English, 1) => "One share of which too little is known yet".to_owned(),
            (Language::English, _) => format!("{count} shares of which too little is known yet"),
        };
        let caption =
            language.pick("Anteile, zu denen zu wenig bekannt ist", "Shares of which too little is known");
        view! { <details class="ev ev--apart"><summary>{label}</summary>{table(&rest, caption, language)}</details> }
    });
    let told = (!told.is_empty())
        .then(|| table(&told, language.pick("Berechnete Anteile", "Derived shares"), language));
    view! {
        {told}
        {rest}
        <p class="fig__note">{note(list, language)}</p>
    }
}

fn table(list: &[&Share], caption: &'static str, language: Language) -> impl IntoView + use<> {
    let heads = [
        language.pick("Anteil", "Share"),
        language.pick("Gezählt", "Counted"),
        language.pick("Eigene Angabe der Kommune", "Reported by the body"),
    ];
    let rows: Vec<_> = list.iter().map(|share| row(share, heads, language)).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead><tr>
                    <th scope="col">{language.pick("Was", "What")}</th>
                    <th scope="col" class="n">{heads[0]}</th>
                    <th scope="col">{heads[1]}</th>
                    <th scope="col">{heads[2]}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(share: &Share, heads: [&'static str; 3], language: Language) -> impl IntoView + use<> {
    let (measure, tally) = (share.measure(), share.tally());
    let (text, shown) = result(measure, tally, language);
    let reported: Vec<_> = share.reported.iter().map(|reported| beside_view(reported, language)).collect();
    let empty = reported.is_empty();
    view! {
        <tr>
            <th scope="row">{measure.title(language)}<small>{measure.rule(language)}</small></th>
            <td class="n" data-l=heads[0]>
                {if shown { view! { <b>{text}</b> }.into_any() } else { view! { <span class="muted">{text}</span> }.into_any() }}
            </td>
            <td data-l=heads[1]><span>{counted(measure, tally, language)}</span></td>
            <td data-l=heads[2] data-none=empty.then_some("")><span>{reported}</span></td>
        </tr>
    }
}

fn beside_view(reported: &Reported, language: Language) -> impl IntoView + use<> {
    let address = Address::new(format!("/kennzahlen/{}", reported.indicator.slug));
    let title = reported.indicator.wording(language).title.clone();
    let difference = reported.difference.map(|difference| {
        let size = format::shortest(difference.abs(), 1, language);
        let text = match (language, difference > 0.0) {
            (Language::German, true) => format!("Widerspruch: gemeldet sind {size} mehr"),
            (Language::German, false) => format!("Widerspruch: gemeldet sind {size} weniger"),
            (Language::English, true) => format!("Contradiction: reported are {size} more"),
            (Language::English, false) => format!("Contradiction: reported are {size} fewer"),
        };
        view! { <small class="mark--open">{text}</small> }
    });
    view! {
        <span>{link(title, &address, language)}": "<b>{reported.value.clone()}</b>" ("{reported.date.clone()}")"{difference}</span>
    }
}

/// By which rule and catalogue, and how new the inputs are.
fn note(list: &[Share], language: Language) -> String {
    let Some(share) = list.first() else { return String::new() };
    let Stored { rule, edition, derived } = share.stored;
    let newest = derived.newest_input.map(|day| format::date(PartialDate::Day(day), language));
    let dated = newest.map(|day| match language {
        Language::German => format!(" Jüngste Angabe darin: {day}."),
        Language::English => format!(" Newest record in it: {day}."),
    });
    let text = match language {
        Language::German => format!(
            "Berechnet aus den einzelnen Angaben, Zählregel {rule}, Leistungskatalog {edition}. Ein Anteil steht hier erst, wenn mindestens 80{}% bekannt sind; Unbekanntes zählt nie als Nein.",
            format::NBSP
        ),
        Language::English => format!(
            "Computed from the single records, counting rule {rule}, catalogue of services {edition}. A share is shown once at least 80{}% are known; what is unknown never counts as no.",
            format::NBSP
        ),
    };
    text + &dated.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_how_many_are_unknown() {
        let tally = Tally { numerator: 12, denominator: 20, known: 20, unknown: 40 };
        let text = counted(Measure::Online, tally, Language::German);
        assert_eq!(text, "12 von 20 Leistungen in eigener Zuständigkeit; 20 bekannt, 40 unbekannt");
        assert_eq!(result(Measure::Online, tally, Language::German), ("zu wenig bekannt".into(), false));
        let enough = Tally { unknown: 5, ..tally };
        assert_eq!(result(Measure::Online, enough, Language::German), ("60\u{a0}%".into(), true));
    }
}
