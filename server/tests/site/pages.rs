//! Every page in both languages.

use std::collections::BTreeMap;

use app::routes::ROUTES;
use domain::Language;

use crate::helpers::{BASE, TestApp};
use crate::html::{Html, unescape};

/// An address for every pattern of the table of routes. A new route needs a line here.
const SAMPLES: &[(&str, &[&str])] = &[
    ("/", &["/"]),
    (
        "/kommunen",
        &[
            "/kommunen",
            "/kommunen?name=burg",
            "/kommunen?name=Potsdm",
            "/kommunen?land=05&sortierung=name",
            "/kommunen?art=kreisfrei&groesse=ab-100000&angaben=mit&sortierung=stand",
            "/kommunen?seite=9",
        ],
    ),
    // Potsdam, Bremerhaven, Buxtehude; a district and a Land.
    (
        "/kommunen/{}",
        &[
            "/kommunen/12054000",
            "/kommunen/04012000",
            "/kommunen/03359010",
            "/kommunen/03359",
            "/kommunen/05",
            "/kommunen/12054000?seit=2023-11-30",
            "/kommunen/05111000?fragen=buxtehude-2020&seit=2020-12-31",
        ],
    ),
    ("/kommunen/{}/verlauf", &["/kommunen/12054000/verlauf", "/kommunen/03359/verlauf"]),
    (
        "/kennzahlen",
        &["/kennzahlen", "/kennzahlen?q=akte", "/kennzahlen?q=gibtesnicht", "/kennzahlen?auswahl=belegt"],
    ),
    (
        "/kennzahlen/{}",
        &[
            "/kennzahlen/maengelmeldungen-online",
            "/kennzahlen/onlinedienste-anzahl",
            "/kennzahlen/smart-city-index-rang",
            "/kennzahlen/ratsinformation-produkt",
            "/kennzahlen/maengelmeldungen-online?gruppe=alle&sortierung=einwohner",
            "/kennzahlen/online-antraege-ct-test?gruppe=kreisfrei-ab-100000&stand=2023-12-31&bekannt=r1",
            "/kennzahlen/maengelmeldungen-online?gruppe=kreisfrei-ab-100000&hervorheben=12054000",
            "/kennzahlen/maengelmeldungen-online?gruppe=kreis&hervorheben=12054000",
            "/kennzahlen/maengelmeldungen-online?hervorheben=Landkreis",
            "/kennzahlen/online-antraege-ct-test?hervorheben=08222000",
            "/kennzahlen/ratsinformation-produkt?seite=2",
            "/kennzahlen/ratsinformation-produkt?seite=99",
        ],
    ),
    (
        "/vergleich",
        &[
            "/vergleich",
            "/vergleich?kommunen=05158026~12054000&kennzahl=maengelmeldungen-online&von=2014&bis=2018",
            "/vergleich?kommunen=12054000&kennzahl=onlinedienste-anzahl~e-akte-nutzende&stand=2025-01-01&bekannt=r1",
            "/vergleich?kommunen=02000000~04012000&kennzahl=smart-city-index-rang",
            "/vergleich?kommunen=12054000&dazu=Atlantis",
            "/vergleich?kommunen=12054000~~05158026&kennzahl=maengelmeldungen-online&ansicht=tabelle",
            "/vergleich?kommunen=05911000~05158026~12054000&kennzahl=maengelmeldungen-online&ansicht=matrix",
        ],
    ),
    (
        "/leistungen",
        &[
            "/leistungen",
            "/leistungen?name=parken&feld=Mobilit%C3%A4t%20%26%20Reisen&auswahl=belegt",
            "/leistungen?seite=9",
        ],
    ),
    (
        "/leistungen/{}",
        &["/leistungen/hundesteuer-anmeldung", "/leistungen/fuehrungszeugnis?stand=2024-12-31&bekannt=r1"],
    ),
    // Bonn has records, Buxtehude none; a district, an association and a Land.
    (
        "/kommunen/{}/leistungen",
        &[
            "/kommunen/05314000/leistungen",
            "/kommunen/05314000/leistungen?umsetzung=geplant&gruppe=feld&sortierung=termin&stand=2022-12-31&bekannt=r1",
            "/kommunen/03359010/leistungen",
            "/kommunen/03359/leistungen",
            "/kommunen/05/leistungen",
        ],
    ),
    ("/kommunen/{}/aemter", &["/kommunen/05314000/aemter", "/kommunen/12054000/aemter?stand=2024-12-31"]),
    ("/methodik", &["/methodik"]),
    ("/daten", &["/daten"]),
    ("/glossar", &["/glossar"]),
    ("/impressum", &["/impressum"]),
    ("/datenschutz", &["/datenschutz"]),
    ("/barrierefreiheit", &["/barrierefreiheit"]),
    ("/zusagen", &["/zusagen", "/zusagen?land=05&thema=e-akte&stand=2024-12-31&bekannt=r1"]),
    ("/kommunen/{}/zusagen", &["/kommunen/09162000/zusagen", "/kommunen/03359010/zusagen"]),
    // A document of open figures, and one whose figures may only be cited.
    ("/quellen/{}", &["/quellen/0a4b43cc942d", "/quellen/666d73ea6c8b"]),
    ("/produkte", &["/produkte", "/produkte?q=rats", "/produkte?q=gibtesnicht"]),
    // Many municipalities, one, and none.
    (
        "/produkte/{}",
        &[
            "/produkte/allris",
            "/produkte/sdnet-rim?seite=2",
            "/produkte/session?stand=2025-12-31&bekannt=r1",
            "/produkte/civento",
            "/produkte/bundesmessenger",
        ],
    ),
    ("/anfragen", &["/anfragen", "/anfragen?land=04", "/anfragen?land=10"]),
    (
        "/anfragen/entwurf",
        &[
            "/anfragen/entwurf",
            "/anfragen/entwurf?kommune=04012000",
            "/anfragen/entwurf?kommune=03359010&thema=e-akte~messenger",
            "/anfragen/entwurf?kommune=12054000&anfrage=buxtehude-2020&fragen=1~8",
            "/anfragen/entwurf?thema=e-payment&fuer=Atlantis",
        ],
    ),
    (
        "/anfragen/{}",
        &[
            "/anfragen/bremerhaven-2023-af-30",
            "/anfragen/buxtehude-2020",
            "/anfragen/bremerhaven-2020-10",
            "/anfragen/bad-kreuznach-ozg?fuer=Atlantis",
        ],
    ),
];

pub(crate) fn samples() -> Vec<&'static str> {
    SAMPLES.iter().flat_map(|(_, addresses)| addresses.iter().copied()).collect()
}

pub(crate) fn in_language(address: &str, language: Language) -> String {
    match (language, address.strip_prefix('/')) {
        (Language::German, _) => address.to_owned(),
        (Language::English, Some("")) => "/en".to_owned(),
        (Language::English, _) => format!("/en{address}"),
    }
}

#[test]
fn every_route_has_a_sample_address() {
    let samples: BTreeMap<_, _> = SAMPLES.iter().copied().collect();
    for route in ROUTES {
        assert!(samples.get(route.pattern).is_some_and(|found| !found.is_empty()), "{}", route.pattern);
    }
    assert_eq!(samples.len(), ROUTES.len());
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    for app in TestApp::all().await {
        for address in samples() {
            for language in Language::ALL {
                let address = in_language(address, language);
                let html = app.get(&address).await.expect(200).html();
                assert_eq!(html.only("html", &[]).attribute("lang"), Some(language.tag()), "{address}");
                assert!(!html.inside("h1", &[])[0].words().is_empty(), "{address}");
                assert_eq!(html.all("h1", &[]).len(), 1, "{address}");
                assert_eq!(html.all("main", &[]).len(), 1, "{address}");
                let mut titles = html.inside("head", &[]).remove(0).inside("title", &[]);
                assert!(titles.len() == 1 && titles.remove(0).words().len() > 8, "{address}");
                let described = html.all("meta", &[("name", "description")]);
                assert!(described.len() <= 1, "{address}");
                check_ids(&html, &address);
            }
        }
    }
}

/// Every id stands once, and every reference to one leads somewhere.
fn check_ids(html: &Html, address: &str) {
    let mut ids: Vec<&str> = html.tags.iter().filter_map(|tag| tag.attribute("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{address}: an id stands twice");
    let references = html
        .tags
        .iter()
        .flat_map(|tag| ["for", "aria-labelledby", "aria-describedby"].map(|name| tag.attribute(name)));
    for id in references.flatten().flat_map(str::split_whitespace) {
        assert!(ids.contains(&id), "{address}: nothing is called {id}");
    }
    for target in html.links().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.contains(&target), "{address}: #{target} leads nowhere");
    }
}

#[tokio::test]
async fn every_page_names_its_canonical_address_and_its_translation() {
    let app = TestApp::one().await;
    for address in samples() {
        let bare = address.split('?').next().unwrap();
        let (german, english) = (in_language(bare, Language::German), in_language(bare, Language::English));
        for language in Language::ALL {
            let html = app.get(&in_language(address, language)).await.html();
            let canonical = html.only("link", &[("rel", "canonical")]).attribute("href").unwrap().to_owned();
            assert_eq!(canonical, format!("{BASE}{}", in_language(bare, language)));
            for (tag, path) in [("de", &german), ("en", &english), ("x-default", &german)] {
                let link = html.only("link", &[("hreflang", tag)]);
                assert_eq!(link.attribute("href"), Some(format!("{BASE}{path}").as_str()), "{address}");
            }
            let switch = html.only("a", &[("hreflang", language.other().tag())]).attribute("href").unwrap();
            app.get(switch).await.expect(200);
            assert_eq!(switch, in_language(address, language.other()), "the language switch keeps the state");
        }
    }
}

#[tokio::test]
async fn only_pages_with_something_to_find_are_indexed() {
    for app in TestApp::all().await {
        let hidden = async |address: &str| {
            let html = app.get(address).await.expect(200).html();
            html.all("meta", &[("name", "robots"), ("content", "noindex")]).len() == 1
        };
        for address in [
            "/",
            "/en",
            "/kommunen",
            "/kommunen/12054000",
            "/en/kommunen/04012000",
            "/kennzahlen",
            "/vergleich",
        ] {
            assert!(!hidden(address).await, "{address}");
        }
        // A district without facts, an indicator without values, states of a query.
        let empty =
            ["/kommunen/03359", "/en/kommunen/03359", "/kommunen/05", "/kennzahlen/e-payment-leistungen"];
        for address in empty.iter().chain(&["/kommunen?land=05", "/vergleich?kommunen=12054000"]) {
            assert!(hidden(address).await, "{address}");
        }
    }
}

#[tokio::test]
async fn every_link_of_a_page_leads_to_an_answer() {
    let app = TestApp::one().await;
    let mut seen = std::collections::BTreeSet::new();
    for address in
        samples().iter().flat_map(|address| Language::ALL.map(|language| in_language(address, language)))
    {
        let html = app.get(&address).await.html();
        // Assets and what is drawn from them are not built in where only this test runs.
        let asset = |link: &str| link.starts_with("/pkg/") || link == "/apple-touch-icon.png";
        for link in html.links().filter(|link| link.starts_with('/') && !asset(link)) {
            let link = link.split('#').next().unwrap().to_owned();
            if seen.insert(link.clone()) {
                let reply = app.get(&link).await;
                assert!([200, 303].contains(&reply.status), "{address}: {link} answers {}", reply.status);
                // A link that must be redirected is a link to the wrong address.
                assert_eq!(reply.header("location"), None, "{address}: {link}");
            }
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
}

#[tokio::test]
async fn every_number_in_a_table_has_a_date_and_a_source() {
    let mut rows = 0;
    for app in TestApp::all().await {
        for address in
            samples().iter().flat_map(|address| Language::ALL.map(|language| in_language(address, language)))
        {
            let html = app.get(&address).await.html();
            for table in html.inside("table", &[]) {
                let words = |cell: &Html| cell.words();
                let heads: Vec<String> =
                    table.inside("thead", &[])[0].inside("th", &[]).iter().map(words).collect();
                let place = |names: [&str; 2]| heads.iter().position(|head| names.contains(&head.as_str()));
                let Some(value) = place(["Wert", "Value"]) else { continue };
                let (date, source) = (place(["Stand", "Date"]).unwrap(), place(["Beleg", "Source"]).unwrap());
                for row in table.inside("tbody", &[])[0].inside("tr", &[]) {
                    // The first column is the heading of the row.
                    let cells = row.inside("td", &[]);
                    assert!(!cells[value - 1].words().is_empty(), "{address}");
                    assert!(
                        cells[date - 1].words().chars().any(|letter| letter.is_ascii_digit()),
                        "{address}"
                    );
                    // The document, and everything that rests on it; beside them the way to report an error.
                    let links: Vec<&str> =
                        cells[source - 1].links().filter(|link| !link.starts_with("mailto:")).collect();
                    let document = links.first().is_some_and(|link| link.starts_with("http"));
                    let all = links.get(1).is_some_and(|all| all.contains("/quellen/"));
                    // The page of a document is where everything that rests on it stands.
                    assert!(document && (all || address.contains("/quellen/")), "{address}: {links:?}");
                    rows += 1;
                }
            }
        }
    }
    assert!(rows > 100, "{rows} rows");
}

#[tokio::test]
async fn a_town_shows_its_values_and_what_is_missing() {
    for app in TestApp::all().await {
        let potsdam = app.get("/kommunen/12054000").await.expect(200);
        let words = unescape(&potsdam.html().words());
        for fact in ["Potsdam", "2.214", "82", "Dezember 2025", "ALLRIS"] {
            assert!(words.contains(fact), "{fact}");
        }
        for (key, name) in [("04012000", "Bremerhaven"), ("03359010", "Buxtehude")] {
            let html = app.get(&format!("/kommunen/{key}")).await.expect(200).html();
            assert_eq!(html.inside("h1", &[])[0].words(), name);
        }
        let english = app.get("/en/kommunen/12054000").await.html().words();
        assert!(english.contains("2,214") && english.contains("December 2025"), "English numbers and dates");
    }
}

#[tokio::test]
async fn every_database_gives_the_same_bytes() {
    let (first, others) = (TestApp::one().await, TestApp::all().await);
    for address in
        samples().iter().flat_map(|address| Language::ALL.map(|language| in_language(address, language)))
    {
        let expected = first.get(&address).await;
        for app in &others {
            let reply = app.get(&address).await;
            assert!(expected.body == reply.body && expected.headers == reply.headers, "{address}");
        }
    }
}
