//! What rests on a document beside figures: services, departments and promises, in words.

use domain::{BodyKey, Language, PartialDate, format};
use leptos::prelude::*;
use storage::{AsOf, sources};

use crate::address::Address;
use crate::components::record::service::Names;
use crate::components::record::{department, service};
use crate::components::{link, section_head};
use crate::error::AppError;
use crate::page::Reading;
use crate::promised;

/// A record that is no figure.
pub(super) struct Record {
    /// The body and what it is about.
    title: String,
    page: Address,
    date: String,
    told: String,
    /// Where it stands in the document.
    place: String,
}

/// Reads at most `limit` of each kind.
pub(super) async fn read(
    reading: &Reading,
    key: &str,
    as_of: AsOf,
    limit: i64,
) -> Result<Vec<Record>, AppError> {
    let found = sources::others(&reading.db, &reading.catalogue, key, as_of, limit).await?;
    let (catalogue, language) = (&reading.catalogue, reading.language);
    let names = Names::read(reading, found.services.iter().map(|(_, status)| &status.service)).await?;
    let record =
        |(name, body): (&str, &BodyKey), about: &str, page: &str, valid_on, place: &str, told| Record {
            title: format!("{name}: {about}"),
            page: Address::new(format!("/kommunen/{body}/{page}")),
            date: when(valid_on, language),
            told,
            place: place.to_owned(),
        };
    let services = found.services.iter().map(|(name, status)| {
        let (about, told) =
            (names.of(&status.service, language), service::told(status, catalogue.services(), language));
        record((name, &status.body), &about, "leistungen", status.valid_on, &status.page, told)
    });
    let offices = found.departments.iter().map(|(name, status)| {
        let told = department::told(status, language);
        record((name, &status.body), &status.name, "aemter", status.valid_on, &status.page, told)
    });
    let promises = found.promises.iter().map(|(name, (promise, event))| {
        let told = promised::said_of(promise, event, catalogue, language);
        let about = language.pick("Zusage", "promise");
        record((name, &promise.body), about, "zusagen", event.said_on, &event.page, told)
    });
    Ok(services.chain(offices).chain(promises).collect())
}

/// The date of a record of this very document, whose day of entry stands above.
fn when(valid_on: Option<PartialDate>, language: Language) -> String {
    valid_on.map_or_else(
        || language.pick("ohne Datum", "no date").to_owned(),
        |date| format::date(date, language),
    )
}

/// Services, departments and promises.
pub(super) fn section(records: &[Record], language: Language) -> Option<impl IntoView + use<>> {
    if records.is_empty() {
        return None;
    }
    let rows: Vec<_> = records
        .iter()
        .map(|record| {
            let place = (!record.place.is_empty()).then(|| view! { <small>{record.place.clone()}</small> });
            view! {
                <li>
                    <span>{link(record.title.clone(), &record.page, language)}", "{record.date.clone()}</span>
                    <span class="lines__v">{record.told.clone()}</span>
                    {place}
                </li>
            }
        })
        .collect();
    let title = language.pick(
        "Leistungen, Ämter und Zusagen aus dieser Quelle",
        "Services, departments and promises from this source",
    );
    Some(view! {
        <section class="section stack">
            {section_head(title, "").into_any()}
            <ul class="lines lines--told">{rows}</ul>
        </section>
    })
}
