//! Inquiries: every question with every fact that answers it, what is new since, and the letter that asks again.

use domain::inquiry::{FOUNDING, FOUNDING_SECOND};
use domain::{BodyKey, Cell, Exactness, Inquiry, Observation, Value};

use crate::helpers::{BASE, TestApp, bundled, catalogue};
use crate::html::Html;

fn inquiry(slug: &str) -> Inquiry {
    let inquiries = exchange::bundled::inquiries(&catalogue()).unwrap();
    inquiries.into_iter().find(|inquiry| inquiry.slug.as_str() == slug).unwrap()
}

fn facts_of(body: &BodyKey) -> Vec<Observation> {
    let facts = exchange::bundled::facts(&catalogue()).unwrap();
    facts.into_iter().filter(|fact| &fact.body == body).collect()
}

/// The parts of the list of questions, one for each.
fn questions(html: &Html) -> Vec<Html> {
    let lists = html.inside("ol", &[("class", "qa")]);
    assert_eq!(lists.len(), 1, "one list of questions");
    let list = &lists[0];
    let begins: Vec<usize> = (0..list.tags.len())
        .filter(|place| list.tags[*place].attribute("id").is_some_and(|id| id.starts_with("frage-")))
        .collect();
    let ends = begins.iter().skip(1).copied().chain([list.tags.len()]);
    begins.iter().zip(ends).map(|(begin, end)| Html { tags: list.tags[*begin..end].to_vec() }).collect()
}

/// Checks that a page shows the questions of an inquiry in order, each with every bundled fact of a body.
fn check(html: &Html, inquiry: &Inquiry, body: &BodyKey) -> usize {
    let facts = facts_of(body);
    let shown = questions(html);
    assert_eq!(shown.len(), inquiry.questions.len(), "{}", inquiry.slug);
    let mut count = 0;
    for (question, part) in inquiry.questions.iter().zip(&shown) {
        let words = part.words();
        assert!(words.contains(&question.text), "{}: {words}", question.text);
        let linked: Vec<_> =
            facts.iter().filter(|fact| question.indicators.contains(&fact.indicator)).collect();
        let rows = part.all("li", &[("class", "fact")]);
        assert_eq!(rows.len(), linked.len(), "{}", question.text);
        assert_eq!(part.all("details", &[("class", "ev")]).len(), linked.len(), "{}", question.text);
        for fact in &linked {
            assert!(part.links().any(|link| link == fact.source.address), "{}", fact.source.address);
        }
        if linked.is_empty() {
            for told in ["Keine Angabe", "Das würde es beantworten", "Fertige Frage", "Danach fragen"] {
                assert!(words.contains(told), "{}: {told}", question.text);
            }
        }
        count += linked.len();
    }
    count
}

#[tokio::test]
async fn the_founding_towns_show_every_question_in_order_with_every_fact_or_what_would_answer_it() {
    for app in TestApp::all().await {
        for (slug, questions) in [(FOUNDING, 6), (FOUNDING_SECOND, 8)] {
            let inquiry = inquiry(slug);
            assert_eq!(inquiry.questions.len(), questions);
            let page = app.get(&format!("/kommunen/{}", inquiry.body)).await.expect(200).html();
            let count = check(&page, &inquiry, &inquiry.body);
            assert!(count > 0, "{slug} has no fact at all");
            let page = app.get(&format!("/anfragen/{slug}")).await.expect(200).html();
            assert_eq!(check(&page, &inquiry, &inquiry.body), count);
        }
    }
}

#[tokio::test]
async fn every_other_town_is_asked_the_six_questions_or_those_that_the_reader_chose() {
    let app = TestApp::one().await;
    let duisburg = BodyKey::parse("05112000").unwrap();
    let page = app.get("/kommunen/05112000").await.expect(200).html();
    check(&page, &inquiry(FOUNDING), &duisburg);
    let page = app.get(&format!("/kommunen/05112000?fragen={FOUNDING_SECOND}")).await.expect(200).html();
    check(&page, &inquiry(FOUNDING_SECOND), &duisburg);
    app.get("/kommunen/05112000?fragen=gibt-es-nicht").await.expect(400);
    let chosen = app.get(&format!("/anfragen/{FOUNDING}?fuer=Duisburg")).await.expect(303);
    assert_eq!(chosen.header("location"), Some(format!("/kommunen/05112000?fragen={FOUNDING}").as_str()));
    let unknown = app.get(&format!("/anfragen/{FOUNDING}?fuer=Atlantis")).await.expect(200);
    assert!(unknown.html().words().contains("„Atlantis“ steht nicht im Verzeichnis"));
}

#[tokio::test]
async fn the_list_names_every_inquiry_and_the_filter_keeps_those_of_a_land() {
    for app in TestApp::all().await {
        let all = app.get("/anfragen").await.expect(200).html();
        let listed = |html: &Html| {
            let pages =
                html.links().filter(|link| link.starts_with("/anfragen/") && !link.contains("entwurf"));
            pages.map(str::to_owned).collect::<Vec<_>>()
        };
        let inquiries = exchange::bundled::inquiries(&catalogue()).unwrap();
        assert_eq!(listed(&all).len(), inquiries.len());
        let bremen = app.get("/anfragen?land=04").await.expect(200).html();
        assert_eq!(listed(&bremen), ["/anfragen/bremerhaven-2023-af-30", "/anfragen/bremerhaven-2020-10"]);
        app.get("/anfragen?land=99").await.expect(400);
    }
}

#[tokio::test]
async fn an_inquiry_leads_to_the_one_before_and_the_one_after() {
    let app = TestApp::one().await;
    let later = app.get(&format!("/anfragen/{FOUNDING}")).await.html();
    assert!(later.links().any(|link| link == "/anfragen/bremerhaven-2020-10"));
    let earlier = app.get("/anfragen/bremerhaven-2020-10").await.expect(200).html();
    assert!(earlier.links().any(|link| link == format!("/anfragen/{FOUNDING}")));
}

#[tokio::test]
async fn what_is_new_tells_services_departments_and_promises_too() {
    for app in TestApp::all().await {
        let news = async |town: &str, day: &str| {
            let html = app.get(&format!("/kommunen/{town}?seit={day}")).await.expect(200).html();
            let panel = html.inside("aside", &[("id", "neu")]).remove(0);
            (panel.words(), panel.links().map(str::to_owned).collect::<Vec<_>>())
        };
        let (all, links) = news("05314000", "2021-06-30").await;
        assert!(all.contains("3 Leistungen: online Feinstaubplakette"), "{all}");
        assert!(all.contains("Zugesagt ohne Termin"), "{all}");
        assert!(!all.contains("21.04.2017"), "{all}");
        assert!(links.contains(&"/kommunen/05314000/leistungen".to_owned()), "{links:?}");
        let (later, _) = news("05314000", "2024-12-31").await;
        assert!(later.contains("31.08.2025") && !later.contains("10.12.2021"), "{later}");
        let (promises, links) = news("09162000", "2015-12-31").await;
        assert!(promises.contains("E-Akte, Stand der Einführung: Zugesagt für 2025"), "{promises}");
        assert!(links.contains(&"/kommunen/09162000/zusagen".to_owned()), "{links:?}");
    }
}

#[tokio::test]
async fn what_is_new_since_a_day_shows_date_value_and_the_value_before() {
    for app in TestApp::all().await {
        let news = async |day: &str| {
            let html = app.get(&format!("/kommunen/12054000?seit={day}")).await.expect(200).html();
            html.inside("aside", &[("id", "neu")])[0].words()
        };
        let all = news("2024-02-01").await;
        assert!(all.contains("82") && all.contains("Dezember 2025") && all.contains("zuvor: 42"), "{all}");
        // A period that had begun keeps both its ends.
        let html = app.get("/kommunen/05113000?seit=2020-12-31").await.expect(200).html();
        let flow = html.inside("aside", &[("id", "neu")])[0].words();
        assert!(flow.contains("01.11.2020"), "{flow}");
        let none = news("2026-11-21").await;
        assert!(!none.contains("Dezember 2025"), "{none}");
        let fact = bundled("12054000", "onlinedienste-anzahl", "2025-12");
        let corrected = Observation {
            cell: Cell::Reported { value: Value::Number(83.0), exactness: Exactness::Exact, ratio: None },
            ..fact
        };
        app.release(&[corrected]).await;
        let after = news("2026-11-21").await;
        assert!(
            after.contains("Korrigiert") && after.contains("83") && after.contains("zuvor: 82"),
            "{after}"
        );
        let history = app.get("/kommunen/12054000/verlauf").await.expect(200).html().words();
        assert!(history.contains("82 → 83") && history.contains("correction"), "{history}");
    }
}

#[tokio::test]
async fn every_blank_of_a_town_leads_to_the_ready_question_about_it() {
    let app = TestApp::one().await;
    let html = app.get("/kommunen/04012000").await.html();
    let blanks = html.inside("ul", &[("class", "asks ledger")]).remove(0);
    let links: Vec<&str> = blanks.links().collect();
    assert!(links.len() > 5, "{links:?}");
    for link in links {
        assert!(link.starts_with("/anfragen/entwurf?kommune=04012000&thema="), "{link}");
        let draft = app.get(link).await.expect(200).html();
        let letter = draft.inside("pre", &[("id", "brief")]).remove(0).words();
        assert!(
            letter.contains("Bremerhaven") && letter.contains("1. ") && !letter.contains(" 2. "),
            "{letter}"
        );
    }
}

#[tokio::test]
async fn the_letter_asks_with_what_is_on_record_and_can_be_saved() {
    for app in TestApp::all().await {
        let query = format!("kommune=04012000&anfrage={FOUNDING}");
        let page = app.get(&format!("/anfragen/entwurf?{query}")).await.expect(200).html();
        let file = app.get(&format!("/anfragen/entwurf.txt?{query}")).await.expect(200);
        assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"anfrage-04012000.txt\""));
        let text = file.text();
        assert_eq!(
            page.inside("pre", &[("id", "brief")])[0].words(),
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        for question in &inquiry(FOUNDING).questions {
            assert!(text.contains(&format!("{}. {}", question.position, question.text)), "{text}");
        }
        for told in ["Bremerhaven", "AF 30/2023", "214", "https://", "Mit freundlichen Grüßen", BASE] {
            assert!(text.contains(told), "{told}: {text}");
        }
        let english = app.get(&format!("/en/anfragen/entwurf.txt?{query}")).await.expect(200);
        assert_eq!(english.text(), text, "German administrations are asked in German");
    }
}

#[tokio::test]
async fn a_draft_has_one_address_and_names_what_is_wrong() {
    let app = TestApp::one().await;
    for (from, to) in [
        ("thema=e-akte&kommune=04012000", "kommune=04012000&thema=e-akte"),
        ("kommune=04012000&thema=e-akte&thema=messenger", "kommune=04012000&thema=e-akte~messenger"),
        ("kommune=04012000&thema=e-akte&anfrage=buxtehude-2020", "kommune=04012000&anfrage=buxtehude-2020"),
    ] {
        for path in ["/anfragen/entwurf", "/en/anfragen/entwurf", "/anfragen/entwurf.txt"] {
            let reply = app.get(&format!("{path}?{from}")).await.expect(303);
            assert_eq!(reply.header("location"), Some(format!("{path}?{to}").as_str()));
        }
    }
    let town = app.get("/anfragen/entwurf?thema=e-akte&fuer=Bremerhaven").await.expect(303);
    assert_eq!(town.header("location"), Some("/anfragen/entwurf?kommune=04012000&thema=e-akte"));
    for (query, named) in [
        ("kommune=99", "kommune"),
        ("kommune=04012999", "kommune"),
        ("thema=gibt-es-nicht", "thema"),
        ("anfrage=gibt-es-nicht", "anfrage"),
        ("anfrage=buxtehude-2020&fragen=9", "fragen"),
        ("anfrage=buxtehude-2020&fragen=x", "fragen"),
    ] {
        for path in ["/anfragen/entwurf", "/anfragen/entwurf.txt"] {
            let reply = app.get(&format!("{path}?{query}")).await.expect(400);
            assert!(reply.html().words().contains(&format!("„{named}“")), "{query}");
        }
    }
    for bad in ["seit=gestern", "seit=2023-02-30", "fragen=A"] {
        app.get(&format!("/kommunen/12054000?{bad}")).await.expect(400);
    }
    for gone in
        ["/anfragen/gibt-es-nicht", "/anfragen/A", "/kommunen/99999999/verlauf", "/kommunen/potsdam/verlauf"]
    {
        app.get(gone).await.expect(404);
    }
}

#[tokio::test]
async fn every_figure_can_be_reported_with_its_address() {
    let app = TestApp::one().await;
    let html = app.get("/kommunen/04012000").await.html();
    let mails: Vec<&str> =
        html.links().filter(|link| link.starts_with("mailto:") && link.contains('?')).collect();
    assert!(mails.len() > 5);
    for mail in mails {
        let (to, query) = mail.split_once('?').unwrap();
        assert_eq!(to, "mailto:post@digitalstand.example");
        assert!(query.contains("04012000") && query.bytes().all(|byte| byte.is_ascii_graphic()), "{mail}");
        assert!(query.contains("https%3A%2F%2Fdigitalstand%2Eexample%2Fkommunen%2F04012000"), "{mail}");
    }
}

#[tokio::test]
async fn a_town_leads_to_its_district_and_the_district_to_its_towns() {
    let app = TestApp::one().await;
    let town = app.get("/kommunen/03359010").await.html();
    assert!(town.words().contains("Sache des Kreises") && town.links().any(|link| link == "/kommunen/03359"));
    let district = app.get("/kommunen/03359").await.expect(200).html();
    assert!(district.links().any(|link| link == "/kommunen/03359010"));
}
