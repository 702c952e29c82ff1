//! Bytes of a file to text, piece by piece.

use std::io::{self, Read};

/// Bytes that are read at once.
const PIECE: usize = 1 << 16;

/// Reads UTF-8 with or without byte order mark, else Windows-1252, and gives UTF-8.
///
/// The first character beyond ASCII decides. Once it is UTF-8 it stays so: bytes that are none become U+FFFD, which
/// no cell may contain, so that a file of mixed encodings is refused at the line where it changes.
pub(crate) struct Decoder<R> {
    input: R,
    raw: Vec<u8>,
    encoding: Option<encoding_rs::Decoder>,
    text: String,
    given: usize,
    ended: bool,
}

impl<R: Read> Decoder<R> {
    pub(crate) fn new(input: R) -> Self {
        let (raw, text) = (Vec::with_capacity(PIECE), String::new());
        Self { input, raw, encoding: None, text, given: 0, ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.raw.clear();
        self.text.clear();
        self.given = 0;
        (&mut self.input).take(PIECE as u64).read_to_end(&mut self.raw)?;
        self.ended = self.raw.len() < PIECE;
        if self.encoding.is_none()
            && let Some(place) = self.raw.iter().position(|byte| !byte.is_ascii())
        {
            // A character of UTF-8 has at most three bytes more.
            (&mut self.input).take(3).read_to_end(&mut self.raw)?;
            self.encoding = Some(decoder_for(&self.raw[place..]));
        }
        let Some(decoder) = &mut self.encoding else {
            self.text.extend(self.raw.iter().map(|byte| char::from(*byte)));
            return Ok(());
        };
        self.text.reserve(decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(PIECE * 3));
        // The text has room for all of it, so one call takes all.
        let _ = decoder.decode_to_string(&self.raw, &mut self.text, self.ended);
        Ok(())
    }
}

/// The decoder for a text whose first character beyond ASCII begins here.
fn decoder_for(bytes: &[u8]) -> encoding_rs::Decoder {
    let is_utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.valid_up_to() > 0,
    };
    if is_utf8 {
        encoding_rs::UTF_8.new_decoder_with_bom_removal()
    } else {
        encoding_rs::WINDOWS_1252.new_decoder_without_bom_handling()
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.fill()?;
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        Decoder::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_first_letter_beyond_ascii_decides_wherever_pieces_end() {
        for before in [0, 1, PIECE - 2, PIECE - 1, PIECE, PIECE + 1] {
            let ascii = "a".repeat(before);
            assert_eq!(decoded(format!("{ascii}Köln und €").as_bytes()), format!("{ascii}Köln und €"));
            assert_eq!(decoded(&[ascii.as_bytes(), b"K\xf6ln"].concat()), format!("{ascii}Köln"));
            assert_eq!(decoded(&[ascii.as_bytes(), b"\xf6"].concat()), format!("{ascii}ö"));
        }
        assert_eq!(decoded(b"\xef\xbb\xbfK\xc3\xb6ln"), "Köln");
    }

    #[test]
    fn a_text_that_stops_being_utf8_says_where() {
        assert_eq!(decoded(b"K\xc3\xb6ln K\xf6ln"), "Köln K\u{fffd}ln");
    }
}
