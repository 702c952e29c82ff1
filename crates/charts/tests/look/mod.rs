//! What must hold for every drawing.

use charts::{Drawing, TextBox};

/// Says what is wrong with a drawing.
pub(crate) fn is_sound(drawing: &Drawing) -> Result<(), String> {
    is_well_formed(&drawing.svg)?;
    for bad in [" style=", "NaN", "inf\"", "<script", "href", "url(", "\u{0}"] {
        if drawing.svg.contains(bad) {
            return Err(format!("contains {bad:?}"));
        }
    }
    words_have_room(drawing)
}

/// No words overlap or leave the picture.
fn words_have_room(drawing: &Drawing) -> Result<(), String> {
    for (number, text) in drawing.boxes.iter().enumerate() {
        let inside = text.x >= -0.1
            && text.y >= -0.1
            && text.x + text.width <= drawing.width + 0.1
            && text.y + text.height <= drawing.height + 0.1;
        if !inside {
            return Err(format!("{text:?} leaves {} × {}", drawing.width, drawing.height));
        }
        if let Some(other) = drawing.boxes.iter().skip(number + 1).find(|other| overlap(text, other)) {
            return Err(format!("{text:?} overlaps {other:?}"));
        }
    }
    Ok(())
}

fn overlap(a: &TextBox, b: &TextBox) -> bool {
    let slack = 0.2;
    a.x + slack < b.x + b.width
        && b.x + slack < a.x + a.width
        && a.y + slack < b.y + b.height
        && b.y + slack < a.y + a.height
}

/// Every tag closes, every attribute is quoted, no id occurs twice, nothing is left unescaped.
fn is_well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        plain(&rest[..start])?;
        let end = rest[start..].find('>').ok_or("a tag does not end")? + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) =
            tag.trim_end_matches('/').split_once(' ').unwrap_or((tag.trim_end_matches('/'), ""));
        ids.extend(
            attributes_of(attributes)?.into_iter().filter(|(key, _)| *key == "id").map(|(_, value)| value),
        );
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    ids.sort_unstable();
    match (open.is_empty(), ids.windows(2).any(|pair| pair[0] == pair[1]), rest.trim().is_empty()) {
        (true, false, true) => Ok(()),
        _ => Err(format!("unbalanced or repeated: {open:?} {ids:?}")),
    }
}

fn attributes_of(mut text: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    while !text.trim().is_empty() {
        let (key, after) =
            text.split_once("=\"").ok_or_else(|| format!("attribute without value: {text}"))?;
        let (value, after) =
            after.split_once('"').ok_or_else(|| format!("attribute does not end: {text}"))?;
        let key = key.trim_start();
        plain(value)?;
        if !key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            || found.iter().any(|(k, _)| *k == key)
        {
            return Err(format!("attribute {key:?}"));
        }
        found.push((key, value));
        text = after;
    }
    Ok(found)
}

/// Text without markup, whose ampersands all begin one of the known entities.
fn plain(text: &str) -> Result<(), String> {
    if let Some(bad) = text.chars().find(|c| (c.is_control() && *c != '\n' && *c != '\u{1f}') || *c == '"') {
        return Err(format!("{bad:?} in {text:?}"));
    }
    for after in text.split('&').skip(1) {
        if !["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| after.starts_with(entity)) {
            return Err(format!("bare ampersand before {after:?}"));
        }
    }
    Ok(())
}
