//! What the program knows of its own rules.

use domain::catalogue::{Level, Notion, Scale};
use domain::{Catalogue, Language, NoValue, Voice};
use leptos::prelude::*;

use crate::components::glossary::linked;
use crate::components::mark::{Known, glyph};
use crate::components::source_link;
use crate::text;

/// The states of a value, and what each means.
pub(super) fn states(language: Language) -> impl IntoView {
    let known = [
        (Known::Core, explain(None, language)),
        (
            Known::Nothing,
            language.pick(
                "Niemand hat bisher gefragt, oder wir haben keine Antwort gefunden.",
                "Nobody has asked yet, or we have found no answer.",
            ),
        ),
    ];
    let rows = known.into_iter().map(|(known, meaning)| (known, known.word(language), meaning)).chain(
        NoValue::ALL.iter().map(|reason| {
            (Known::Reason, text::no_value(*reason, language), explain(Some(*reason), language))
        }),
    );
    let rows: Vec<_> = rows
        .map(|(known, word, meaning)| {
            view! { <div><dt>{glyph(known)}<span>{word}</span></dt><dd>{meaning}</dd></div> }
        })
        .collect();
    view! { <dl class="rules">{rows}</dl> }
}

const fn explain(reason: Option<NoValue>, language: Language) -> &'static str {
    match reason {
        None => language.pick("Es gibt einen Wert mit Datum und Quelle.", "There is a value with date and source."),
        Some(NoValue::Unknown) => language.pick(
            "Es wurde nachgesehen, und es ließ sich nicht feststellen.",
            "Somebody looked, and it could not be found out.",
        ),
        Some(NoValue::Unanswered) => language.pick(
            "Die Frage wurde gestellt; eine Antwort ist hier nicht bekannt.",
            "The question was asked; no answer is known here.",
        ),
        Some(NoValue::NotApplicable) => language.pick(
            "Die Frage stellt sich bei dieser Kommune nicht, etwa weil der Landkreis zuständig ist.",
            "The question does not arise for this municipality, for example because the district is responsible.",
        ),
        Some(NoValue::Refused) => language.pick(
            "Die Verwaltung hat die Auskunft ausdrücklich abgelehnt.",
            "The administration expressly declined to answer.",
        ),
        Some(NoValue::Withdrawn) => language.pick(
            "Wer den Wert genannt hat, hat ihn zurückgenommen.",
            "Whoever stated the value has taken it back.",
        ),
    }
}

/// The voices in their order.
pub(super) fn voices(language: Language) -> impl IntoView {
    let items: Vec<_> = Voice::ALL
        .iter()
        .map(|voice| {
            view! { <li><strong>{text::voice(*voice, language)}</strong>": "{who(*voice, language)}</li> }
        })
        .collect();
    view! { <div class="prose"><ol>{items}</ol></div> }
}

const fn who(voice: Voice, language: Language) -> &'static str {
    match voice {
        Voice::Administration => language.pick(
            "die Verwaltung über sich selbst, in Antworten, Berichten und auf ihrer Website",
            "the administration about itself, in answers, reports and on its website",
        ),
        Voice::Register => language.pick(
            "ein öffentliches Verzeichnis, das für alle gleich geführt wird",
            "a public register that is kept alike for all",
        ),
        Voice::Council => language.pick(
            "ein Papier aus Rat, Kreistag oder Fraktion",
            "a paper of the council or one of its groups",
        ),
        Voice::Study => {
            language.pick("jemand, der von außen nachgesehen hat", "somebody who checked from outside")
        }
        Voice::Press => language.pick("eine Zeitung oder ein Sender", "a newspaper or broadcaster"),
        Voice::Vendor => language.pick(
            "ein Hersteller über seine Kunden, oft in Werbung",
            "a vendor about its customers, often in advertising",
        ),
    }
}

/// The three notions of "online" with the level from which each holds.
pub(super) fn notions(catalogue: &Catalogue, language: Language) -> impl IntoView + use<> {
    let official = catalogue.scales().iter().find(|scale| scale.is_official());
    let rows: Vec<_> = official
        .into_iter()
        .flat_map(|scale| {
            Notion::ALL.iter().filter_map(move |notion| Some((*notion, scale.threshold(*notion)?, scale)))
        })
        .map(|(notion, from, scale)| {
            let scale_title = scale.title.get(language).to_owned();
            let from = match language {
                Language::German => format!("ab Stufe {from}, {scale_title}"),
                Language::English => format!("from level {from}, {scale_title}"),
            };
            let (name, meaning) = of(notion, language);
            view! { <div><dt>{name}</dt><dd>{meaning}" "<small>{from}</small></dd></div> }
        })
        .collect();
    view! { <dl class="rules">{rows}</dl> }
}

const fn of(notion: Notion, language: Language) -> (&'static str, &'static str) {
    match notion {
        Notion::Online => language.pick(
            ("online", "Etwas lässt sich am Bildschirm ausfüllen. So zählt das Dashboard des Bundes: Ein ganzes Bündel gilt als online, sobald eine seiner Leistungen in einer einzigen Kommune so weit ist."),
            ("online", "Something can be filled in on a screen. The federal dashboard counts like this: a whole bundle is online as soon as one of its services has come so far in a single municipality."),
        ),
        Notion::Conform => language.pick(
            ("OZG-konform", "Der ganze Antrag mit allen Nachweisen geht online. Das Gesetz selbst nennt keine Stufe; Bund und Länder nehmen diese an."),
            ("conforming to the OZG", "The whole application with all proofs works online. The act itself names no level; federation and Länder assume this one."),
        ),
        Notion::EndToEnd => language.pick(
            ("Ende-zu-Ende", "Alles läuft digital, vom Antrag bis zum Bescheid, und niemand reicht ein, was die Verwaltung schon hat."),
            ("end to end", "Everything is digital, from application to decision, and nobody hands in what the administration already has."),
        ),
    }
}

/// Every scale with its levels and the topics that use it.
pub(super) fn scales(catalogue: &Catalogue, language: Language) -> impl IntoView + use<> {
    catalogue.scales().iter().map(|scale| one(scale, catalogue, language)).collect::<Vec<_>>()
}

fn one(scale: &Scale, catalogue: &Catalogue, language: Language) -> impl IntoView + use<> {
    let levels: Vec<_> = scale.levels.iter().map(|level| step(level, language)).collect();
    let version = format!("{} {}", language.pick("Fassung", "Version"), scale.version);
    // The rule of the project's own levels is the same for all of them and stands above.
    let official = scale.is_official().then(|| about(scale, catalogue, language));
    view! {
        <details class="scale" id=scale.slug.to_string() open=scale.is_official()>
            <summary><h3>{scale.title.get(language).to_owned()}</h3><small>{version}</small></summary>
            {official}
            <ol class="scale__levels" start="0">{levels}</ol>
        </details>
    }
}

fn step(level: &Level, language: Language) -> impl IntoView + use<> {
    view! {
        <li>
            <span class="scale__number" aria-hidden="true">{level.level}</span>
            <strong>{level.title.get(language).to_owned()}</strong>
            <span>{level.criterion.get(language).to_owned()}</span>
        </li>
    }
}

fn about(scale: &Scale, catalogue: &Catalogue, language: Language) -> impl IntoView + use<> {
    let features: Vec<String> =
        scale.features.iter().map(|feature| feature.get(language).to_owned()).collect();
    let features = (!features.is_empty()).then(|| {
        let listed = text::and(&features, language);
        view! { <p>{language.pick("Zu den Merkmalen gehören ", "Among the features are ")}{listed}"."</p> }
    });
    let sources: Vec<_> = scale
        .sources
        .iter()
        .map(|source| {
            view! { <li lang=(language == Language::English).then_some("de")>{source_link(&source.title, &source.address)}" "<small>{source.published.get(language).to_owned()}</small></li> }
        })
        .collect();
    view! {
        <div class="prose">
            <p>{linked(scale.rule.get(language), catalogue.glossary(), language)}</p>
            {features}
            <ul>{sources}</ul>
        </div>
    }
}
