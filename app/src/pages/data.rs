//! `/daten`: what there is to download, how to take part, what the columns mean.

mod columns;

use domain::{Language, Revision, format};
use leptos::prelude::*;

use crate::address::Address;
use crate::components::section_head;
use crate::error::AppError;
use crate::page::{Document, Loading, Page, Reading};
use crate::prose;
use crate::query::Query;
use crate::text::{LICENCE, LICENCE_ADDRESS, SITE, municipalities};

const GERMAN: &str = include_str!("../../texts/daten.de.txt");
const ENGLISH: &str = include_str!("../../texts/daten.en.txt");

struct OpenData;

/// Reads the state: there is none.
///
/// # Errors
/// Never.
pub fn parse(_: &[&str], _: &Query) -> Result<Box<dyn Page>, AppError> {
    Ok(Box::new(OpenData))
}

struct Data {
    language: Language,
    revision: Revision,
    released: String,
    /// Bodies with open values, and how many values they have.
    bodies: i64,
    values: i64,
    indicators: usize,
    base: String,
    contact: String,
}

impl Page for OpenData {
    fn address(&self) -> Address {
        Address::new("/daten")
    }

    fn load<'a>(&'a self, reading: &'a Reading) -> Loading<'a> {
        Box::pin(async move {
            let language = reading.language;
            let (bodies, values) = storage::open::counts(&reading.db).await?;
            let released = reading.edition.released_on.map(|day| format::day(day, language));
            let data = Data {
                language,
                revision: reading.edition.revision,
                released: released.unwrap_or_default(),
                bodies,
                values,
                indicators: reading.catalogue.indicators().len(),
                base: reading.site.base.clone(),
                contact: reading.site.contact.clone(),
            };
            let title = language.pick("Offene Daten", "Open data");
            let description = language.pick(
                "Alle Angaben als CSV, die Kennzahlen mit ihren Zählregeln, und eine Vorlage zum Mitmachen.",
                "All facts as CSV, the indicators with their counting rules, and a template for taking part.",
            );
            let document =
                Document::new(title, self.address(), data, view).called(language.pick("Daten", "Data"));
            Ok(document.described(description).into())
        })
    }
}

fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="place">
            <h1>{language.pick("Offene Daten", "Open data")}</h1>
            <p class="place__sum">
                {language.pick(
                    "Alles, was hier steht und weitergegeben werden darf, zum Herunterladen. Und der Weg, auf dem Fehlendes hereinkommt.",
                    "Everything that stands here and may be passed on, to download. And the way in for what is missing.",
                )}
            </p>
        </div>
        <section class="section" id="dateien">
            {section_head(language.pick("Dateien", "Files"), edition(data)).into_any()}
            {files(data).into_any()}
        </section>
        <section class="section">
            <div class="lead">
                <div class="prose">{prose::whole(language.pick(GERMAN, ENGLISH), language)}{mail(data)}</div>
                {licence(data).into_any()}
            </div>
        </section>
        <section class="section" id="spalten">
            {section_head(
                language.pick("Spalten der Datei mit den Angaben", "Columns of the file of facts"),
                language.pick("Dieselben hat die Vorlage. Die Reihenfolge ist frei.", "The template has the same. Their order is free."),
            ).into_any()}
            {columns::table(language).into_any()}
        </section>
    }
}

fn edition(data: &Data) -> String {
    let (number, day) = (data.revision.0, &data.released);
    match data.language {
        Language::German => {
            format!("Fassung {number} vom {day}. CSV in UTF-8, mit Komma getrennt, Dezimalpunkt.")
        }
        Language::English => {
            format!("Edition {number} of {day}. CSV in UTF-8, separated by commas, decimal point.")
        }
    }
}

fn files(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let bodies = municipalities(data.bodies, language);
    let (values, indicators) = (format::integer(data.values, language), data.indicators);
    let counted = match language {
        Language::German => [format!("{values} Angaben"), bodies, format!("{indicators} Kennzahlen")],
        Language::English => [format!("{values} facts"), bodies, format!("{indicators} indicators")],
    };
    let [facts, towns, measured] = counted;
    let lines = [
        ("fakten.csv", language.pick("Alle Angaben", "All facts"), language.pick("Eine Zeile je Angabe, mit Datum, Quelle und wer es sagt. Ohne Werte, die nur zitiert werden dürfen.", "One line a fact, with date, source and who says it. Without figures that may only be cited."), facts),
        ("kommunen.csv", language.pick("Kommunen mit Angaben", "Municipalities with facts"), language.pick("Schlüssel, Name, Einwohner, Zahl der Themen und Werte, jüngster Stand.", "Key, name, inhabitants, number of topics and values, newest date."), towns),
        ("kennzahlen.csv", language.pick("Kennzahlen", "Indicators"), language.pick("Definition, Zählregel, Bezugsgröße und die Frage dazu.", "Definition, counting rule, denominator and the question that goes with it; in German."), measured.clone()),
        ("kennzahlen.json", language.pick("Kennzahlen, Stufen und Auswahllisten", "Indicators, levels and lists"), language.pick("Dasselbe und mehr für Programme, deutsch und englisch.", "The same and more for programs, in German and English."), measured),
        ("leistungen.csv", language.pick("Leistungen", "Services"), language.pick("Was zu einzelnen Leistungen belegt ist: Stand, Termin, Bezahlen, Technik, mit Quelle.", "What is on record about single services: state, due date, payment, technology, with source."), String::new()),
        ("aemter.csv", language.pick("Ämter", "Departments"), language.pick("E-Akte, Antragsmanagement und Geräte nach Ämtern, mit Quelle.", "E-file, application management and devices by department, with source."), String::new()),
        ("vorlage.csv", language.pick("Vorlage", "Template"), language.pick("Leer, zum Ausfüllen in einer Tabellenkalkulation.", "Empty, to be filled in with a spreadsheet."), String::new()),
        ("beispiel.csv", language.pick("Ausgefülltes Beispiel", "Filled example"), language.pick("Für jede Art von Wert eine Zeile, aus echten Angaben.", "One line for each kind of value, from real facts."), String::new()),
        ("vorlage-leistungen.csv", language.pick("Vorlage für Leistungen", "Template for services"), language.pick("Leer, eine Zeile je Leistung und Datum.", "Empty, one line a service and date."), String::new()),
        ("vorlage-aemter.csv", language.pick("Vorlage für Ämter", "Template for departments"), language.pick("Leer, eine Zeile je Amt und Datum.", "Empty, one line a department and date."), String::new()),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(name, title, text, count)| {
            view! {
                <li>
                    <div><a href=format!("/daten/{name}") download>{title}</a><small>{text}</small></div>
                    <b>{count}" "<code>{name}</code></b>
                </li>
            }
        })
        .collect();
    view! { <ul class="lines files">{lines}</ul> }
}

fn mail(data: &Data) -> impl IntoView + use<> {
    let (language, mail) = (data.language, data.contact.clone());
    if mail.is_empty() {
        let text = language.pick(
            "Der Betreiber dieser Installation hat noch keine Adresse angegeben.",
            "The operator of this installation has not given an address yet.",
        );
        return view! { <p>{text}</p> }.into_any();
    }
    view! { <p>{language.pick("Die Adresse: ", "The address: ")}<a href=format!("mailto:{mail}")>{mail.clone()}</a></p> }
        .into_any()
}

fn licence(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let cite = match language {
        Language::German => {
            format!("{SITE}, {}, Fassung {} vom {}, {LICENCE}", data.base, data.revision.0, data.released)
        }
        Language::English => {
            format!("{SITE}, {}, edition {} of {}, {LICENCE}", data.base, data.revision.0, data.released)
        }
    };
    view! {
        <div class="panel stack">
            <h2>{language.pick("Lizenz", "Licence")}</h2>
            <p>
                {language.pick("Die Zusammenstellung steht unter der ", "The compilation is under the ")}
                <a href=LICENCE_ADDRESS rel="license noopener">{language.pick("Datenlizenz Deutschland Namensnennung 2.0", "Data licence Germany, attribution 2.0")}</a>
                {language.pick(". Nennen Sie die Quelle etwa so:", ". Name the source like this:")}
            </p>
            <p><strong>{cite}</strong></p>
            <p>
                {language.pick(
                    "Die einzelne Zahl gehört ihrer Quelle, die in jeder Zeile steht. Namen und Einwohner: © Statistisches Bundesamt (Destatis), 2025.",
                    "A single figure belongs to its source, which stands in every line. Names and inhabitants: © Statistisches Bundesamt (Destatis), 2025.",
                )}
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_column_of_the_file_in_its_order() {
        let named: Vec<&str> = columns::COLUMNS.iter().flat_map(|column| column.name.split(", ")).collect();
        assert_eq!(named, exchange::facts::COLUMNS);
    }
}
