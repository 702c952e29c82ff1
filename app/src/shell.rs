//! What stands around every page: head, masthead, breadcrumb, foot.

use domain::{Language, format};
use leptos::config::LeptosOptions;
use leptos::hydration::HydrationScripts;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::report::Around;
use crate::error::AppError;
use crate::page::{Document, Reading};
use crate::routes;
use crate::text::{LICENCE, LICENCE_ADDRESS, SITE};

/// The whole document.
pub fn shell(document: &Document, reading: &Reading) -> impl IntoView + use<> {
    let language = reading.language;
    let title = if document.address.path() == "/" {
        document.title.clone()
    } else {
        format!("{} – {SITE}", document.title)
    };
    provide_context(Around { site: reading.site.clone(), page: document.address.clone() });
    let body = (document.body)();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{title}</title>
                {head_of(document, reading)}
            </head>
            <body>
                <a class="skip" href="#inhalt">{language.pick("Zum Inhalt", "Skip to content")}</a>
                {masthead(&document.address, language)}
                <main id="inhalt" class="wrap" tabindex="-1">
                    {crumbs(document, language)}
                    {body}
                </main>
                {foot(reading)}
            </body>
        </html>
    }
}

fn head_of(document: &Document, reading: &Reading) -> impl IntoView + use<> {
    let (language, site, assets) = (reading.language, &reading.site, &reading.assets);
    let bare = Address::new(document.address.path());
    let absolute = |language| format!("{}{}", site.base, bare.in_language(language));
    let (german, english) = (absolute(Language::German), absolute(Language::English));
    let canonical = absolute(language);
    let description = document.description.clone();
    let fonts: Vec<_> = assets
        .fonts
        .iter()
        .map(|font| view! { <link rel="preload" href=format!("/pkg/{font}") r#as="font" r#type="font/woff2" crossorigin=""/> })
        .collect();
    let options = LeptosOptions::builder().output_name(assets.islands.clone()).site_pkg_dir("pkg").build();
    view! {
        {(!description.is_empty()).then(|| view! { <meta name="description" content=description/> })}
        <meta name="color-scheme" content="light dark"/>
        {document.hidden.then(|| view! { <meta name="robots" content="noindex"/> })}
        <link rel="canonical" href=canonical/>
        <link rel="alternate" hreflang="de" href=german.clone()/>
        <link rel="alternate" hreflang="en" href=english/>
        <link rel="alternate" hreflang="x-default" href=german/>
        <link rel="icon" type="image/svg+xml" href=format!("/pkg/{}", assets.favicon)/>
        <link rel="stylesheet" href=format!("/pkg/{}", assets.style)/>
        {fonts}
        <HydrationScripts options=options islands=true/>
    }
}

fn masthead(here: &Address, language: Language) -> impl IntoView + use<> {
    let path = here.path().to_owned();
    let entries: Vec<_> = routes::menu(language)
        .map(|(title, address)| {
            let inside = path == address.path() || path.starts_with(&format!("{}/", address.path()));
            view! { <a href=address.in_language(language) aria-current=inside.then_some("true")>{title}</a> }
        })
        .collect();
    let other = language.other();
    let switch = here.in_language(other);
    view! {
        <header class="masthead">
            <div class="wrap masthead__in">
                <a class="brand" href=Address::new("/").in_language(language)>
                    <svg viewBox="0 0 46 14" width="46" height="14" aria-hidden="true" focusable="false">
                        <circle class="g-fill" cx="7" cy="7" r="6"/>
                        <circle class="g-line" cx="23" cy="7" r="5.2"/>
                        <path class="g-fill" d="M17.8 7a5.2 5.2 0 0 0 10.4 0z"/>
                        <circle class="g-line g-dash" cx="39" cy="7" r="5.2"/>
                    </svg>
                    {SITE}
                </a>
                <nav class="nav" aria-label=language.pick("Hauptmenü", "Main menu")>
                    {entries}
                    <a class="nav__lang" href=switch lang=other.tag() hreflang=other.tag()>
                        {other.pick("Deutsch", "English")}
                    </a>
                </nav>
            </div>
        </header>
    }
}

fn crumbs(document: &Document, language: Language) -> impl IntoView + use<> {
    if document.address.path() == "/" {
        return None;
    }
    let start = (language.pick("Start", "Home").to_owned(), Address::new("/"));
    let links: Vec<_> = std::iter::once(&start)
        .chain(&document.crumbs)
        .map(
            |(title, address)| view! { <li>{crate::components::link(title.clone(), address, language)}</li> },
        )
        .collect();
    let title = document.short.clone().unwrap_or_else(|| document.title.clone());
    Some(view! {
        <nav class="crumbs" aria-label=language.pick("Sie sind hier", "You are here")>
            <ol>{links}<li><span aria-current="page">{title}</span></li></ol>
        </nav>
    })
}

fn foot(reading: &Reading) -> impl IntoView + use<> {
    let language = reading.language;
    let edition = reading.edition.released_on.map(|day| format::day(day, language)).unwrap_or_default();
    let (operator, contact) = (reading.site.operator.clone(), reading.site.contact.clone());
    let run_by = (!operator.is_empty()).then(|| {
        let mail = (!contact.is_empty())
            .then(|| view! { ", "<a href=format!("mailto:{contact}")>{contact.clone()}</a> });
        view! { <p>{language.pick("Betrieben von ", "Run by ")}{operator}{mail}</p> }
    });
    view! {
        <footer class="foot">
            <div class="wrap foot__in">
                <p>
                    {language.pick("Datenstand ", "Data as of ")}{edition}
                    {language.pick(". Namen und Einwohner: © Statistisches Bundesamt (Destatis), 2025. ", ". Names and inhabitants: © Statistisches Bundesamt (Destatis), 2025. ")}
                    {language.pick("Lizenz der Zusammenstellung: ", "Licence of the compilation: ")}
                    <a href=LICENCE_ADDRESS rel="license noopener">{LICENCE}</a>"."
                </p>
                <p>
                    {language.pick(
                        "Eine fehlende Angabe ist nie eine Null: Sie sagt nichts über die Verwaltung, nur über unser Wissen.",
                        "A missing value is never a zero: it says nothing about the administration, only about what we know.",
                    )}
                </p>
                <p>{language.pick("Diese Seite setzt keine Cookies und ruft keine Dienste Dritter auf.", "This site sets no cookies and calls no third party.")}</p>
                {run_by}
            </div>
        </footer>
    }
}

/// The page that tells of an error, with a way on.
pub fn error_document(error: &AppError, path: &str, language: Language) -> Document {
    let (title, text) = error.explain(language);
    let address = Address::new(if path.starts_with('/') { path } else { "/" });
    Document::new(title.clone(), address, (title, text, language), |(title, text, language)| {
        let language = *language;
        view! {
            <div class="place oops">
                <h1>{title.clone()}</h1>
                <p class="place__sum">{text.clone()}</p>
            </div>
            <div class="section">
                {crate::components::search::search(language, "", &[])}
                <p>{crate::components::link(language.pick("Zur Startseite", "To the start page"), &Address::new("/"), language)}</p>
            </div>
        }
    })
    .hidden_when(true)
}
