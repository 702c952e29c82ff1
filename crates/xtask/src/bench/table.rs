//! The figures of a run.

use super::load::Figures;

/// Gathers lines and prints them at the end.
#[derive(Default)]
pub(super) struct Table {
    lines: Vec<[String; 6]>,
    jobs: Vec<(String, String, f64)>,
}

impl Table {
    /// A figure that is no rate, with its goal.
    pub(super) fn plain(&mut self, title: &str, figure: &str, goal: &str, met: Option<bool>) {
        let met = met.map_or("", |met| if met { "met" } else { "MISSED" });
        self.line([title, figure, "", "", "", &format!("{goal} {met}")].map(str::to_owned));
    }

    /// What one program did with one job.
    pub(super) fn job(&mut self, title: &str, who: &str, figures: &Figures) {
        let row = [
            format!("{title}: {who}"),
            format!("{:.1} /s", figures.rate()),
            format!("p50 {:.1} ms", figures.percentile(50)),
            format!("p99 {:.1} ms", figures.percentile(99)),
            format!("{:.1} kB", figures.kilobytes()),
            if figures.failures > 0 { format!("{} FAILED", figures.failures) } else { String::new() },
        ];
        self.jobs.push((title.to_owned(), who.to_owned(), figures.rate()));
        self.line(row);
    }

    /// A goal as a ratio to another program of the same run.
    pub(super) fn goal(&mut self, title: &str, ratio: f64, least: f64, than: &str) {
        let figure = format!("{ratio:.2} × {than}");
        self.plain(&format!("{title}, ratio"), &figure, &format!("≥ {least} ×"), Some(ratio >= least));
    }

    /// The rate of the product for a job, where it was measured.
    pub(super) fn product(&self, title: &str) -> Option<f64> {
        self.jobs.iter().find(|job| job.0 == title && job.1.starts_with("product")).map(|job| job.2)
    }

    fn line(&mut self, line: [String; 6]) {
        println!("{}", line.join("  "));
        self.lines.push(line);
    }

    /// Prints all lines, the columns under each other.
    pub(super) fn print(&self) {
        let mut widths = [0; 6];
        for line in &self.lines {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.chars().count());
            }
        }
        println!("\n=== Figures of this run; only ratios count");
        for line in &self.lines {
            let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
    }
}
