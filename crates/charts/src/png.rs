//! A drawing as a PNG, for places that show no SVG.
//!
//! Letters come from the fonts that the caller hands over and from nowhere else: what is installed on a machine never
//! changes a picture.

mod palette;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use crate::ChartError;

/// The family that drawings name.
const FAMILY: &str = "Fira Sans";

/// How the writer begins and ends the length of a line of words.
const LENGTH: &str = " textLength=\"";
const ADJUSTED: &str = " lengthAdjust=\"spacingAndGlyphs\"";

/// The longest side of a picture, in pixels.
const LONGEST: f32 = 12_000.0;

/// Rasterises a drawing that stands alone (see [`Mode`](crate::Mode)). `scale` is how many pixels of the picture one
/// CSS pixel becomes: 2.0 for sharp screens. `fonts` are TrueType or OpenType files that hold the chart font.
///
/// The same arguments give the same bytes.
///
/// # Errors
/// When the drawing is no SVG, a font cannot be read, or the picture would be empty or longer than 12,000 pixels.
pub fn png(svg: &str, scale: f32, fonts: &[&[u8]]) -> Result<Vec<u8>, ChartError> {
    let failed = |error: &dyn std::fmt::Display| ChartError::Picture(error.to_string());
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(database(fonts)?), ..Options::default() };
    let tree = Tree::from_str(&without_lengths(svg), &options).map_err(|error| failed(&error))?;
    let (width, height) = (side(tree.size().width() * scale)?, side(tree.size().height() * scale)?);
    let mut picture =
        Pixmap::new(width, height).ok_or_else(|| failed(&format_args!("{width} × {height} pixels")))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    match palette::encode(&picture) {
        Some(encoded) => encoded.map_err(|error| failed(&error)),
        None => picture.encode_png().map_err(|error| failed(&error)),
    }
}

/// The drawing without the lengths of its words. They hold a layout together where the font is another one; here it is
/// the same, and the rasteriser would stretch each part of a line to the length of the whole.
fn without_lengths(svg: &str) -> String {
    let mut parts = svg.split(LENGTH);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |drawing, part| drawing + part.split_once(ADJUSTED).map_or(part, |(_, rest)| rest))
}

fn database(fonts: &[&[u8]]) -> Result<Database, ChartError> {
    let mut database = Database::new();
    for (number, font) in fonts.iter().enumerate() {
        let before = database.len();
        database.load_font_data(font.to_vec());
        if database.len() == before {
            return Err(ChartError::Picture(format!("font {} cannot be read", number + 1)));
        }
    }
    database.set_sans_serif_family(FAMILY);
    Ok(database)
}

/// A side of the picture in whole pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked before")]
fn side(length: f32) -> Result<u32, ChartError> {
    let length = length.ceil();
    if (1.0..=LONGEST).contains(&length) {
        return Ok(length as u32);
    }
    Err(ChartError::Picture(format!("a side of {length} pixels")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" color=\"#2044aa\">\
        <rect width=\"20\" height=\"10\" fill=\"currentColor\"/></svg>";

    #[test]
    fn words_are_not_stretched() {
        let drawing = "<text x=\"1\" textLength=\"20.5\" lengthAdjust=\"spacingAndGlyphs\" y=\"2\">a</text>";
        assert_eq!(without_lengths(drawing), "<text x=\"1\" y=\"2\">a</text>");
    }

    #[test]
    fn a_picture_has_the_size_of_the_drawing_times_the_scale_and_always_the_same_bytes() {
        let picture = png(SQUARE, 2.0, &[]).unwrap();
        assert_eq!(&picture[1..4], b"PNG");
        assert_eq!(picture[16..24], [0, 0, 0, 40, 0, 0, 0, 20]);
        assert_eq!(png(SQUARE, 2.0, &[]).unwrap(), picture);
        let read = Pixmap::decode_png(&picture).unwrap();
        assert!(
            read.pixels()
                .iter()
                .all(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (0x20, 0x44, 0xaa))
        );
    }

    #[test]
    fn what_gives_no_picture_is_refused() {
        let refused =
            |svg, scale, fonts: &[&[u8]]| matches!(png(svg, scale, fonts), Err(ChartError::Picture(_)));
        assert!(refused("no drawing", 1.0, &[]));
        assert!(refused(SQUARE, 0.0, &[]));
        assert!(refused(SQUARE, f32::NAN, &[]));
        assert!(refused(SQUARE, 1e9, &[]));
        assert!(refused(SQUARE, 1.0, &[b"no font"]));
    }
}
