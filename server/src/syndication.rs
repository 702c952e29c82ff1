//! What machines follow: `/robots.txt`, `/sitemap.xml` with its files, `/feed.atom`.

use std::io;

use app::address::{Address, language_of, path_in};
use app::error::AppError;
use app::feed::{self, Entry};
use app::page::Reading;
use app::sitemap::{self, Part};
use app::text::{LICENCE_ADDRESS, SITE, feed_title};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::{Day, Language};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::AppState;
use crate::answer::{Encoding, Stored};
use crate::cache::Key;
use crate::site::error_page;

const XML: &str = "application/xml";
const ATOM: &str = "application/atom+xml";
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// What robots may read: everything; query states say `noindex` themselves.
pub async fn robots(State(state): State<AppState>) -> String {
    let site = state.reading(Language::German).site;
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", site.base)
}

/// The list of the sitemap's files.
pub async fn sitemaps(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let reading = state.reading(Language::German);
    let make = async {
        let parts = sitemap::parts(&reading).await?;
        Ok(Stored::new(XML, index(&parts, &reading).map_err(|error| broken(&error))?))
    };
    answer(&state, &reading, &uri, &headers, make).await
}

/// One file of the sitemap.
pub async fn addresses(
    State(state): State<AppState>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let reading = state.reading(Language::German);
    let make = async {
        let part = Part::from_name(&file).ok_or(AppError::NotFound)?;
        let addresses = part.addresses(&reading).await?;
        if addresses.is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(Stored::new(XML, url_set(&addresses, &reading).map_err(|error| broken(&error))?))
    };
    answer(&state, &reading, &uri, &headers, make).await
}

/// The newest releases as an Atom feed.
pub async fn feed(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let reading = state.reading(language_of(uri.path()).0);
    let make = async {
        let entries = feed::entries(&reading).await?;
        Ok(Stored::new(ATOM, atom(&entries, &reading).map_err(|error| broken(&error))?))
    };
    answer(&state, &reading, &uri, &headers, make).await
}

/// The answer under this path, whatever its query.
async fn answer(
    state: &AppState,
    reading: &Reading,
    uri: &Uri,
    headers: &HeaderMap,
    make: impl Future<Output = Result<Stored, AppError>> + Send,
) -> Response {
    let key = Key {
        revision: reading.edition.revision,
        day: reading.today,
        address: uri.path().to_owned(),
        encoding: Encoding::of(headers),
    };
    match state.cache().get(key, make).await {
        Ok(stored) => stored.respond(StatusCode::OK, headers),
        Err(error) => error_page(state, &error, "/", reading.language, headers).await,
    }
}

fn broken(error: &io::Error) -> AppError {
    AppError::Interrupted(error.to_string())
}

type Xml = Writer<Vec<u8>>;

fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    write(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(drop)
}

/// The day of the data: every page tells it.
fn changed(xml: &mut Xml, reading: &Reading) -> io::Result<()> {
    reading.edition.released_on.map_or(Ok(()), |day| element(xml, "lastmod", &day.to_string()))
}

fn index(parts: &[Part], reading: &Reading) -> io::Result<Vec<u8>> {
    document(|xml| {
        let list = xml.create_element("sitemapindex").with_attribute(("xmlns", SITEMAPS));
        list.write_inner_content(|xml| {
            for part in parts {
                xml.create_element("sitemap").write_inner_content(|xml| {
                    element(xml, "loc", &format!("{}/sitemaps/{}", reading.site.base, part.name()))?;
                    changed(xml, reading)
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn url_set(addresses: &[Address], reading: &Reading) -> io::Result<Vec<u8>> {
    document(|xml| {
        let list = xml
            .create_element("urlset")
            .with_attribute(("xmlns", SITEMAPS))
            .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
        list.write_inner_content(|xml| {
            for address in addresses {
                for language in Language::ALL {
                    xml.create_element("url")
                        .write_inner_content(|xml| url(xml, address, language, reading))?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn url(xml: &mut Xml, address: &Address, language: Language, reading: &Reading) -> io::Result<()> {
    let absolute = |language| format!("{}{}", reading.site.base, address.in_language(language));
    element(xml, "loc", &absolute(language))?;
    changed(xml, reading)?;
    for other in Language::ALL {
        xml.create_element("xhtml:link")
            .with_attribute(("rel", "alternate"))
            .with_attribute(("hreflang", other.tag()))
            .with_attribute(("href", absolute(other).as_str()))
            .write_empty()?;
    }
    Ok(())
}

fn atom(entries: &[Entry], reading: &Reading) -> io::Result<Vec<u8>> {
    let (language, site) = (reading.language, &reading.site);
    let own = format!("{}{}", site.base, path_in("/feed.atom", language));
    let home = format!("{}{}", site.base, path_in("/", language));
    let updated = entries.first().map(|entry| entry.released_on).or(reading.edition.released_on);
    let author = if site.operator.is_empty() { SITE } else { &site.operator };
    document(|xml| {
        let feed = xml
            .create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", language.tag()));
        feed.write_inner_content(|xml| {
            element(xml, "title", &format!("{SITE}: {}", feed_title(language)))?;
            element(xml, "id", &own)?;
            link(xml, "self", ATOM, &own)?;
            link(xml, "alternate", "text/html", &home)?;
            link(xml, "license", "text/html", LICENCE_ADDRESS)?;
            element(xml, "updated", &instant(updated.unwrap_or(reading.today)))?;
            xml.create_element("author").write_inner_content(|xml| element(xml, "name", author))?;
            for entry in entries {
                let told = |xml: &mut Xml| entry_content(xml, entry, &own, reading);
                xml.create_element("entry").write_inner_content(told)?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn entry_content(xml: &mut Xml, entry: &Entry, feed: &str, reading: &Reading) -> io::Result<()> {
    let page = format!("{}{}", reading.site.base, entry.address.in_language(reading.language));
    element(xml, "title", &entry.title)?;
    element(xml, "id", &format!("{feed}#r{}-{}", entry.revision.0, entry.body))?;
    link(xml, "alternate", "text/html", &page)?;
    element(xml, "updated", &instant(entry.released_on))?;
    xml.create_element("content").with_attribute(("type", "xhtml")).write_inner_content(|xml| {
        let frame = xml.create_element("div").with_attribute(("xmlns", "http://www.w3.org/1999/xhtml"));
        frame.write_inner_content(|xml| {
            xml.create_element("ul").write_inner_content(|xml| {
                entry.lines.iter().try_for_each(|line| element(xml, "li", line))
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn link(xml: &mut Xml, relation: &str, media_type: &str, address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("type", media_type))
        .with_attribute(("href", address))
        .write_empty()
        .map(drop)
}

/// Releases carry a day, feeds want an instant.
fn instant(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
