//! The row under a figure: files, addresses, code for other people's pages, citation.

use charts::ChartSpec;
use domain::Language;
use leptos::prelude::*;

use crate::diagrams::{Chart, PICTURES, State, edition_day, frozen, licence_line};
use crate::page::Reading;
use crate::text::SITE;

/// Everything under which a chart can be taken away.
#[derive(Debug, Clone)]
pub(super) struct Take {
    /// Names and addresses of its files.
    files: Vec<(String, String)>,
    current: String,
    frozen: Option<String>,
    embed: String,
    citation: String,
}

impl Take {
    /// `height` is what a frame needs to show the chart with its words, in CSS pixels.
    pub(super) fn of(chart: &dyn Chart, spec: &ChartSpec, height: f64, reading: &Reading) -> Self {
        let (state, language) = (chart.state(), chart.language());
        let file = |extension: &str| {
            let address = state.address(&format!("/diagramme/{}.{extension}", state.name()));
            (extension.to_uppercase(), address.in_language(language))
        };
        let formats = exchange::export::Format::ALL.iter().map(|format| format.extension());
        let base = &reading.site.base;
        let page = |state: &dyn State| format!("{base}{}", state.page().in_language(language));
        let current = state.as_known(None).map_or_else(|| page(state), |newest| page(&*newest));
        let frozen = frozen(state, chart.edition().revision).map(|frozen| page(&*frozen));
        let frame = state.address(&format!("/einbetten/{}", state.name())).in_language(language);
        Self {
            files: PICTURES.into_iter().chain(formats).map(file).collect(),
            embed: embed(&format!("{base}{frame}"), &spec.title, height),
            citation: citation(chart, spec, frozen.as_ref().unwrap_or(&current), reading),
            current,
            frozen,
        }
    }
}

fn citation(chart: &dyn Chart, spec: &ChartSpec, address: &str, reading: &Reading) -> String {
    let language = chart.language();
    let (as_of, seen) = language.pick(("Datenstand", "abgerufen am"), ("Data as of", "accessed on"));
    let today = domain::format::day(reading.today, language);
    let (edition, licence) = (edition_day(chart.edition(), language), licence_line(language));
    let licence = licence.replacen(':', "", 1);
    let (subtitle, title) = (&spec.subtitle, &spec.title);
    format!("{SITE}: {subtitle} – {title}. {as_of} {edition}. {licence}. {address} ({seen} {today}).")
}

/// What another page writes to show the chart in a frame.
fn embed(address: &str, title: &str, height: f64) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let (address, title) = (escaped(address), escaped(title));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" loading=\"lazy\" width=\"100%\" height=\"{height:.0}\" \
         style=\"border:0\"></iframe>"
    )
}

pub(super) fn take_row(take: &Take, language: Language) -> impl IntoView + use<> {
    let files: Vec<_> = take
        .files
        .iter()
        .map(|(name, href)| view! { <a href=href.clone() download="">{name.clone()}</a> })
        .collect();
    let frozen = take.frozen.clone().map(|address| {
        view! {
            <dt>{language.pick("Eingefroren, ändert sich nie", "Frozen, never changes")}</dt>
            <dd><code>{address}</code></dd>
        }
    });
    view! {
        <div class="take">
            <span>{language.pick("Mitnehmen", "Take away")}</span>
            {files}
            <i class="take__sep"></i>
            <details>
                <summary>{language.pick("Link", "Link")}</summary>
                <dl>
                    <dt>{language.pick("Aktuell", "Current")}</dt>
                    <dd><code>{take.current.clone()}</code></dd>
                    {frozen}
                </dl>
            </details>
            <details>
                <summary>{language.pick("Einbetten", "Embed")}</summary>
                <code>{take.embed.clone()}</code>
            </details>
            <details>
                <summary>{language.pick("Zitieren", "Cite")}</summary>
                <p class="cite">{take.citation.clone()}</p>
            </details>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_for_other_pages_is_escaped() {
        let code = embed("https://example.org/x?a=1&b=2", "Auf \"1\" & <b>", 600.4);
        assert_eq!(
            code,
            "<iframe src=\"https://example.org/x?a=1&amp;b=2\" title=\"Auf &quot;1&quot; &amp; &lt;b>\" loading=\"lazy\" \
             width=\"100%\" height=\"600\" style=\"border:0\"></iframe>"
        );
    }
}
