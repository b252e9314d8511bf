//! See [`crate::documents`]. Notes and tables are read by the host's own code, from texts in memory.

use std::cmp::Reverse;
use std::io::Cursor;

use fanlight_bridge::documents as host;
use fanlight_bridge::guest::documents::{
    Column, ColumnType, Entry, Filter, Fold, Found, Grain, Hit, Kind, Page, Selection, Table, Test, Text,
};

use super::{Refusal, World, through};

const PAGE: usize = 500;

/// Lists one page.
pub fn list(folder: &str, after: Option<&str>) -> Result<Page, Refusal> {
    through("documents", |world| {
        let mut found = within(world, folder).filter(|(path, ..)| after.is_none_or(|after| *path > after)).map(entry);
        let entries: Vec<_> = found.by_ref().take(PAGE).collect();
        let next = found.next().and(entries.last().map(|entry| entry.path.clone()));
        Ok(Page { entries, next, truncated: false })
    })
}

/// Reads one document.
pub fn read(path: &str) -> Result<Text, Refusal> {
    through("documents", |world| {
        let text = found(world, path)?;
        let (front, body) = if is_table(path) { (None, text) } else { host::split(text) };
        let properties = front.map(host::properties).unwrap_or_default();
        Ok(Text { text: body.into(), properties, replaced: 0, truncated: false })
    })
}

/// Searches all documents.
pub fn search(query: &str, folder: &str, limit: u32) -> Result<Found, Refusal> {
    through("documents", |world| {
        let mut words = host::Words::new(query).map_err(refusal)?;
        let mut found: Vec<_> = within(world, folder)
            .filter_map(|(path, text, modified)| {
                let rank = words.rank(path, text)?;
                let host::Match { title, line, excerpt } = words.show(text);
                let title = title.filter(|_| !is_table(path));
                Some((Reverse((rank, modified)), Hit { path: path.into(), title, line, excerpt }))
            })
            .collect();
        found.sort_by_key(|(place, _)| *place);
        let hits = found.into_iter().map(|(_, hit)| hit).take(limit.clamp(1, 100) as usize).collect();
        Ok(Found { hits, complete: true })
    })
}

/// Asks a table.
pub fn query(selection: &Selection) -> Result<Table, Refusal> {
    through("documents", |world| {
        let path = &selection.path;
        let text = found(world, path)?;
        if !is_table(path) {
            return Err(Refusal::Invalid(format!("{path} is no table: its name does not end in .csv.")));
        }
        let host::Table { columns, rows, total, passed, malformed } =
            host::query(Cursor::new(text.as_bytes()), &asked(selection), &Patient).map_err(refusal)?;
        let columns = columns.into_iter().map(|host::Column { name, kind }| Column {
            name,
            type_: match kind {
                host::ColumnType::Text => ColumnType::Text,
                host::ColumnType::Number => ColumnType::Number,
                host::ColumnType::Date => ColumnType::Date,
            },
        });
        Ok(Table { columns: columns.collect(), rows, total, passed, malformed })
    })
}

/// Path, text and time of change of each document in a folder.
fn within<'a>(world: &'a World, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str, u64)> {
    let inside = move |path: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let all = world.documents.iter().map(|(path, (text, modified))| (path.as_str(), text.as_str(), *modified));
    all.filter(move |(path, ..)| inside(path))
}

fn entry((path, text, modified): (&str, &str, u64)) -> Entry {
    let (kind, facts) = match is_table(path) {
        true => (Kind::Csv, host::Facts::default()),
        false => (Kind::Markdown, host::facts(text)),
    };
    Entry { path: path.into(), kind, size: text.len() as u64, modified, title: facts.title, tags: facts.tags }
}

fn found<'a>(world: &'a World, path: &str) -> Result<&'a str, Refusal> {
    let found = world.documents.get(path).map(|(text, _)| text.as_str());
    found.ok_or_else(|| Refusal::Missing(format!("There is no {path}.")))
}

fn is_table(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".csv")
}

/// Nobody waits for a rehearsal.
struct Patient;

impl host::Watch for Patient {
    fn read(&self, _: u64) -> Result<(), host::Problem> {
        Ok(())
    }
}

fn refusal(problem: host::Problem) -> Refusal {
    match problem {
        host::Problem::Invalid(words) => Refusal::Invalid(words),
        host::Problem::Missing(words) => Refusal::Missing(words),
        host::Problem::Full(words) => Refusal::Full(words),
        host::Problem::Unavailable(words) => Refusal::Unavailable(words),
    }
}

fn asked(selection: &Selection) -> host::Selection {
    let Selection { path, columns, filters, sort, group, offset, limit } = selection.clone();
    let sort = sort.map(|sort| host::Sort { column: sort.column, descending: sort.descending });
    let group = group.map(|group| host::Group {
        by: group.by,
        grain: match group.grain {
            Grain::Whole => host::Grain::Whole,
            Grain::Day => host::Grain::Day,
            Grain::Month => host::Grain::Month,
            Grain::Year => host::Grain::Year,
        },
        measures: group.measures.into_iter().map(|m| host::Measure { column: m.column, fold: fold(m.fold) }).collect(),
    });
    host::Selection { path, columns, filters: filters.into_iter().map(filter).collect(), sort, group, offset, limit }
}

fn fold(fold: Fold) -> host::Fold {
    match fold {
        Fold::Count => host::Fold::Count,
        Fold::Sum => host::Fold::Sum,
        Fold::Mean => host::Fold::Mean,
        Fold::Min => host::Fold::Min,
        Fold::Max => host::Fold::Max,
    }
}

fn filter(Filter { column, test }: Filter) -> host::Filter {
    let test = match test {
        Test::Equals(text) => host::Test::Equals(text),
        Test::Differs(text) => host::Test::Differs(text),
        Test::Contains(text) => host::Test::Contains(text),
        Test::AtLeast(number) => host::Test::AtLeast(number),
        Test::AtMost(number) => host::Test::AtMost(number),
        Test::Since(date) => host::Test::Since(date),
        Test::Until(date) => host::Test::Until(date),
        Test::Empty => host::Test::Empty,
        Test::Filled => host::Test::Filled,
    };
    host::Filter { column, test }
}
