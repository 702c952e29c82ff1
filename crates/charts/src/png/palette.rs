//! Writing a picture with a palette: a chart has few colours, and their shades at the edges of letters and lines are
//! hardly told apart. One byte a pixel instead of four makes it faster and less than half as large.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;

/// Red, green, blue and opacity as they stand in memory: comparing one number is quicker than comparing four.
type Colour = u32;

/// Colours that a palette holds.
const MOST: usize = 256;

/// An opaque picture as PNG. The 256 commonest colours stay as they are; any other becomes the nearest of them. `None`
/// where the picture is not opaque.
pub(super) fn encode(picture: &Pixmap) -> Option<Result<Vec<u8>, EncodingError>> {
    let counts = counted(pixels(picture));
    if counts.keys().any(|colour| colour.to_le_bytes()[3] < u8::MAX) {
        return None;
    }
    let palette = Palette::of(counts);
    let indices = palette.indices(pixels(picture));
    Some(palette.write(picture.width(), picture.height(), &indices))
}

fn pixels(picture: &Pixmap) -> impl Iterator<Item = Colour> {
    let pixels = picture.data().as_chunks::<4>().0;
    pixels.iter().map(|pixel| u32::from_le_bytes(*pixel))
}

/// How often each colour occurs.
fn counted(mut pixels: impl Iterator<Item = Colour>) -> BTreeMap<Colour, usize> {
    let mut counts = BTreeMap::new();
    let Some(first) = pixels.next() else { return counts };
    let (mut colour, mut run) = (first, 1);
    for pixel in pixels {
        // Most neighbours are alike.
        if pixel == colour {
            run += 1;
        } else {
            *counts.entry(colour).or_default() += run;
            (colour, run) = (pixel, 1);
        }
    }
    *counts.entry(colour).or_default() += run;
    counts
}

struct Palette {
    colours: Vec<Colour>,
}

impl Palette {
    /// The commonest colours, ordered by how often they occur and then by themselves, so that the bytes of a picture
    /// depend on nothing else.
    fn of(counts: BTreeMap<Colour, usize>) -> Self {
        let mut counts: Vec<(Colour, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self { colours: counts.into_iter().take(MOST).map(|(colour, _)| colour).collect() }
    }

    /// The place of each pixel's colour.
    fn indices(&self, pixels: impl Iterator<Item = Colour>) -> Vec<u8> {
        let mut known: BTreeMap<Colour, u8> = BTreeMap::new();
        let (mut colour, mut index) = self.colours.first().map_or((0, 0), |first| (*first, 0));
        let place = |pixel| {
            if pixel != colour {
                (colour, index) = (pixel, *known.entry(pixel).or_insert_with(|| self.nearest(pixel)));
            }
            index
        };
        pixels.map(place).collect()
    }

    fn nearest(&self, wanted: Colour) -> u8 {
        let distance = |colour: &Colour| {
            let parts = colour.to_le_bytes().into_iter().zip(wanted.to_le_bytes());
            parts.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum::<u32>()
        };
        let nearest = (0_u8..=u8::MAX).zip(&self.colours).min_by_key(|(_, colour)| distance(colour));
        nearest.map_or(0, |(index, _)| index)
    }

    fn write(&self, width: u32, height: u32, indices: &[u8]) -> Result<Vec<u8>, EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        let parts = |colour: &Colour| {
            let [red, green, blue, _] = colour.to_le_bytes();
            [red, green, blue]
        };
        encoder.set_palette(self.colours.iter().flat_map(parts).collect::<Vec<u8>>());
        // Neighbouring places in a palette have nothing to do with each other: differences would only be noise.
        encoder.set_filter(Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(indices)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Color;

    use super::*;

    /// A picture of one row with these greys.
    fn row(greys: &[u8]) -> Pixmap {
        let mut picture = Pixmap::new(u32::try_from(greys.len()).unwrap(), 1).unwrap();
        for (pixel, grey) in picture.data_mut().chunks_exact_mut(4).zip(greys) {
            pixel.copy_from_slice(&[*grey, *grey, *grey, u8::MAX]);
        }
        picture
    }

    #[test]
    fn few_colours_come_back_exactly() {
        let picture = row(&[7, 7, 7, 200, 0, 255]);
        let bytes = encode(&picture).unwrap().unwrap();
        assert_eq!(Pixmap::decode_png(&bytes).unwrap().data(), picture.data());
    }

    #[test]
    fn beyond_the_palette_a_colour_becomes_its_nearest() {
        // 300 shades of two channels, of which one fills half of the picture.
        let mut picture = Pixmap::new(600, 1).unwrap();
        for (place, pixel) in picture.data_mut().chunks_exact_mut(4).enumerate() {
            let shade = u8::try_from(place % 300 / 2).unwrap();
            let green = u8::from(place % 2 != 0);
            let chosen = if place < 300 { [shade, green, 0] } else { [90, 90, 90] };
            pixel[..3].copy_from_slice(&chosen);
            pixel[3] = u8::MAX;
        }
        let bytes = encode(&picture).unwrap().unwrap();
        let read = Pixmap::decode_png(&bytes).unwrap();
        for (before, after) in picture.data().iter().zip(read.data()) {
            assert!(before.abs_diff(*after) <= 150, "{before} became {after}");
        }
        assert_eq!(read.data()[4 * 599..4 * 599 + 3], [90, 90, 90], "the commonest stays");
    }

    #[test]
    fn what_is_not_opaque_has_no_palette() {
        let mut picture = row(&[1, 2]);
        picture.fill(Color::from_rgba8(10, 10, 10, 100));
        assert!(encode(&picture).is_none());
    }
}
