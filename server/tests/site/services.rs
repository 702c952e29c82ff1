//! Services and departments: one town filled completely answers both founding inquiries from its records.

use domain::department::EfileStage;
use domain::service::{Mode, ScaleLevel, Stage, Step, Usage};
use domain::{
    BodyKey, Cell, DepartmentStatus, Exactness, Observation, PartialDate, Reuse, ServiceStatus, Slug, Source,
    SourceKind, Value, Voice,
};

use crate::helpers::{TestApp, catalogue, day};
use crate::html::unescape;

const TOWN: &str = "04012000";
const SERVICES: &str = "/kommunen/04012000/leistungen";
const DEPARTMENTS: &str = "/kommunen/04012000/aemter";

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn key() -> BodyKey {
    BodyKey::parse(TOWN).unwrap()
}

fn source() -> Source {
    Source {
        title: "Antwort des Magistrats".into(),
        address: "https://example.org/antwort".into(),
        published: PartialDate::parse("2026-03"),
        retrieved_on: day("2026-11-22"),
        kind: SourceKind::CouncilPaper,
        reuse: Reuse::Open,
    }
}

/// A record for every service of the catalogue that is the town's own: of five, three are online.
fn services() -> Vec<ServiceStatus> {
    let catalogue = catalogue();
    let level = |level| Some(ScaleLevel { scale: slug("ozg-reifegrad-1-1"), version: 1, level });
    let record = |place: usize, service: &Slug| {
        let date = PartialDate::parse("2026-03-31");
        let new = ServiceStatus::new(key(), service.clone(), date, Voice::Administration, source());
        let live = place % 5 < 3;
        let all = [Step::Digital; 6];
        let printed =
            [Step::Digital, Step::Digital, Step::Digital, Step::Printed, Step::Printed, Step::Digital];
        ServiceStatus {
            stage: Some(if live { Stage::Live } else { Stage::Planned }),
            level: level(if live { 2 + i64::try_from(place % 5).unwrap() } else { 1 }),
            blocking: if place.is_multiple_of(5) { "Nachweise nur auf Papier".into() } else { String::new() },
            live_since: PartialDate::parse(if live { "2024-05" } else { "" }),
            due: PartialDate::parse(if place % 5 == 3 { "2027-Q2" } else { "" }),
            statement: if live { String::new() } else { "Die Fachsoftware fehlt noch.".into() },
            mode: Some(if live { Mode::Own } else { Mode::Efa }),
            responsible: Some(domain::service::Tier::Gemeinde),
            address: "https://example.org/antrag".into(),
            payment: Some(live),
            payment_means: if live { "Kreditkarte, PayPal".into() } else { String::new() },
            product: if live { "civento".into() } else { String::new() },
            login: "BundID".into(),
            land_portal: Some(live),
            federal_portal: Some(false),
            chain: if place % 5 == 2 { all } else { printed },
            usage: Some(Usage {
                from: day("2025-04-01"),
                cases: Some(200),
                online: Some(if live { 50 } else { 0 }),
            }),
            ..new
        }
    };
    let entries = &catalogue.services().entries;
    entries.iter().enumerate().map(|(place, entry)| record(place, &entry.service.slug)).collect()
}

fn departments() -> Vec<DepartmentStatus> {
    let names = [
        "Bauordnungsamt",
        "Bürgerbüro",
        "Jugendamt",
        "Kämmerei",
        "Ordnungsamt",
        "Schulamt",
        "Sozialamt",
        "Standesamt",
    ];
    let record = |(place, name): (usize, &&str)| {
        let used = place < 6;
        let words = (key(), slug(&format!("amt-{place}")), (*name).to_owned());
        DepartmentStatus {
            efile: Some(if used { EfileStage::Productive } else { EfileStage::Decided }),
            efile_since: PartialDate::parse(if used { "2023-09" } else { "" }),
            due: PartialDate::parse(if used { "" } else { "2027" }),
            workplaces: Some(50),
            efile_workplaces: used.then_some(40),
            mobile_devices: Some(30),
            management: Some(place < 4),
            product: if place < 4 { "civento".into() } else { String::new() },
            product_since: PartialDate::parse(if place < 4 { "2022-02" } else { "" }),
            messenger: Some(place == 0),
            video: Some(true),
            ..DepartmentStatus::new(words, PartialDate::parse("2026-03-31"), Voice::Administration, source())
        }
    };
    names.iter().enumerate().map(record).collect()
}

/// What no service and no department can answer.
fn facts() -> Vec<Observation> {
    let reported = |value| Cell::Reported { value, exactness: Exactness::Exact, ratio: None };
    [
        ("digitalstrategie-beschluss", reported(Value::Date(PartialDate::parse("2024-06").unwrap()))),
        (
            "digitalisierung-stelle",
            reported(Value::Statement("Digitalisierungsbüro der Magistratskanzlei".into())),
        ),
        ("portal-einheitlich", reported(Value::YesNo(true))),
        ("barrierefreiheit-erklaerung", reported(Value::Date(PartialDate::parse("2025-11").unwrap()))),
        ("videokonferenz-zentral", reported(Value::YesNo(true))),
        ("messenger-beschaeftigte", reported(Value::YesNo(true))),
        ("portal-anbindung-plan", reported(Value::YesNo(true))),
        (
            "ratsinformation-bewertung",
            reported(Value::Statement("Übersichtlich, die Suche soll besser werden.".into())),
        ),
        // The share of the whole town does not agree with the sum of its departments.
        ("e-akte-arbeitsplaetze-anteil", reported(Value::Number(90.0))),
    ]
    .into_iter()
    .map(|(indicator, cell)| Observation {
        body: key(),
        indicator: slug(indicator),
        valid_on: PartialDate::parse("2026-03-31"),
        period_start: None,
        voice: Voice::Administration,
        cell,
        definition: 1,
        source: source(),
        page: String::new(),
        note: String::new(),
    })
    .collect()
}

async fn filled() -> Vec<TestApp> {
    let apps = TestApp::all().await;
    for app in &apps {
        app.record(&services(), &departments()).await.unwrap();
        app.release(&facts()).await;
    }
    apps
}

/// The words of a page as they stand beside each other, blanks unified.
async fn words(app: &TestApp, address: &str) -> String {
    let reply = app.get(address).await.expect(200);
    let main = reply.text().split_once("<main").unwrap().1;
    let pieces = main.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let text = unescape(&pieces.collect::<Vec<_>>().join(" ")).replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(page: &str, question: &str, expected: &[&str]) {
    for text in expected {
        assert!(page.contains(text), "{question}: {text:?} is missing in {page}");
    }
}

#[tokio::test]
async fn every_question_of_the_inquiry_of_bremerhaven_is_answered_from_records() {
    for app in filled().await {
        let (page, offices) = (words(&app, SERVICES).await, words(&app, DEPARTMENTS).await);
        says(
            &page,
            "1: how far is the law",
            &[
                "Für 69 von 69 Leistungen",
                "42 davon sind online",
                "61 % 42 von 69 Leistungen in eigener Zuständigkeit",
                "41 % 28 von 69",
                "20 % 14 von 69",
                "Jüngste Angabe darin: 31.03.2026",
                "Antwort des Magistrats",
            ],
        );
        let missing = words(&app, &format!("{SERVICES}?umsetzung=geplant&sortierung=termin")).await;
        says(
            &missing,
            "2: which are missing, and from when",
            &[
                "Geplant 27",
                "zugesagt für 2. Quartal 2027",
                "Die Fachsoftware fehlt noch.",
                "14 von 27 fehlenden Leistungen",
            ],
        );
        says(
            &offices,
            "3: e-file",
            &[
                "Zu 8 Ämtern",
                "In 6 von 8",
                "75 % 6 von 8 Ämtern",
                "60 % 240 von 400 Arbeitsplätzen",
                "seit September 2023",
                "zugesagt für 2027",
                "40 von 50 mit E-Akte",
            ],
        );
        says(&offices, "3: the sum contradicts the whole", &["90 %", "Widerspruch: gemeldet sind 30 mehr"]);
        says(
            &offices,
            "4: video and messenger by department",
            &["Video: ja", "Messenger: ja", "Messenger: nein"],
        );
        let town = words(&app, "/kommunen/04012000").await;
        says(
            &town,
            "4: one central solution",
            &["Zentrale Videokonferenzlösung", "Messenger für Beschäftigte"],
        );
        says(&offices, "5: application management", &["50 % 4 von 8 Ämtern", "civento, seit Februar 2022"]);
        says(&page, "6: e-payment", &["online: Kreditkarte, PayPal", "Leistungen mit Gebühr"]);
        says(
            &town,
            "the questions on the page of the town",
            &[
                "Einzeln erfasst sind 69 Leistungen und 8 Ämter.",
                "Leistungen online 42 jüngste Angabe: 31.03.2026",
                "Leistungen geplant 27",
                "(zugesagt für 2. Quartal 2027)",
                "Ämter mit E-Akte 6 von 8 bekannten",
                "(seit September 2023)",
                "Ämter, die noch nicht damit arbeiten 2",
                "Ämter mit Messenger 1 von 8 bekannten",
                "Ämter mit Antragsmanagement 4 von 8 bekannten",
                "Online bezahlbare Leistungen 42 von 69 bekannten",
            ],
        );
        let letter = words(&app, "/anfragen/entwurf?kommune=04012000&anfrage=bremerhaven-2023-af-30").await;
        says(
            &letter,
            "the letter",
            &[
                "Bekannt ist: Leistungen online: 42 (jüngste Angabe: 31.03.2026; je mit Beleg: http",
                "Bekannt ist: was unter Frage 1 steht.",
            ],
        );
    }
}

#[tokio::test]
async fn every_question_of_the_inquiry_of_buxtehude_is_answered_from_records() {
    for app in filled().await {
        let (page, town) = (words(&app, SERVICES).await, words(&app, "/kommunen/04012000").await);
        let asked = words(&app, "/kommunen/04012000?fragen=buxtehude-2020").await;
        says(
            &asked,
            "the questions on the page of the town",
            &[
                "Anmeldung nach Leistung 69 Leistungen",
                "Anträge nach Leistung",
                "Leistungen, bei denen intern gedruckt wird 55 von 69 bekannten",
                "Leistungen im Portal von Land oder Bund 42 von 69 bekannten",
            ],
        );
        let news = words(&app, "/kommunen/04012000?seit=2020-12-31").await;
        says(
            &news,
            "what is new",
            &[
                "42 Leistungen : online",
                "27 Leistungen : geplant",
                "Ämter : E-Akte: im Einsatz",
                "Messenger: nein",
            ],
        );
        says(&town, "1: strategy", &["Juni 2024", "Digitalisierungsbüro der Magistratskanzlei"]);
        says(&page, "2: which are online, which are missing", &["Online 42", "seit Mai 2024", "Geplant 27"]);
        says(&town, "3 and 4: easy and uniform", &["November 2025"]);
        says(&page, "3 and 4: sign-in", &["Anmeldung: BundID"]);
        says(&page, "5: how often used", &["50 von 200 Anträgen online", "15 % 2.100 von 13.800 Anträgen"]);
        says(
            &page,
            "6: printed inside",
            &[
                "Wo gedruckt und abgetippt wird",
                "gedruckt",
                "20 % 14 von 69 Leistungen mit bekannter Kette",
                "1,6 110 Schritte bei 69 Leistungen",
            ],
        );
        says(&page, "7: portals", &["Landesportal: ja", "Bundesportal: nein", "61 % 42 von 69"]);
        says(
            &town,
            "8: how the council information is judged",
            &["Übersichtlich, die Suche soll besser werden."],
        );
    }
}

#[tokio::test]
async fn a_frozen_address_keeps_the_shares_of_its_edition() {
    for app in filled().await {
        let frozen = format!("{SERVICES}?bekannt=r2");
        let before = words(&app, &frozen).await;
        says(&before, "frozen", &["42 von 69"]);
        let mut gone = services();
        for record in &mut gone {
            (record.stage, record.level, record.live_since) = (Some(Stage::NotOffered), None, None);
        }
        app.record(&gone, &[]).await.unwrap();
        assert_eq!(words(&app, &frozen).await, before);
        says(&words(&app, SERVICES).await, "current", &["0 % 0 von 69"]);
    }
}

#[tokio::test]
async fn a_town_says_what_is_not_its_own_and_asks_what_is_not_known() {
    let app = TestApp::one().await;
    let page = words(&app, "/kommunen/03359010/leistungen").await;
    says(
        &page,
        "Buxtehude",
        &[
            "Kfz-Zulassung zuständig: Landkreis Stade",
            "Buxtehude: Kann man diese Leistungen online erledigen",
            "Personalausweis",
            "Zuständigkeit nicht bekannt",
        ],
    );
    let district = words(&app, "/kommunen/03359/leistungen").await;
    says(&district, "the district", &["Landkreis Stade: Kann man diese Leistungen online", "Kfz-Zulassung"]);
}

#[tokio::test]
async fn a_town_with_public_sources_shows_each_with_its_own() {
    let app = TestApp::one().await;
    let page = words(&app, "/kommunen/05314000/leistungen").await;
    says(
        &page,
        "Bonn",
        &[
            "Bewohnerparkausweis",
            "spätestens seit 21.04.2017",
            "zu wenig bekannt",
            "Termin verstrichen, kein neuerer Beleg",
            "ohne Datum, erfasst am 22.11.2026",
        ],
    );
    let service = words(&app, "/leistungen/hundesteuer-anmeldung").await;
    says(&service, "one service", &["99110009104000", "Bonn", "10.12.2021", "Entwicklung"]);
    let then = words(&app, "/kommunen/05314000/leistungen?stand=2018-12-31").await;
    assert!(!then.contains("Handwerkerparkausweis online"), "it was on record only in 2023");
}

#[tokio::test]
async fn bad_states_are_named() {
    let app = TestApp::one().await;
    for (address, name) in [
        ("/kommunen/05314000/leistungen?feld=Unsinn", "feld"),
        ("/kommunen/05314000/leistungen?umsetzung=fertig", "umsetzung"),
        ("/kommunen/05314000/leistungen?gruppe=x", "gruppe"),
        ("/kommunen/05314000/leistungen?sortierung=x", "sortierung"),
        ("/kommunen/05314000/leistungen?bekannt=r99", "bekannt"),
        ("/kommunen/05314000/aemter?stand=2024", "stand"),
        ("/leistungen?feld=Unsinn", "feld"),
        ("/leistungen?auswahl=x", "auswahl"),
        ("/leistungen/personalausweis?stand=x", "stand"),
    ] {
        let page = app.get(address).await.expect(400);
        assert!(page.text().contains(&format!("„{name}“")), "{address}");
    }
    for address in ["/leistungen/gibt-es-nicht", "/kommunen/Bonn/leistungen", "/kommunen/99999999/aemter"] {
        app.get(address).await.expect(404);
    }
}

#[tokio::test]
async fn the_templates_are_what_the_imports_read() {
    let app = TestApp::one().await;
    let services = app.get("/daten/vorlage-leistungen.csv").await.expect(200);
    assert!(
        exchange::services::read(&services.body, catalogue().services(), &std::collections::BTreeSet::new())
            .unwrap()
            .is_empty()
    );
    assert!(services.header("content-disposition").unwrap().contains("attachment"));
    let departments = app.get("/daten/vorlage-aemter.csv").await.expect(200);
    assert!(exchange::departments::read(&departments.body, None).unwrap().is_empty());
}

#[tokio::test]
async fn what_is_on_record_leaves_as_the_file_that_the_import_reads() {
    for app in filled().await {
        let starter = catalogue().services().clone();
        let known = starter.entries.iter().map(|entry| entry.service.slug.clone()).collect();
        let file = app.get("/daten/leistungen.csv").await.expect(200);
        let read = exchange::services::read(&file.body, &starter, &known).unwrap();
        let own: Vec<_> = read.into_iter().filter(|record| record.body == key()).collect();
        let mut expected = services();
        expected.sort_by(|first, second| first.service.cmp(&second.service));
        assert_eq!(own, expected);
        let file = app.get("/daten/aemter.csv").await.expect(200);
        assert_eq!(exchange::departments::read(&file.body, None).unwrap(), departments());
    }
}
