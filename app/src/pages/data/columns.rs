//! What the columns of a file of facts mean.

use domain::Language;
use leptos::prelude::*;

/// A column, or two that belong together.
pub(super) struct Column {
    /// Name in the file.
    pub(super) name: &'static str,
    meaning: (&'static str, &'static str),
    values: (&'static str, &'static str),
}

const fn column(
    name: &'static str,
    meaning: (&'static str, &'static str),
    values: (&'static str, &'static str),
) -> Column {
    Column { name, meaning, values }
}

/// All columns, in the order of the file.
pub(super) const COLUMNS: &[Column] = &[
    column(
        "kommune",
        ("amtlicher Schlüssel", "official key"),
        (
            "8 Ziffern für eine Gemeinde, 9 für einen Gemeindeverband, 5 für einen Kreis, 2 für ein Land",
            "8 digits for a municipality, 9 for an association, 5 for a district, 2 for a Land",
        ),
    ),
    column(
        "kennzahl",
        ("was gemessen wird", "what is measured"),
        ("der Name aus der Liste der Kennzahlen", "the name from the list of indicators"),
    ),
    column(
        "stand",
        ("wann der Wert galt", "when the value held"),
        (
            "2025, 2025-Q3, 2025-06 oder 2025-06-30; leer, wenn die Quelle kein Datum nennt",
            "2025, 2025-Q3, 2025-06 or 2025-06-30; empty when the source gives no date",
        ),
    ),
    column(
        "stimme",
        ("wer es sagt", "who says it"),
        (
            "verwaltung, register, rat, studie, presse oder hersteller",
            "verwaltung (administration), register, rat (council), studie (study), presse (press) or hersteller (vendor)",
        ),
    ),
    column(
        "zustand",
        ("ob es einen Wert gibt", "whether there is a value"),
        (
            "belegt; sonst unbekannt, ohne-antwort, trifft-nicht-zu, verweigert oder zurueckgezogen",
            "belegt (on record); else unbekannt (unknown), ohne-antwort (unanswered), trifft-nicht-zu (not applicable), verweigert (refused) or zurueckgezogen (withdrawn)",
        ),
    ),
    column(
        "wert",
        ("der Wert", "the value"),
        (
            "eine Zahl ohne Tausenderpunkt, ja oder nein, ein Datum, ein Wort aus der Liste der Kennzahl oder ein kurzer Text; leer ohne Wert",
            "a number without separators, ja (yes) or nein (no), a date, a word from the indicator’s list, or a short text; empty without a value",
        ),
    ),
    column(
        "genauigkeit",
        ("wie genau die Quelle ist", "how exact the source is"),
        (
            "genau, rund, mindestens oder hoechstens",
            "genau (exact), rund (about), mindestens (at least) or hoechstens (at most)",
        ),
    ),
    column(
        "zaehler, nenner",
        ("bei Anteilen", "of a share"),
        ("zwei ganze Zahlen, wenn die Quelle sie nennt", "two whole numbers, where the source gives them"),
    ),
    column(
        "zeitraum_von",
        ("Beginn des Zeitraums", "start of the period"),
        (
            "ein Tag; nur bei Kennzahlen, die über einen Zeitraum zählen",
            "a day; only for indicators that count over a period",
        ),
    ),
    column(
        "quelle_titel, quelle_adresse",
        ("der Beleg", "the source"),
        ("ein Titel und eine Adresse mit https://", "a title and an address with https://"),
    ),
    column(
        "quelle_stand",
        ("wann der Beleg erschien", "when the source appeared"),
        ("ein Datum wie bei stand, oder leer", "a date as in stand, or empty"),
    ),
    column(
        "quelle_erfasst",
        ("wann Sie nachgesehen haben", "when you looked"),
        ("ein Tag wie 2026-11-22", "a day such as 2026-11-22"),
    ),
    column(
        "quelle_art",
        ("was der Beleg ist", "what the source is"),
        (
            "webseite, ratspapier, presse, studie oder datensatz",
            "webseite (website), ratspapier (council paper), presse (press), studie (study) or datensatz (data set)",
        ),
    ),
    column(
        "quelle_nutzung",
        ("was mit den Zahlen erlaubt ist", "what may be done with the figures"),
        ("offen oder nur-zitat", "offen (open) or nur-zitat (cite only)"),
    ),
    column(
        "fundstelle",
        ("Seite oder Abschnitt im Beleg", "page or section in the source"),
        ("Text, oder leer", "text, or empty"),
    ),
    column(
        "anmerkung",
        ("was den Wert einschränkt", "what restricts the value"),
        ("eigene kurze Worte, oder leer", "own short words, or empty"),
    ),
];

/// The table.
pub(super) fn table(language: Language) -> impl IntoView {
    let [name, meaning, values] =
        language.pick(["Spalte", "Bedeutung", "Was hineingehört"], ["Column", "Meaning", "What goes in"]);
    let rows: Vec<_> = COLUMNS
        .iter()
        .map(|column| {
            let pick = |(german, english): (&'static str, &'static str)| language.pick(german, english);
            view! {
                <tr>
                    <th scope="row"><code>{column.name}</code></th>
                    <td data-l=meaning><span>{pick(column.meaning)}</span></td>
                    <td data-l=values><span>{pick(column.values)}</span></td>
                </tr>
            }
        })
        .collect();
    let caption = language.pick("Spalten", "Columns");
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="tbl tbl--cards">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr><th scope="col">{name}</th><th scope="col">{meaning}</th><th scope="col">{values}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
