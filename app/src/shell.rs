//! What stands around every page: head, masthead, breadcrumb, foot.

use domain::{Language, format};
use leptos::config::LeptosOptions;
use leptos::html::meta;
use leptos::hydration::HydrationScripts;
use leptos::prelude::*;

use crate::address::{Address, path_in};
use crate::components::figure::{Figure, framed};
use crate::components::report::Around;
use crate::error::AppError;
use crate::page::{Document, Preview, Reading};
use crate::routes;
use crate::text::{LICENCE, LICENCE_ADDRESS, SITE, feed_title};

/// The ground of both schemes: `--bg` of the style sheet.
const THEMES: [(&str, &str); 2] =
    [("(prefers-color-scheme: light)", "#ffffff"), ("(prefers-color-scheme: dark)", "#131525")];

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
                {head_of(document, reading).into_any()}
            </head>
            <body>
                <a class="skip" href="#inhalt">{language.pick("Zum Inhalt", "Skip to content")}</a>
                {masthead(&document.address, language)}
                <main id="inhalt" class="wrap" tabindex="-1">
                    {crumbs(document, language)}
                    {body}
                </main>
                {foot(reading).into_any()}
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
        {preview(document, reading)}
        <meta name="twitter:card" content="summary_large_image"/>
        <link rel="alternate" type="application/atom+xml" title=feed_title(language) href=path_in("/feed.atom", language)/>
        <link rel="icon" type="image/svg+xml" href=format!("/pkg/{}", assets.favicon)/>
        <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
        {THEMES.map(|(scheme, colour)| meta().name("theme-color").content(colour).attr("media", scheme)).to_vec()}
        <link rel="stylesheet" href=format!("/pkg/{}", assets.style)/>
        {fonts}
        <HydrationScripts options=options islands=true/>
    }
}

/// What networks and messengers show beside a link to the page.
fn preview(document: &Document, reading: &Reading) -> Vec<impl IntoView + use<>> {
    let (language, base) = (reading.language, &reading.site.base);
    let Some(picture) = document.preview_address() else { return Vec::new() };
    let page = match document.preview {
        Preview::Chart(_) => document.address.in_language(language),
        _ => Address::new(document.address.path()).in_language(language),
    };
    let (locale, other) = language.pick(("de_DE", "en_GB"), ("en_GB", "de_DE"));
    let (width, height) = charts::CARD;
    let properties = [
        ("og:site_name", SITE.to_owned()),
        ("og:type", "website".to_owned()),
        ("og:title", document.title.clone()),
        ("og:description", document.description.clone()),
        ("og:url", format!("{base}{page}")),
        ("og:locale", locale.to_owned()),
        ("og:locale:alternate", other.to_owned()),
        ("og:image", format!("{base}{}", picture.in_language(language))),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", alternative(document)),
    ];
    let said = properties.into_iter().filter(|(_, content)| !content.is_empty());
    said.map(|(property, content)| meta().attr("property", property).content(content)).collect()
}

/// The preview picture in words.
fn alternative(document: &Document) -> String {
    match &document.preview {
        Preview::Chart(chart) if chart.title == chart.subtitle => chart.title.clone(),
        Preview::Chart(chart) => format!("{}: {}", chart.subtitle, chart.title),
        _ => format!("{SITE}: {}", document.title),
    }
}

/// A figure alone, as other pages may frame it. It needs no script.
pub fn frame(figure: &Figure, page: &Address, reading: &Reading) -> impl IntoView + use<> {
    let (language, assets) = (reading.language, &reading.assets);
    let title = format!("{} – {SITE}", figure.title());
    let canonical = format!("{}{}", reading.site.base, Address::new(page.path()).in_language(language));
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{title}</title>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <base target="_blank"/>
                <link rel="canonical" href=canonical/>
                <link rel="stylesheet" href=format!("/pkg/{}", assets.style)/>
            </head>
            <body class="framed">
                <main>{framed(figure).into_any()}</main>
            </body>
        </html>
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
                {crate::foot::links(language)}
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
                <p><a href=path_in("/feed.atom", language) type="application/atom+xml">{feed_title(language)}</a></p>
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
            <div class="section stack">
                {crate::components::search::search(language, "", &[])}
                <p>{crate::components::link(language.pick("Zur Startseite", "To the start page"), &Address::new("/"), language)}</p>
            </div>
        }
    })
    .hidden_when(true)
    .without_preview()
}
