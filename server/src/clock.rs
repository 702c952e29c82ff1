//! The one place that asks for the time.

use domain::Day;

/// Tells the time; tests set it.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    System,
    /// Always this day.
    Fixed(Day),
}

impl Clock {
    /// Today, in Central European Time without regard to summer time: an hour on either side of midnight is no harm.
    pub fn today(self) -> Day {
        match self {
            Self::Fixed(day) => day,
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the clock")]
                let now = std::time::SystemTime::now();
                let seconds = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
                Day::from_number(i32::try_from((seconds + 3_600) / 86_400).unwrap_or(i32::MAX))
            }
        }
    }
}
