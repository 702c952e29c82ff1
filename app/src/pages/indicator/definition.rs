//! What is counted, and how.

use domain::catalogue::{Comparable, Measure};
use domain::{Indicator, Language};
use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::pages::indicators::kind;

pub(super) fn definition(data: &Data) -> impl IntoView + use<> {
    let (language, indicator) = (data.language, &data.indicator);
    let words = indicator.wording(language);
    let comparable = match indicator.comparable {
        Comparable::Across => {
            language.pick("Alle Kommunen zählen gleich", "All municipalities count alike").to_owned()
        }
        Comparable::Within => words.apart.clone(),
    };
    let measure = match indicator.measure {
        Measure::Stock => language.pick("Stand an einem Tag", "As of a day"),
        Measure::Flow => language.pick("Summe über einen Zeitraum", "Sum over a period"),
    };
    let version = format!("{} {}", language.pick("Fassung", "Version"), indicator.version);
    let topic = data.topic.as_ref().map(|topic| topic.title.get(language).to_owned()).unwrap_or_default();
    let lines: Vec<_> = [
        (language.pick("Thema", "Topic"), topic),
        (language.pick("Gezählt wird", "What is counted"), words.counting_rule.clone()),
        (language.pick("Bezugsgröße", "Denominator"), words.denominator.clone()),
        (language.pick("Einheit", "Unit"), format!("{} ({})", words.unit, kind(indicator.kind, language))),
        (language.pick("Zeitbezug", "Time"), measure.to_owned()),
        (language.pick("Vergleichbar", "Comparable"), comparable),
        (language.pick("Veraltet", "Out of date"), age_limit(indicator, language)),
        (language.pick("Warum es zählt", "Why it matters"), words.why.clone()),
        (language.pick("Gute Quelle", "Good source"), words.evidence.clone()),
        (language.pick("Definition", "Definition"), version),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(term, text)| view! { <dt>{term}</dt><dd>{text}</dd> })
    .collect();
    view! { <dl class="dl">{lines}{indicator.names_products.then(|| products(indicator, language))}</dl> }
}

/// The way to the products by name.
fn products(indicator: &Indicator, language: Language) -> impl IntoView + use<> {
    let href = format!("{}#{}", Address::new("/produkte").in_language(language), indicator.slug);
    view! {
        <dt>{language.pick("Produkte", "Products")}</dt>
        <dd><a href=href>{language.pick("Wer welches Produkt nutzt, und seit wann das belegt ist", "Who uses which product, and since when that is on record")}</a></dd>
    }
}

fn age_limit(indicator: &Indicator, language: Language) -> String {
    let months = indicator.age_limit_months;
    match language {
        Language::German => {
            format!("nach {months} Monaten; ältere Werte bleiben stehen und sind gekennzeichnet")
        }
        Language::English => format!("after {months} months; older values stay and are marked"),
    }
}
