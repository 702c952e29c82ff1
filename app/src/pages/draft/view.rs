//! The page around the letter.

use leptos::prelude::*;

use super::Data;
use crate::address::Address;
use crate::components::link;
use crate::islands::copy_button::CopyButton;
use crate::pages::inquiry::town_field;

pub(super) fn view(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    view! {
        <div class="place draft__head">
            <h1>{language.pick("Anfrage entwerfen", "Draft an inquiry")}</h1>
            <p class="place__sum">{lead(data)}</p>
        </div>
        <div class="draft">
            <div class="draft__letter">
                <h2 class="sr" id="brief-titel">{language.pick("Der Entwurf", "The draft")}</h2>
                <div class="btn-row draft__take">
                    <CopyButton
                        target="brief".to_owned()
                        label=language.pick("Text kopieren", "Copy the text").to_owned()
                        done=language.pick("Kopiert", "Copied").to_owned()
                    />
                    <a class="kern-btn kern-btn--secondary" href=data.file.in_language(language) download="">
                        <span class="kern-label">{language.pick("Als Textdatei", "As a text file")}</span>
                    </a>
                    {data.body.as_ref().map(|body| {
                        let town = Address::new(format!("/kommunen/{}", body.key));
                        link(body.name.clone(), &town, language)
                    })}
                </div>
                <pre class="draft__text" id="brief" lang="de" tabindex="0" role="region" aria-labelledby="brief-titel">{data.letter.text.clone()}</pre>
            </div>
            <aside class="panel stack draft__side">
                {whom(data).into_any()}
                {topics(data).into_any()}
            </aside>
        </div>
    }
}

fn lead(data: &Data) -> String {
    let (language, count) = (data.language, data.letter.questions);
    let german = match (&data.body, count) {
        (Some(body), 1) => format!(
            "Eine Frage an die Verwaltung von {}, mit dem, was dazu belegt ist. Kopieren, ergänzen, einreichen.",
            body.name
        ),
        (Some(body), _) => format!(
            "{count} Fragen an die Verwaltung von {}, jede mit dem, was dazu belegt ist. Kopieren, ergänzen, einreichen.",
            body.name
        ),
        (None, 1) => {
            "Eine Frage an eine Verwaltung. Wählen Sie die Kommune, dann steht dabei, was schon belegt ist."
                .to_owned()
        }
        (None, _) => format!(
            "{count} Fragen an eine Verwaltung. Wählen Sie die Kommune, dann steht bei jeder, was schon belegt ist."
        ),
    };
    let english = match &data.body {
        Some(body) => format!(
            "Questions to the administration of {}: {count}, each with what is on record. The letter is in German, for a German administration.",
            body.name
        ),
        None => format!(
            "Questions to an administration: {count}. Choose the municipality to see what is on record already. The letter is in German."
        ),
    };
    language.pick(&german, &english).clone()
}

/// Another body.
fn whom(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    let draft = &data.draft;
    // Fields that the form keeps, since it replaces the query.
    let action = Address::new("/anfragen/entwurf").in_language(language);
    let label = if data.body.is_some() {
        language.pick("An eine andere Kommune", "To another municipality")
    } else {
        language.pick("An welche Kommune?", "To which municipality?")
    };
    let mut kept: Vec<(&'static str, String)> =
        draft.topics.iter().map(|slug| ("thema", slug.to_string())).collect();
    kept.extend(draft.inquiry.iter().map(|slug| ("anfrage", slug.to_string())));
    kept.extend(draft.positions.iter().map(|position| ("fragen", position.to_string())));
    town_field(action, kept, &data.wanted, label, language.pick("Übernehmen", "Take over"), language)
}

/// Which topics are asked about.
fn topics(data: &Data) -> impl IntoView + use<> {
    let language = data.language;
    if data.topics.is_empty() {
        return None;
    }
    let boxes: Vec<_> = data
        .topics
        .iter()
        .map(|(slug, title, inside)| {
            let id = format!("thema-{slug}");
            view! {
                <div class="field field--check">
                    <input type="checkbox" id=id.clone() name="thema" value=slug.to_string() checked=*inside/>
                    <label for=id>{title.clone()}</label>
                </div>
            }
        })
        .collect();
    let body = data
        .body
        .as_ref()
        .map(|body| view! { <input type="hidden" name="kommune" value=body.key.to_string()/> });
    Some(view! {
        <form action=Address::new("/anfragen/entwurf").in_language(language)>
            {body}
            <fieldset class="draft__topics">
                <legend>{language.pick("Wonach gefragt wird", "What is asked about")}</legend>
                {boxes}
            </fieldset>
            <button class="kern-btn kern-btn--secondary" type="submit">
                <span class="kern-label">{language.pick("Entwurf ändern", "Change the draft")}</span>
            </button>
        </form>
    })
}
