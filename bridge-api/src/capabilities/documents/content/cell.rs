//! Cells as numbers, dates and texts, and the order of them.

use std::cmp::Ordering;

use super::{ColumnType, Grain, clipped, fold::fold};

/// Bytes of a text that decide its place among others.
const MAX_KEY: usize = 256;

/// A cell's place in the order of its column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    /// By value.
    Number(f64),
    /// By lower case.
    Text(String),
    /// At the end, whatever the direction.
    Empty,
}

impl Key {
    /// `scratch` is kept from cell to cell.
    pub(super) fn of(cell: &[u8], kind: ColumnType, comma: bool, scratch: &mut Vec<u8>) -> Self {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            return Self::Empty;
        }
        if kind == ColumnType::Number
            && let Some(number) = number(cell, comma)
        {
            return Self::Number(number);
        }
        fold(&cell[..cell.len().min(MAX_KEY)], scratch);
        Self::Text(String::from_utf8_lossy(scratch).into_owned())
    }

    /// Numbers before texts, empty cells last in both directions.
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Empty, Self::Empty) => return Ordering::Equal,
            (Self::Empty, _) => return Ordering::Greater,
            (_, Self::Empty) => return Ordering::Less,
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A decimal number: `-1`, `2.50`, `1e3`; with `comma` also `1.234,50`, as tables have it whose cells are parted by semicolons.
pub(super) fn number(cell: &[u8], comma: bool) -> Option<f64> {
    let cell = cell.trim_ascii();
    let plain = |b: &u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E');
    let parse = |text: &[u8]| std::str::from_utf8(text).ok()?.parse().ok().filter(|number: &f64| number.is_finite());
    if cell.iter().all(plain) {
        return parse(cell);
    }
    if !comma || !cell.iter().all(|b| plain(b) || *b == b',') {
        return None;
    }
    let (whole, part) = cell.split_at(cell.iter().position(|b| *b == b',')?);
    let point = whole.iter().copied().filter(|b| *b != b'.').chain([b'.']).chain(part[1..].iter().copied());
    parse(&point.collect::<Vec<_>>())
}

/// Digits behind the point of a number; as many as can be when it has an exponent.
pub(super) fn decimals(cell: &[u8]) -> usize {
    if cell.iter().any(|b| matches!(b, b'e' | b'E')) {
        return usize::MAX;
    }
    match cell.iter().rposition(|b| matches!(b, b'.' | b',')) {
        Some(at) => cell[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count(),
        None => 0,
    }
}

/// `2026-05-17`, alone or with a time behind it.
pub(super) fn is_date(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    let two = |at: usize| cell[at..at + 2].iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')));
    cell.len() >= 10
        && cell[..4].iter().all(u8::is_ascii_digit)
        && (cell[4], cell[7]) == (b'-', b'-')
        && two(5).is_some_and(|month| (1..=12).contains(&month))
        && two(8).is_some_and(|day| (1..=31).contains(&day))
        && matches!(cell.get(10), None | Some(b'T' | b' '))
}

/// The name of the group that a cell is in; what is no date has none when dates are grouped.
pub(super) fn grain(cell: &[u8], grain: Grain) -> &[u8] {
    let cell = cell.trim_ascii();
    match grain {
        Grain::Whole => cell,
        _ if !is_date(cell) => b"",
        Grain::Day => &cell[..10],
        Grain::Month => &cell[..7],
        Grain::Year => &cell[..4],
    }
}

/// At most so many bytes of a cell as text; what was cut ends in `…`.
pub(super) fn text(cell: &[u8], most: usize) -> String {
    let cut = &cell[..cell.len().min(most + 4)];
    let text = String::from_utf8_lossy(cut);
    if cell.len() <= most { text.into_owned() } else { format!("{}…", clipped(&text, most).trim_end_matches('\u{fffd}')) }
}
