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
        let inside = corners(text)
            .into_iter()
            .all(|(x, y)| x >= -0.1 && y >= -0.1 && x <= drawing.width + 0.1 && y <= drawing.height + 0.1);
        if !inside {
            return Err(format!("{text:?} leaves {} × {}", drawing.width, drawing.height));
        }
        if let Some(other) = drawing.boxes.iter().skip(number + 1).find(|other| overlap(text, other)) {
            return Err(format!("{text:?} overlaps {other:?}"));
        }
    }
    Ok(())
}

/// The corners of a box, turned as its words are.
fn corners(text: &TextBox) -> [(f64, f64); 4] {
    let (right, bottom) = (text.x + text.width, text.y + text.height);
    let corners = [(text.x, text.y), (right, text.y), (right, bottom), (text.x, bottom)];
    let Some(turn) = text.turn else { return corners };
    let (sin, cos) = turn.degrees.to_radians().sin_cos();
    corners.map(|(x, y)| {
        let (x, y) = (x - turn.x, y - turn.y);
        (turn.x + x * cos - y * sin, turn.y + x * sin + y * cos)
    })
}

/// Whether no straight line parts two boxes.
fn overlap(a: &TextBox, b: &TextBox) -> bool {
    let slack = 0.2;
    let sides = |text: &TextBox| {
        let (sin, cos) = text.turn.map_or(0.0, |turn| turn.degrees).to_radians().sin_cos();
        [(cos, sin), (-sin, cos)]
    };
    let reach = |text: &TextBox, side: (f64, f64)| {
        let along = corners(text).map(|(x, y)| x * side.0 + y * side.1);
        (along.into_iter().fold(f64::INFINITY, f64::min), along.into_iter().fold(f64::NEG_INFINITY, f64::max))
    };
    sides(a).into_iter().chain(sides(b)).all(|side| {
        let ((from, to), (other_from, other_to)) = (reach(a, side), reach(b, side));
        from + slack < other_to && other_from + slack < to
    })
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
