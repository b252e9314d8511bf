//! Checks of nodes that show data.

use fanlight_runtime::Failure;

use super::{
    Lift, Place,
    check::{RECORD, finite, instant, invalid},
};
use crate::{
    view::{Axis, Chart, ItemList, Progress, Series, Span, Stat, Table, TableColumn},
    world::widget::fanlight::bridge::view as wit,
};

pub(super) const MAX_COLUMNS: usize = 20;
pub(super) const MAX_ROWS: usize = 1_000;
const MAX_SERIES: usize = 8;
const MAX_VALUES: usize = 1_000;

impl Lift<'_> {
    pub(super) fn list(&mut self, list: wit::ItemList, place: Place) -> Result<ItemList, Failure> {
        Ok(ItemList { ordered: list.ordered, children: self.nodes(list.children, place)? })
    }

    pub(super) fn table(&mut self, at: usize, table: wit::Table) -> Result<Table, Failure> {
        let width = table.columns.len();
        table_size(at, width, table.rows.len())?;
        let caption = self.name(at, "table's caption", table.caption)?;
        let columns = table.columns.into_iter().map(|column| self.column(at, column)).collect::<Result<_, _>>()?;
        let rows = table
            .rows
            .into_iter()
            .map(|row| {
                if row.len() == width {
                    self.spans(at, row)
                } else {
                    Err(invalid(at, "is a table with a row that has not one cell for each column"))
                }
            })
            .collect::<Result<Vec<Vec<Span>>, _>>()?;
        Ok(Table { caption, columns, rows })
    }

    fn column(&mut self, at: usize, column: wit::TableColumn) -> Result<TableColumn, Failure> {
        self.count(RECORD)?;
        let (title, key) = match column.key {
            None => (self.text(column.title)?, None),
            Some(key) => (self.name(at, "column to sort by", column.title)?, Some(self.key(at, key)?)),
        };
        Ok(TableColumn { title, align: column.align.into(), key, sorted: column.sorted.into() })
    }

    pub(super) fn stat(&mut self, at: usize, stat: wit::Stat) -> Result<Stat, Failure> {
        Ok(Stat {
            label: self.name(at, "stat", stat.label)?,
            value: self.span(at, stat.value)?,
            trend: stat.trend.into(),
            note: self.optional(stat.note)?,
        })
    }

    pub(super) fn progress(&mut self, at: usize, progress: wit::Progress) -> Result<Progress, Failure> {
        // NaN is in no range.
        if progress.value.is_some_and(|value| !(0.0..=1.0).contains(&value)) {
            return Err(invalid(at, "is a progress whose value is not 0 to 1"));
        }
        Ok(Progress {
            label: self.name(at, "progress", progress.label)?,
            value: progress.value,
            tone: progress.tone.into(),
            note: self.optional(progress.note)?,
        })
    }

    pub(super) fn chart(&mut self, at: usize, chart: wit::Chart) -> Result<Chart, Failure> {
        let points = match &chart.axis {
            wit::Axis::Names(names) => names.len(),
            wit::Axis::Dates(dates) => dates.len(),
        };
        if chart.series.len() > MAX_SERIES {
            return Err(invalid(at, "is a chart with more than 8 series"));
        }
        if points.max(chart.series.iter().map(|series| series.values.len()).sum()) > MAX_VALUES {
            return Err(invalid(at, "is a chart with more than 1,000 values"));
        }
        if chart.series.iter().any(|series| series.values.len() != points) {
            return Err(invalid(at, "is a chart with a series that has not one value for each point of the axis"));
        }
        let pie = chart.kind == wit::ChartKind::Pie;
        if pie && chart.series.iter().flat_map(|series| &series.values).flatten().any(|value| *value < 0.0) {
            return Err(invalid(at, "is a pie with a value below 0"));
        }
        Ok(Chart {
            title: self.name(at, "chart's title", chart.title)?,
            kind: chart.kind.into(),
            axis: self.axis(at, chart.axis)?,
            series: chart.series.into_iter().map(|series| self.series(at, series)).collect::<Result<_, _>>()?,
            unit: self.optional(chart.unit)?,
        })
    }

    fn axis(&mut self, at: usize, axis: wit::Axis) -> Result<Axis, Failure> {
        match axis {
            wit::Axis::Names(names) => {
                self.count(names.len() as u64 * 4)?;
                Ok(Axis::Names { names: names.into_iter().map(|name| self.text(name)).collect::<Result<_, _>>()? })
            }
            wit::Axis::Dates(dates) => {
                self.count(dates.len() as u64 * RECORD)?;
                if dates.windows(2).any(|pair| pair[0] >= pair[1]) {
                    return Err(invalid(at, "is a chart whose dates do not rise"));
                }
                Ok(Axis::Dates { dates: dates.into_iter().map(|ms| instant(at, ms)).collect::<Result<_, _>>()? })
            }
        }
    }

    fn series(&mut self, at: usize, series: wit::Series) -> Result<Series, Failure> {
        self.count(series.values.len() as u64 * RECORD)?;
        let value = |value: Option<f64>| value.map(|value| finite(at, value)).transpose();
        Ok(Series {
            name: self.name(at, "series", series.name)?,
            values: series.values.into_iter().map(value).collect::<Result<_, _>>()?,
            tone: series.tone.into(),
        })
    }
}

/// Refuse a table that is empty, too wide or too long.
pub(super) fn table_size(at: usize, columns: usize, rows: usize) -> Result<(), Failure> {
    if (1..=MAX_COLUMNS).contains(&columns) && rows <= MAX_ROWS {
        return Ok(());
    }
    Err(invalid(at, "is a table that has not 1 to 20 columns, or more than 1,000 rows"))
}
