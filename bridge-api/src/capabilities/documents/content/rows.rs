//! A table's rows, one at a time and in bounded memory: what parts the cells is found out, and so is what the columns hold.

use std::io::{self, Read, Seek, SeekFrom};

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use super::{Column, ColumnType, Problem, Watch, cell, clipped};

/// Bytes that are looked at to find out what parts the cells.
const SAMPLE: usize = 64 << 10;
/// Rows that are looked at to find out what a column holds.
const TYPED: usize = 200;
/// Bytes of one row. A quotation mark that is never closed would make one row of all the rest.
const MAX_ROW: u64 = 1 << 20;
/// Columns of a table, and bytes of the name of one.
const MAX_COLUMNS: usize = 256;
const MAX_NAME: usize = 200;

/// A table that is being read.
pub(super) struct Rows<'a, R> {
    reader: Reader<Source<'a, R>>,
    delimiter: u8,
    /// Names and types of the columns.
    pub(super) columns: Vec<Column>,
    /// The row that was read last.
    pub(super) row: ByteRecord,
    /// Rows that were left out.
    pub(super) malformed: u64,
}

impl<'a, R: Read + Seek> Rows<'a, R> {
    /// Read the first rows and go back to the beginning.
    pub(super) fn open(mut inner: R, watch: &'a dyn Watch) -> Result<Self, Problem> {
        let mut sample = Vec::with_capacity(SAMPLE);
        inner.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).map_err(|e| unreadable(&e))?;
        watch.read(sample.len() as u64)?;
        if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
            return Err(Problem::Invalid("the table is in UTF-16: save it as CSV in UTF-8".into()));
        }
        let mark = if sample.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let delimiter = delimiter(&sample[mark..], sample.len() < SAMPLE);
        let source = Source { inner, begin: mark as u64, left: MAX_ROW, watch };
        let mut reader = ReaderBuilder::new();
        reader.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(SAMPLE);
        let reader = reader.from_reader(source);
        let mut rows = Self { reader, delimiter, columns: Vec::new(), row: ByteRecord::new(), malformed: 0 };
        rows.rewind()?;
        if !rows.read()? {
            return Err(Problem::Invalid("the table is empty: its first row has the names of the columns".into()));
        }
        rows.columns = names(&rows.row)?;
        rows.find_types()?;
        rows.rewind()?;
        rows.read()?;
        rows.malformed = 0;
        Ok(rows)
    }

    /// Whether numbers may have a decimal comma.
    pub(super) fn comma(&self) -> bool {
        self.delimiter == b';' || self.delimiter == b'\t'
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Result<usize, Problem> {
        self.columns.iter().position(|column| column.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.columns.iter().take(20).map(|column| column.name.as_str()).collect();
            Problem::Missing(format!("the table has no column `{}`; it has: {}", clipped(name, MAX_NAME), names.join(", ")))
        })
    }

    /// Go on to the next row that has as many cells as there are columns.
    pub(super) fn next(&mut self) -> Result<bool, Problem> {
        loop {
            if !self.read()? {
                return Ok(false);
            }
            // Cells that a spreadsheet left behind at the end of a row hold nothing.
            if self.row.len() == self.columns.len()
                || self.row.len() > self.columns.len() && self.row.iter().skip(self.columns.len()).all(<[u8]>::is_empty)
            {
                return Ok(true);
            }
            self.malformed += 1;
        }
    }

    /// Where the row begins, for [`Rows::go_to`].
    pub(super) fn at(&self) -> u64 {
        self.row.position().map_or(0, Position::byte)
    }

    /// Read the row that begins there once more.
    pub(super) fn go_to(&mut self, at: u64) -> Result<(), Problem> {
        let mut position = Position::new();
        position.set_byte(at);
        self.reader.seek_raw(SeekFrom::Start(at), position).map_err(|e| stopped(e.into_kind()))?;
        if self.read()? && self.row.len() >= self.columns.len() {
            return Ok(());
        }
        Err(Problem::Unavailable("the table changed while it was read".into()))
    }

    fn rewind(&mut self) -> Result<(), Problem> {
        self.reader.seek_raw(SeekFrom::Start(0), Position::new()).map_err(|e| stopped(e.into_kind()))
    }

    fn read(&mut self) -> Result<bool, Problem> {
        self.reader.get_mut().left = MAX_ROW;
        self.reader.read_byte_record(&mut self.row).map_err(|e| stopped(e.into_kind()))
    }

    fn find_types(&mut self) -> Result<(), Problem> {
        let comma = self.comma();
        let (mut filled, mut numbers, mut dates) =
            (vec![0; self.columns.len()], vec![0; self.columns.len()], vec![0; self.columns.len()]);
        for _ in 0..TYPED {
            if !self.next()? {
                break;
            }
            for (n, cell) in
                self.row.iter().take(self.columns.len()).enumerate().filter(|(_, cell)| !cell.trim_ascii().is_empty())
            {
                filled[n] += 1;
                numbers[n] += u32::from(cell::number(cell, comma).is_some());
                dates[n] += u32::from(cell::is_date(cell));
            }
        }
        for (n, column) in self.columns.iter_mut().enumerate().filter(|(n, _)| filled[*n] > 0) {
            if numbers[n] == filled[n] {
                column.kind = ColumnType::Number;
            } else if dates[n] == filled[n] {
                column.kind = ColumnType::Date;
            }
        }
        Ok(())
    }
}

/// The names in the first row, each of them once and none of them empty.
fn names(row: &ByteRecord) -> Result<Vec<Column>, Problem> {
    if row.len() > MAX_COLUMNS {
        return Err(Problem::Invalid(format!("a table has at most {MAX_COLUMNS} columns, this one has {}", row.len())));
    }
    let mut columns: Vec<Column> = Vec::with_capacity(row.len());
    for (n, cell) in row.iter().enumerate() {
        let plain = match cell::text(cell.trim_ascii(), MAX_NAME) {
            name if name.is_empty() => format!("column {}", n + 1),
            name => name,
        };
        let taken = |name: &str| columns.iter().any(|column| column.name == name);
        let mut name = plain.clone();
        for again in 2.. {
            if !taken(&name) {
                break;
            }
            name = format!("{plain} {again}");
        }
        columns.push(Column { name, kind: ColumnType::Text });
    }
    Ok(columns)
}

/// The character that parts most rows into as many cells as the first one has.
fn delimiter(sample: &[u8], whole: bool) -> u8 {
    let fit = |delimiter: u8| {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(sample);
        let mut widths: Vec<usize> = reader.byte_records().take(50).map_while(Result::ok).map(|row| row.len()).collect();
        // The last row of a sample may be cut short.
        if !whole && widths.len() > 1 && widths.len() < 50 {
            widths.pop();
        }
        let width = widths.first().copied().unwrap_or(0);
        (width > 1).then(|| (widths.iter().filter(|other| **other == width).count() * 100 / widths.len(), width))
    };
    let found = [b',', b';', b'\t'].into_iter().filter_map(|delimiter| Some((fit(delimiter)?, delimiter)));
    // Of two that fit as well, the one that comes first: `max_by_key` would take the last.
    found.reduce(|best, other| if other.0 > best.0 { other } else { best }).map_or(b',', |(_, delimiter)| delimiter)
}

/// The file behind its byte order mark. It ends when a row is too long, and when nobody waits for it any more.
struct Source<'a, R> {
    inner: R,
    begin: u64,
    /// Bytes that may still be read for this row.
    left: u64,
    watch: &'a dyn Watch,
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Problem::Invalid(format!(
                "a row of the table has more than {} KiB: perhaps a quotation mark is not closed",
                MAX_ROW >> 10
            ))));
        }
        let read = self.inner.read(into)?;
        self.left = self.left.saturating_sub(read as u64);
        self.watch.read(read as u64).map_err(io::Error::other)?;
        Ok(read)
    }
}

impl<R: Seek> Seek for Source<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Start(at) => Ok(self.inner.seek(SeekFrom::Start(at + self.begin))? - self.begin),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

fn stopped(error: csv::ErrorKind) -> Problem {
    match error {
        csv::ErrorKind::Io(error) => unreadable(&error),
        other => Problem::Unavailable(format!("the table cannot be read now: {other:?}")),
    }
}

fn unreadable(error: &io::Error) -> Problem {
    let ours = error.get_ref().and_then(|error| error.downcast_ref::<Problem>());
    ours.cloned().unwrap_or_else(|| Problem::Unavailable(format!("the table cannot be read now: {error}")))
}
