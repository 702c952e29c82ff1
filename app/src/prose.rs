//! Running text: a few plain rules that anybody can type, and nothing that could carry markup in.
//!
//! Blocks are separated by empty lines. `# ` opens a heading, which `{#name}` at its end gives an address of its own;
//! `## ` a smaller one; lines that begin with `- ` are a list; all else is a paragraph that keeps its line breaks.
//! `[words](address)` is a link to a page here (`/glossar`), a place on the page (`#lizenz`), or another site.

use domain::Language;
use domain::source::is_address;
use leptos::prelude::*;

use crate::address::path_in;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading with its anchor.
    Heading(&'a str, Option<&'a str>),
    /// A smaller heading.
    Smaller(&'a str),
    /// A list.
    Items(Vec<&'a str>),
    /// A paragraph by lines.
    Paragraph(Vec<&'a str>),
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !lines.is_empty() {
                blocks.push(block(std::mem::take(&mut lines)));
            }
        } else {
            lines.push(line);
        }
    }
    blocks
}

fn block(lines: Vec<&str>) -> Block<'_> {
    if let [line] = lines.as_slice() {
        if let Some(title) = line.strip_prefix("## ") {
            return Block::Smaller(title);
        }
        if let Some(title) = line.strip_prefix("# ") {
            let anchored = title.strip_suffix('}').and_then(|title| title.rsplit_once(" {#"));
            return anchored
                .map_or(Block::Heading(title, None), |(title, anchor)| Block::Heading(title, Some(anchor)));
        }
    }
    let items: Option<Vec<&str>> = lines.iter().map(|line| line.strip_prefix("- ")).collect();
    items.map_or(Block::Paragraph(lines), Block::Items)
}

/// A stretch of a line: words, or words with the address they lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A link.
    Link(&'a str, &'a str),
}

/// A line in pieces. What is no link with a safe address stays as it was typed.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest, mut from) = (Vec::new(), line, 0);
    while let Some(open) = rest[from..].find('[').map(|place| from + place) {
        match link_at(&rest[open..]) {
            Some((words, address, length)) => {
                if open > 0 {
                    pieces.push(Piece::Words(&rest[..open]));
                }
                pieces.push(Piece::Link(words, address));
                rest = &rest[open + length..];
                from = 0;
            }
            None => from = open + 1,
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The link at the beginning of a text: its words, its address, its length.
fn link_at(text: &str) -> Option<(&str, &str, usize)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, _) = rest.split_once(')')?;
    let inner = address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
    let plain =
        !address.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\\');
    let mail = address.strip_prefix("mailto:").is_some_and(|mail| mail.contains('@'));
    let safe = plain && (inner || mail || is_address(address)) && !words.contains('[');
    safe.then(|| (words, address, words.len() + address.len() + 4))
}

/// Shows the words between links.
pub type Words<'a> = &'a mut dyn FnMut(&str) -> AnyView;

/// A block as it stands on a page in this language; `words` shows what is no heading and no link.
pub fn show(block: &Block<'_>, language: Language, words: Words<'_>) -> AnyView {
    match block {
        Block::Heading(title, anchor) => {
            let (title, anchor) = (inline(title, language, &mut plain), anchor.map(str::to_owned));
            view! { <h2 id=anchor>{title}</h2> }.into_any()
        }
        Block::Smaller(title) => view! { <h3>{inline(title, language, &mut plain)}</h3> }.into_any(),
        Block::Items(items) => {
            let mut shown = Vec::new();
            for item in items {
                shown.push(view! { <li>{inline(item, language, words)}</li> });
            }
            view! { <ul>{shown}</ul> }.into_any()
        }
        Block::Paragraph(lines) => {
            let mut shown = Vec::new();
            for line in lines {
                let next = (!shown.is_empty()).then(|| view! { <br/> });
                shown.push(view! { {next} {inline(line, language, words)} });
            }
            view! { <p>{shown}</p> }.into_any()
        }
    }
}

/// Words as they are.
fn plain(words: &str) -> AnyView {
    words.to_owned().into_any()
}

/// All blocks of a text.
pub fn whole(text: &str, language: Language) -> Vec<AnyView> {
    blocks(text).iter().map(|block| show(block, language, &mut plain)).collect()
}

fn inline(line: &str, language: Language, words: Words<'_>) -> Vec<AnyView> {
    let piece = |piece| match piece {
        Piece::Words(text) => words(text),
        Piece::Link(text, address) => {
            // Files, which have a dot in their name, are the same in every language.
            let page = address.starts_with('/') && !address.contains('.');
            let href = if page { path_in(address, language) } else { address.to_owned() };
            view! { <a href=href>{text.to_owned()}</a> }.into_any()
        }
    };
    pieces(line).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_blocks() {
        let text = "# Wer {#wer}\n\nStadt Beispiel\nRathausplatz 1\n\n- eins\n- zwei\n\n## Klein\r\n\r\n# Ohne Anker\n";
        assert_eq!(
            blocks(text),
            [
                Block::Heading("Wer", Some("wer")),
                Block::Paragraph(vec!["Stadt Beispiel", "Rathausplatz 1"]),
                Block::Items(vec!["eins", "zwei"]),
                Block::Smaller("Klein"),
                Block::Heading("Ohne Anker", None),
            ]
        );
    }

    #[test]
    fn only_safe_addresses_become_links() {
        assert_eq!(
            pieces("Siehe [hier](/daten#mitmachen), [dort](https://example.org/)."),
            [
                Piece::Words("Siehe "),
                Piece::Link("hier", "/daten#mitmachen"),
                Piece::Words(", "),
                Piece::Link("dort", "https://example.org/"),
                Piece::Words("."),
            ]
        );
        for text in
            ["[a](javascript:alert(1))", "[a](//evil.example)", "[a](/\\evil)", "[a]", "[[a](/b", "<b>x</b>"]
        {
            assert_eq!(pieces(text), [Piece::Words(text)], "{text}");
        }
    }
}
