//! How services run inside the administration, from application to payment.

use domain::service::{LINKS, Step};
use leptos::prelude::*;

use super::super::Data;
use crate::components::figure::{Depth, figure};
use crate::components::record::{Progress, progress, step, when};
use crate::components::{section_head, source_link};

/// The table of chains; nothing when none is known.
pub(super) fn section(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let heads = LINKS.map(|(_, german, english)| language.pick(german, english));
    let rows: Vec<_> = data
        .rows
        .iter()
        .filter_map(|row| {
            let (chain, record) = row.standing().chain()?;
            let steps: Vec<_> = chain
                .into_iter()
                .zip(heads)
                .map(|(found, head)| {
                    let mark = match found {
                        Step::Digital => Progress::Done,
                        Step::Retyped => Progress::Half,
                        Step::Printed => Progress::None,
                        Step::Unknown => Progress::Unknown,
                    };
                    view! { <td data-l=head>{progress(mark, step(found, language))}</td> }
                })
                .collect();
            let held = when(record.valid_on, &record.source, language);
            Some(view! {
                <tr>
                    <th scope="row">{row.service.name(language).to_owned()}</th>
                    {steps}
                    <td data-l=language.pick("Beleg", "Source")><span class="src">{source_link(&record.source.title, &record.source.address)}" "<small>{held}</small></span></td>
                </tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let title =
            language.pick("Wo gedruckt und abgetippt wird", "Where things are printed and typed again");
        let intro =
            language.pick("Der Weg vom Antrag bis zur Zahlung", "The way from application to payment");
        let columns: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
        view! {
            <section class="section">
                {section_head(title, intro).into_any()}
                {data.chain.as_ref().map(|drawn| figure(drawn, Depth::Section))}
                <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                    <table class="tbl tbl--cards">
                        <caption class="sr">{title}</caption>
                        <thead><tr>
                            <th scope="col">{language.pick("Leistung", "Service")}</th>
                            {columns}
                            <th scope="col">{language.pick("Beleg", "Source")}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
