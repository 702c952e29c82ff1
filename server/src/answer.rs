//! Finished answers: bytes with their headers, ready to be sent again and again.

use std::io::Write;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use libdeflater::{CompressionLvl, Compressor};
use sha2::{Digest, Sha256};

/// A content encoding that we send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// None.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

impl Encoding {
    /// The best encoding that a client accepts. Quality values of zero are refusals; others are not ranked.
    pub fn of(headers: &HeaderMap) -> Self {
        let accepted: Vec<String> = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|item| item.trim().to_ascii_lowercase().replace(' ', ""))
            .filter(|item| !item.ends_with(";q=0") && !item.ends_with(";q=0.0"))
            .map(|item| item.split(';').next().unwrap_or_default().to_owned())
            .collect();
        let has = |name: &str| accepted.iter().any(|item| item == name);
        if has("br") {
            Self::Brotli
        } else if has("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    const fn token(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// A finished answer.
#[derive(Debug, Clone)]
pub struct Stored {
    body: Bytes,
    etag: HeaderValue,
    headers: Vec<(HeaderName, HeaderValue)>,
    encoding: Encoding,
}

impl Stored {
    /// An answer of this type, revalidated at every use.
    pub fn new(media_type: &'static str, body: Vec<u8>) -> Self {
        let digest = Sha256::digest(&body);
        // Weak: the encodings of one answer share it.
        let etag = HeaderValue::from_str(&format!("W/\"{digest:.24x}\""))
            .unwrap_or(HeaderValue::from_static("W/\"0\""));
        let headers = vec![
            (CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        Self { body: body.into(), etag, headers, encoding: Encoding::Identity }
    }

    /// With one more header, or another value of one. A value that cannot be a header is left out.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.retain(|(other, _)| *other != name);
            self.headers.push((name, value));
        }
        self
    }

    /// With this Content Security Policy.
    #[must_use]
    pub fn secured(self, policy: &str) -> Self {
        self.with(CONTENT_SECURITY_POLICY, policy)
    }

    /// As a file to be saved under this name.
    #[must_use]
    pub fn saved_as(self, name: &str) -> Self {
        self.with(CONTENT_DISPOSITION, &format!("inline; filename=\"{name}\""))
    }

    /// Never changes: a fixed revision.
    #[must_use]
    pub fn for_ever(self) -> Self {
        self.with(CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    /// The same, whose bytes in an encoding are known already.
    #[must_use]
    pub fn packed(self, encoding: Encoding, bytes: Vec<u8>) -> Self {
        Self { body: bytes.into(), encoding, ..self }
    }

    /// The same in another encoding.
    #[must_use]
    pub fn encoded(&self, encoding: Encoding) -> Self {
        let body = match encoding {
            _ if encoding == self.encoding => self.body.clone(),
            Encoding::Identity => self.body.clone(),
            Encoding::Gzip => gzip(&self.body).into(),
            Encoding::Brotli => brotli(&self.body).into(),
        };
        Self { body, encoding, ..self.clone() }
    }

    /// Bytes it takes in memory, roughly.
    pub fn weight(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        self.body.len() + headers + 200
    }

    /// The response, or 304 when the client has it.
    pub fn respond(&self, status: StatusCode, request: &HeaderMap) -> Response {
        let fresh = status == StatusCode::OK && has(request, &self.etag);
        let body = if fresh { Body::empty() } else { Body::from(self.body.clone()) };
        let mut response = Response::new(body);
        *response.status_mut() = if fresh { StatusCode::NOT_MODIFIED } else { status };
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        if status == StatusCode::OK {
            headers.insert(ETAG, self.etag.clone());
        } else {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        if let (Some(token), false) = (self.encoding.token(), fresh) {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(token));
        }
        response
    }
}

/// Whether a client says that it has what this tag names.
pub(crate) fn has(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let sent = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let ours = plain(etag.to_str().unwrap_or_default());
    sent.flat_map(|value| value.split(',')).any(|tag| tag.trim() == "*" || plain(tag) == ours)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::default());
    let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut out).expect("it fits into the room it asked for");
    out.truncate(length);
    out
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    {
        // Level 5 is as small as gzip's best at a tenth of the time of level 9.
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 5, 20);
        let _ = writer.write_all(bytes);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_accepted_encoding_is_chosen() {
        assert_eq!(Encoding::of(&accepting("gzip, deflate, br")), Encoding::Brotli);
        assert_eq!(Encoding::of(&accepting("gzip;q=1.0, br;q=0")), Encoding::Gzip);
        assert_eq!(Encoding::of(&accepting("identity")), Encoding::Identity);
        assert_eq!(Encoding::of(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn a_client_that_has_it_gets_304_with_the_same_policy() {
        let stored = Stored::new("text/html", b"x".to_vec()).secured("default-src 'none'");
        let mut request = HeaderMap::new();
        request.insert(IF_NONE_MATCH, stored.etag.clone());
        for encoding in [Encoding::Identity, Encoding::Brotli] {
            let response = stored.encoded(encoding).respond(StatusCode::OK, &request);
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
            assert_eq!(response.headers()[CONTENT_SECURITY_POLICY], "default-src 'none'");
            assert!(response.headers().get(CONTENT_ENCODING).is_none());
        }
    }

    #[test]
    fn errors_are_not_kept_by_anyone() {
        let response =
            Stored::new("text/html", b"x".to_vec()).respond(StatusCode::NOT_FOUND, &HeaderMap::new());
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        assert!(response.headers().get(ETAG).is_none());
    }
}
