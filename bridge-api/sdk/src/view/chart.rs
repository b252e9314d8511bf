//! Values as pictures: [`bar`], [`line`], [`area`], [`pie`] and [`sparkline`].
//!
//! A chart of one series is built point by point; one of several says what is on its axis and gives each series its values:
//!
//! ```
//! use fanlight_sdk::view::*;
//!
//! let simple = bar_chart("Notes").point("Mon", 3.0).point("Tue", 5.0).unit("notes");
//! let several = chart::line("Temperature")
//!     .names(["Mon", "Tue", "Wed"])
//!     .series("Indoors", [20.5, 21.0, 20.0])
//!     .gappy_series("Outdoors", [Some(4.0), None, Some(6.5)])
//!     .unit("°C");
//! # let _ = (simple, several);
//! ```

use super::{Node, Tone, wit};
use fanlight_bridge::guest::view::{Axis, ChartKind};

/// A chart: at most 8 series, and 1,000 values in all. `title` is shown, and read out by screen readers.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart(wit::Chart);

/// Bars, side by side where there are several series.
pub fn bar(title: impl Into<String>) -> Chart {
    Chart::new(ChartKind::Bar, title)
}

/// Bars: [`bar`] under the name that reads well where `chart::` does not.
pub fn bar_chart(title: impl Into<String>) -> Chart {
    bar(title)
}

/// Lines.
pub fn line(title: impl Into<String>) -> Chart {
    Chart::new(ChartKind::Line, title)
}

/// Lines with the ground below them filled.
pub fn area(title: impl Into<String>) -> Chart {
    Chart::new(ChartKind::Area, title)
}

/// Shares of a whole; no value may be below 0, and the first series alone is shown.
pub fn pie(title: impl Into<String>) -> Chart {
    Chart::new(ChartKind::Pie, title)
}

/// A line the size of a word; the first series alone is shown.
pub fn sparkline(title: impl Into<String>) -> Chart {
    Chart::new(ChartKind::Sparkline, title)
}

impl Chart {
    fn new(kind: ChartKind, title: impl Into<String>) -> Self {
        Self(wit::Chart { title: title.into(), kind, axis: Axis::Names(Vec::new()), series: Vec::new(), unit: None })
    }

    /// One more point of the first series: its name on the axis, and its value. The series has the name of the chart.
    pub fn point(mut self, name: impl Into<String>, value: f64) -> Self {
        if let Axis::Names(names) = &mut self.0.axis {
            names.push(name.into());
        }
        if self.0.series.is_empty() {
            let name = self.0.title.clone();
            self.0.series.push(wit::Series { name, values: Vec::new(), tone: Tone::Neutral });
        }
        self.0.series[0].values.push(Some(value));
        self
    }

    /// More points.
    pub fn points<L: Into<String>>(self, points: impl IntoIterator<Item = (L, f64)>) -> Self {
        points.into_iter().fold(self, |chart, (name, value)| chart.point(name, value))
    }

    /// The same as [`point`](Chart::point), for bars.
    pub fn bar(self, name: impl Into<String>, value: f64) -> Self {
        self.point(name, value)
    }

    /// The same as [`points`](Chart::points), for bars.
    pub fn bars<L: Into<String>>(self, bars: impl IntoIterator<Item = (L, f64)>) -> Self {
        self.points(bars)
    }

    /// What is on the axis: a name for each value of a series.
    pub fn names<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.0.axis = Axis::Names(names.into_iter().map(Into::into).collect());
        self
    }

    /// What is on the axis: points in time, milliseconds since 1970-01-01 UTC, rising.
    pub fn dates(mut self, dates: impl IntoIterator<Item = u64>) -> Self {
        self.0.axis = Axis::Dates(dates.into_iter().collect());
        self
    }

    /// One more series, with a value for each point of the axis.
    pub fn series(self, name: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        self.gappy_series(name, values.into_iter().map(Some))
    }

    /// One more series; `None` is a gap.
    pub fn gappy_series(mut self, name: impl Into<String>, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.0.series.push(wit::Series { name: name.into(), values: values.into_iter().collect(), tone: Tone::Neutral });
        self
    }

    /// What the colour of the last series says. Without it the host tells the series apart by itself.
    pub fn tone(mut self, tone: Tone) -> Self {
        if let Some(series) = self.0.series.last_mut() {
            series.tone = tone;
        }
        self
    }

    /// What is counted, such as `notes`.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.0.unit = Some(unit.into());
        self
    }
}

impl From<Chart> for Node {
    fn from(chart: Chart) -> Node {
        Node::leaf(wit::Node::Chart(chart.0))
    }
}
