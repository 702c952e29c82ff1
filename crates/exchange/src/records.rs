//! Records of a CSV file in bounded memory.

use std::io::{self, BufRead, BufReader, Read};

use csv_core::ReadRecordResult;

/// All cells of one record have at most this many bytes.
const LONGEST_RECORD: usize = 1 << 17;
/// A record has at most this many cells.
const MOST_CELLS: usize = 256;

/// What [`Records::advance`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// A record.
    Record,
    /// A record that no memory is given to: too many bytes, or too many cells. A quotation mark that is never closed
    /// reads so.
    TooLong,
    /// The end of the file.
    End,
}

/// Reads record after record into the same memory.
pub(crate) struct Records<R> {
    input: BufReader<R>,
    core: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    text: String,
    count: usize,
    /// Ends of lines that were passed over before the parser saw them.
    passed: u64,
    line: u64,
}

impl<R: Read> Records<R> {
    /// Opens a file; the separator is what its heading has more of, comma or semicolon.
    pub(crate) fn open(input: R) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(1 << 16, input);
        let heading = input.fill_buf()?;
        let heading = heading.split(|byte| *byte == b'\n').next().unwrap_or_default();
        // Each comma speaks against the semicolon.
        let votes: i64 = heading.iter().map(|byte| i64::from(*byte == b';') - i64::from(*byte == b',')).sum();
        let separator = if votes > 0 { b';' } else { b',' };
        Ok(Self {
            input,
            core: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            cells: vec![0; LONGEST_RECORD],
            ends: vec![0; MOST_CELLS],
            text: String::new(),
            count: 0,
            passed: 0,
            line: 1,
        })
    }

    /// Goes to the next record.
    pub(crate) fn advance(&mut self) -> io::Result<Found> {
        self.pass_empty_lines()?;
        self.line = self.core.line() + self.passed;
        let (mut written, mut ended, mut too_long) = (0, 0, false);
        loop {
            let input = self.input.fill_buf()?;
            let (result, read, bytes, ends) =
                self.core.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            self.input.consume(read);
            written += bytes;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (written, ended, too_long) = (0, 0, true);
                }
                ReadRecordResult::Record if too_long => return Ok(Found::TooLong),
                ReadRecordResult::Record => {
                    self.count = ended;
                    self.text.clear();
                    // The input is UTF-8, and separators and quotation marks are single bytes of it.
                    self.text.push_str(std::str::from_utf8(&self.cells[..written]).unwrap_or_default());
                    return Ok(Found::Record);
                }
                ReadRecordResult::End => return Ok(Found::End),
            }
        }
    }

    /// Passes over what ends the last line, and over empty lines, so that the line of the next record is known.
    fn pass_empty_lines(&mut self) -> io::Result<()> {
        loop {
            let input = self.input.fill_buf()?;
            let ends = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if ends == 0 {
                return Ok(());
            }
            self.passed += input[..ends].iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            self.input.consume(ends);
        }
    }

    /// Writes every cell of the record anew.
    pub(crate) fn rewrite(&mut self, cell: impl Fn(&str) -> String) {
        let (mut text, mut start) = (String::with_capacity(self.text.len()), 0);
        for end in &mut self.ends[..self.count] {
            text.push_str(&cell(self.text.get(start..*end).unwrap_or_default()));
            start = std::mem::replace(end, text.len());
        }
        self.text = text;
    }

    /// The line on which the record begins, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The cells of the record: their text in one piece, and where each ends.
    pub(crate) fn cells(&self) -> (&str, &[usize]) {
        (&self.text, &self.ends[..self.count])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> Vec<(u64, Found, usize)> {
        let mut records = Records::open(bytes).unwrap();
        let mut all = Vec::new();
        loop {
            match records.advance().unwrap() {
                Found::End => return all,
                found => all.push((records.line(), found, records.cells().1.len())),
            }
        }
    }

    #[test]
    fn the_line_of_a_record_is_that_of_its_first_cell_however_lines_end() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,2", "", "\"x", "y\",2", "3,4"].join(end);
            let lines: Vec<u64> = found(text.as_bytes()).iter().map(|record| record.0).collect();
            assert_eq!(lines, [1, 2, 4, 6], "{end:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_passed_over_in_the_same_memory() {
        let cell = "x".repeat(LONGEST_RECORD + 1);
        let all = found(format!("a,b\n{cell},1\n1,2\n").as_bytes());
        assert_eq!(all[1..], [(2, Found::TooLong, 2), (3, Found::Record, 2)]);
        let many = found(format!("a,b\n{}\n1,2\n", ",".repeat(MOST_CELLS)).as_bytes());
        assert_eq!((many[1].1, many[2].1), (Found::TooLong, Found::Record));
        let open = found(format!("a,b\n\"{cell}\n1,2\n").as_bytes());
        assert_eq!(open[1..], [(2, Found::TooLong, 2)]);
    }
}
