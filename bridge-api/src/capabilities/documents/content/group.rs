//! Sums, means and counts of a table's rows, group by group.

use std::{
    collections::HashMap,
    io::{Read, Seek},
};

use super::{
    Column, ColumnType, Fold, Grain, Group, Problem, Selection, Table,
    cell::{self, Key},
    query::Filters,
    rows::Rows,
};

/// Groups of one answer.
const MAX_GROUPS: usize = 10_000;
/// Bytes of a group's name, and of a text that is the first or the last of its group.
const MAX_NAME: usize = 256;
const MAX_EXTREME: usize = 64;
/// Digits behind the point that are shown.
const MAX_DECIMALS: usize = 12;

/// A measure whose column was found.
struct Ready {
    fold: Fold,
    /// None when rows are counted.
    column: Option<usize>,
    kind: ColumnType,
    name: String,
}

/// What is known of one measure of one group.
#[derive(Clone, Default)]
struct Tally {
    count: u64,
    numbers: u64,
    sum: f64,
    /// What rounding took from the sum so far (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
    lost: f64,
    extreme: Option<f64>,
    text: Option<Box<str>>,
    decimals: usize,
}

/// The groups from `offset` to `offset + limit`.
pub(super) fn answer<R: Read + Seek>(
    mut rows: Rows<'_, R>,
    mut filters: Filters,
    asked: &Selection,
    group: &Group,
) -> Result<Table, Problem> {
    let by = group.by.as_deref().map(|name| rows.column(name)).transpose()?;
    let measures = group.measures.iter().map(|measure| ready(measure, &rows)).collect::<Result<Vec<_>, _>>()?;
    let comma = rows.comma();
    let mut groups: HashMap<Vec<u8>, Vec<Tally>> = HashMap::new();
    if by.is_none() {
        groups.insert(Vec::new(), vec![Tally::default(); measures.len()]);
    }
    let mut passed = 0;
    while rows.next()? {
        if !filters.pass(&rows.row) {
            continue;
        }
        passed += 1;
        let name = by.map_or(&b""[..], |column| cell::grain(rows.row.get(column).unwrap_or_default(), group.grain));
        let name = &name[..name.len().min(MAX_NAME)];
        if !groups.contains_key(name) {
            if groups.len() == MAX_GROUPS {
                return Err(Problem::Full(format!(
                    "there are more than {MAX_GROUPS} groups: filter the rows, or group by another column"
                )));
            }
            groups.insert(name.to_vec(), vec![Tally::default(); measures.len()]);
        }
        let Some(tallies) = groups.get_mut(name) else { continue };
        for (measure, tally) in measures.iter().zip(tallies) {
            match measure.column {
                Some(column) => tally.add(rows.row.get(column).unwrap_or_default().trim_ascii(), measure, comma),
                None => tally.count += 1,
            }
        }
    }
    let mut columns = Vec::new();
    if let Some(column) = by {
        let Column { name, kind } = rows.columns[column].clone();
        // A month is no date.
        let kind = if matches!(group.grain, Grain::Month | Grain::Year) { ColumnType::Text } else { kind };
        columns.push(Column { name, kind });
    }
    columns.extend(measures.iter().map(|measure| Column { name: measure.name.clone(), kind: measure.shown() }));
    let named = |name: Vec<u8>| by.map(|_| cell::text(&name, MAX_NAME)).into_iter();
    let shown = |tallies: Vec<Tally>| tallies.into_iter().zip(&measures).map(|(tally, measure)| tally.shown(measure));
    let mut found: Vec<Vec<String>> =
        groups.into_iter().map(|(name, tallies)| named(name).chain(shown(tallies)).collect()).collect();
    sort(&mut found, &columns, asked)?;
    let total = found.len() as u64;
    let rows_of_page = found.into_iter().skip(asked.offset as usize).take(asked.limit as usize).collect();
    Ok(Table { columns, rows: rows_of_page, total, passed, malformed: rows.malformed })
}

fn ready<R: Read + Seek>(measure: &super::Measure, rows: &Rows<'_, R>) -> Result<Ready, Problem> {
    let fold = measure.fold;
    if measure.column.is_empty() && fold == Fold::Count {
        return Ok(Ready { fold, column: None, kind: ColumnType::Number, name: "count".into() });
    }
    let column = rows.column(&measure.column)?;
    let verb = match fold {
        Fold::Count => "count",
        Fold::Sum => "sum",
        Fold::Mean => "mean",
        Fold::Min => "min",
        Fold::Max => "max",
    };
    Ok(Ready { fold, column: Some(column), kind: rows.columns[column].kind, name: format!("{verb} of {}", measure.column) })
}

/// By the asked column, and by the first column where that does not decide.
fn sort(found: &mut Vec<Vec<String>>, columns: &[Column], asked: &Selection) -> Result<(), Problem> {
    let (column, descending) = match &asked.sort {
        None => (0, false),
        Some(sort) => {
            let column = columns.iter().position(|column| column.name == sort.column).ok_or_else(|| {
                let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                Problem::Missing(format!("groups cannot be sorted by `{}`, only by: {}", sort.column, names.join(", ")))
            })?;
            (column, sort.descending)
        }
    };
    let mut scratch = Vec::new();
    let mut key = |row: &[String], column: usize| match columns.get(column) {
        // Names of groups are cells as they are in the file, where a comma may be decimal.
        Some(of) => Key::of(row[column].as_bytes(), of.kind, true, &mut scratch),
        None => Key::Empty,
    };
    let mut keyed: Vec<_> = std::mem::take(found).into_iter().map(|row| (key(&row, column), key(&row, 0), row)).collect();
    keyed.sort_by(|one, other| one.0.compare(&other.0, descending).then_with(|| one.1.compare(&other.1, false)));
    found.extend(keyed.into_iter().map(|(_, _, row)| row));
    Ok(())
}

impl Ready {
    /// What the column of the answer holds.
    fn shown(&self) -> ColumnType {
        match self.fold {
            Fold::Min | Fold::Max => self.kind,
            _ => ColumnType::Number,
        }
    }
}

impl Tally {
    fn add(&mut self, cell: &[u8], measure: &Ready, comma: bool) {
        if cell.is_empty() {
            return;
        }
        self.count += 1;
        let extreme = matches!(measure.fold, Fold::Min | Fold::Max);
        if extreme && measure.kind != ColumnType::Number {
            let better = |known: &str| match measure.fold {
                Fold::Min => cell < known.as_bytes(),
                _ => cell > known.as_bytes(),
            };
            if self.text.as_deref().is_none_or(better) {
                self.text = Some(cell::text(cell, MAX_EXTREME).into());
            }
            return;
        }
        if measure.fold == Fold::Count {
            return;
        }
        let Some(number) = cell::number(cell, comma) else { return };
        self.numbers += 1;
        self.decimals = self.decimals.max(cell::decimals(cell)).min(MAX_DECIMALS);
        let sum = self.sum + number;
        self.lost += if self.sum.abs() >= number.abs() { (self.sum - sum) + number } else { (number - sum) + self.sum };
        self.sum = sum;
        self.extreme = Some(match (self.extreme, measure.fold) {
            (None, _) => number,
            (Some(known), Fold::Min) => known.min(number),
            (Some(known), _) => known.max(number),
        });
    }

    /// As text: a number with as many digits behind the point as its cells have, empty when there is nothing to tell.
    fn shown(self, measure: &Ready) -> String {
        let sum = self.sum + self.lost;
        let number = match measure.fold {
            Fold::Count => return self.count.to_string(),
            Fold::Sum => Some(sum),
            Fold::Mean => (self.numbers > 0).then(|| sum / self.numbers as f64),
            Fold::Min | Fold::Max => match self.text {
                Some(text) => return text.into(),
                None => self.extreme,
            },
        };
        let decimals = if measure.fold == Fold::Mean { (self.decimals + 2).min(MAX_DECIMALS) } else { self.decimals };
        number.filter(|number| number.is_finite()).map_or_else(String::new, |number| format!("{number:.decimals$}"))
    }
}
