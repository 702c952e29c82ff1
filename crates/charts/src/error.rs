//! Why a chart cannot be drawn.

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// The id would not be safe in an address or attribute.
    #[error(
        "chart id {0:?} must consist of 1 to 64 ASCII letters, digits or hyphens and begin with a letter"
    )]
    Id(String),
    /// Colours and labels hold for eight towns, not more.
    #[error("a chart shows at most eight towns, this one has {0}")]
    TooManySeries(usize),
    /// A value is not a number.
    #[error("the value of {series:?} for {date:?} is not a number that can be drawn")]
    NotFinite {
        /// The name of the series.
        series: String,
        /// The date of the point.
        date: String,
    },
    /// A number of something else than a series cannot be drawn.
    #[error("the number of {0:?} cannot be drawn")]
    Number(String),
    /// A place lies outside the map.
    #[error("{0:?} does not lie on the map")]
    Place(String),
    /// More rows or columns than anybody could read.
    #[error("a chart shows at most {most} rows or columns of this kind, this one has {count}")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// The most that can be reached must be a positive number.
    #[error("the top of the value axis, {0}, is not a positive number")]
    Top(f64),
    /// The plotting library gave up.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
    /// No picture came of a drawing.
    #[error("the drawing gives no picture: {0}")]
    Picture(String),
}
