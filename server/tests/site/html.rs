//! A coarse reader of HTML and SVG: enough to tell which elements and attributes a browser would see.

use std::collections::BTreeSet;

/// One tag, and the text up to the next one.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    /// Lower case; an end tag begins with a slash.
    pub(crate) name: String,
    /// Names in lower case, values as a browser reads them.
    pub(crate) attributes: Vec<(String, String)>,
    /// As it stands in the source.
    pub(crate) text: String,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, attributes: &[(&str, &str)]) -> bool {
        self.name == name && attributes.iter().all(|(name, value)| self.attribute(name) == Some(*value))
    }
}

/// A document as its tags in order.
#[derive(Debug)]
pub(crate) struct Html {
    pub(crate) tags: Vec<Tag>,
}

/// Elements whose content is text up to their end tag; in a picture, titles are ordinary elements.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

impl Html {
    pub(crate) fn read(source: &str) -> Self {
        let mut tags: Vec<Tag> = Vec::new();
        let mut in_svg = false;
        let (_, mut rest) = source.split_at(source.find('<').unwrap_or(source.len()));
        while let Some(after) = rest.strip_prefix('<') {
            let mut text = "";
            if after.starts_with('!') {
                let end = if after.starts_with("!--") { "-->" } else { ">" };
                rest = after.split_once(end).map_or("", |(_, rest)| rest);
            } else if after.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/') {
                let (tag, after) = tag(after);
                in_svg = (in_svg || tag.name == "svg") && tag.name != "/svg";
                let raw = RAW.contains(&tag.name.as_str()) && !(in_svg && tag.name == "title");
                let end = if raw { find_end(after, &tag.name) } else { 0 };
                (text, rest) = after.split_at(end);
                tags.push(tag);
            } else {
                (text, rest) = ("<", after);
            }
            let (more, next) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if let Some(last) = tags.last_mut() {
                last.text += text;
                last.text += more;
            }
            rest = next;
        }
        Self { tags }
    }

    /// The tags with this name and these attributes.
    pub(crate) fn all(&self, name: &str, attributes: &[(&str, &str)]) -> Vec<&Tag> {
        self.tags.iter().filter(|tag| tag.is(name, attributes)).collect()
    }

    /// The only such tag.
    #[track_caller]
    pub(crate) fn only(&self, name: &str, attributes: &[(&str, &str)]) -> &Tag {
        let found = self.all(name, attributes);
        assert_eq!(found.len(), 1, "{name} {attributes:?}");
        found[0]
    }

    /// The parts from each such tag to its end; for elements that do not stand in themselves.
    pub(crate) fn inside(&self, name: &str, attributes: &[(&str, &str)]) -> Vec<Self> {
        let end = format!("/{name}");
        let starts = (0..self.tags.len()).filter(|place| self.tags[*place].is(name, attributes));
        let part =
            |start: usize| self.tags[start..].iter().take_while(|tag| tag.name != end).cloned().collect();
        starts.map(|start| Self { tags: part(start) }).collect()
    }

    /// The words a reader sees.
    pub(crate) fn words(&self) -> String {
        let words: String = self.tags.iter().map(|tag| tag.text.as_str()).collect();
        unescape(&words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Every element with every attribute it has: what no text may extend.
    pub(crate) fn shapes(&self) -> BTreeSet<String> {
        let mut shapes = BTreeSet::new();
        for tag in &self.tags {
            shapes.insert(tag.name.clone());
            shapes.extend(tag.attributes.iter().map(|(name, _)| format!("{} {name}", tag.name)));
        }
        shapes
    }

    /// The values of all attributes that name something to load or to go to.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        let attributes = self.tags.iter().flat_map(|tag| &tag.attributes);
        let naming = |name: &str| ["href", "src", "action", "formaction", "xlink:href"].contains(&name);
        attributes.filter(move |(name, _)| naming(name)).map(|(_, value)| value.as_str())
    }
}

/// A tag behind its `<`, and what follows it.
fn tag(source: &str) -> (Tag, &str) {
    let start = usize::from(source.starts_with('/'));
    let stop = |letter: char| letter.is_whitespace() || letter == '>' || letter == '/';
    let end = source[start..].find(stop).map_or(source.len(), |end| end + start);
    let (name, mut rest) = source.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let Some(first) = rest.chars().next().filter(|first| *first != '>') else { break };
        let stop = |letter: char| letter.is_whitespace() || "=>/".contains(letter);
        // A sign where a name should be begins a name to a browser.
        let end = rest[first.len_utf8()..].find(stop).map_or(rest.len(), |end| end + first.len_utf8());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = value(after.trim_start());
        attributes.push((attribute.to_lowercase(), unescape(value)));
        rest = after;
    }
    let tag = Tag { name: name.to_lowercase(), attributes, text: String::new() };
    (tag, rest.strip_prefix('>').unwrap_or(rest))
}

fn value(source: &str) -> (&str, &str) {
    let Some(source) = source.strip_prefix('=').map(str::trim_start) else { return ("", source) };
    for quote in ['"', '\''] {
        if let Some(quoted) = source.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    source
        .split_at(source.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(source.len()))
}

fn find_end(source: &str, name: &str) -> usize {
    source.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(source.len())
}

/// The text that a browser reads.
pub(crate) fn unescape(text: &str) -> String {
    let names =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    names.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

#[test]
fn the_reader_sees_what_a_browser_sees() {
    let html = Html::read(
        "<!DOCTYPE html><!-- <b> --><title>a<i></title><p class=x data-y='1>2' hidden>t <!>&lt;u> 1 < 2</p>\
         <script>if (a<b) {}</script><svg><title>s<em></title></svg><a/onclick=1>",
    );
    let names: Vec<&str> = html.tags.iter().map(|tag| tag.name.as_str()).collect();
    let expected =
        ["title", "/title", "p", "/p", "script", "/script", "svg", "title", "em", "/title", "/svg", "a"];
    assert_eq!(names, expected);
    assert_eq!(html.only("p", &[("data-y", "1>2"), ("hidden", "")]).text, "t &lt;u> 1 < 2");
    assert_eq!(html.only("script", &[]).text, "if (a<b) {}");
    assert!(html.shapes().contains("a onclick") && !html.shapes().contains("b"));
    assert_eq!(html.inside("svg", &[])[0].words(), "s");
}
