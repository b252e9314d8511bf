//! Notes and tables of the workspace, which anybody may have written: a table that is asked, and a note that is read and searched.

use std::{cell::Cell, io::Cursor};

use arbitrary::{Result, Unstructured};
use fanlight_bridge::documents::{
    Filter, Fold, Grain, Group, Measure, Problem, Selection, Sort, Test, Watch, Words, facts, properties, query, split,
};

use crate::host;

/// Counts what was read.
#[derive(Default)]
struct Count(Cell<u64>);

impl Watch for Count {
    fn read(&self, bytes: u64) -> std::result::Result<(), Problem> {
        self.0.set(self.0.get() + bytes);
        Ok(())
    }
}

/// The first byte says how many of the last ones are the question; the rest is the file.
pub(crate) fn run(bytes: &[u8]) {
    let Some((asked, rest)) = bytes.split_first() else { return };
    let (file, asked) = rest.split_at(rest.len().saturating_sub(usize::from(*asked)));
    if let Ok(selection) = selection(&mut Unstructured::new(asked)) {
        let watch = Count::default();
        if let Ok(table) = query(Cursor::new(file), &selection, &watch) {
            assert!(table.rows.len() <= selection.limit as usize && table.rows.len() as u64 <= table.total);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{table:?}");
            assert!(table.rows.iter().flatten().all(|cell| cell.len() <= 4 << 10));
        }
        // Whoever asks pays for what is read: some times the whole, and for each row of the page at most the whole once more.
        let (read, whole) = (watch.0.get(), file.len() as u64 + 64);
        assert!(read <= (4 + u64::from(selection.limit)) * whole, "{read} bytes were read of {whole}");
    }
    note(&String::from_utf8_lossy(file));
}

fn note(text: &str) {
    let (front, body) = split(text);
    let _ = front.map(properties);
    assert!(text.ends_with(body));
    let facts = facts(text);
    assert!(facts.tags.len() <= 32);
    if let Ok(mut words) = Words::new("a B é")
        && words.rank("a.md", text).is_some()
    {
        assert!(words.show(text).excerpt.chars().count() <= 202);
    }
}

fn selection(from: &mut Unstructured<'_>) -> Result<Selection> {
    let filters = (0..from.int_in_range(0..=3)?).map(|_| filter(from)).collect::<Result<_>>()?;
    let columns = (0..from.int_in_range(0..=3)?).map(|_| column(from)).collect::<Result<_>>()?;
    let sort = if from.arbitrary()? { Some(Sort { column: column(from)?, descending: from.arbitrary()? }) } else { None };
    let group = if from.arbitrary()? { Some(group(from)?) } else { None };
    let (offset, limit) = (from.int_in_range(0..=20)?, from.int_in_range(0..=500)?);
    Ok(Selection { path: "t.csv".into(), columns, filters, sort, group, offset, limit })
}

fn column(from: &mut Unstructured<'_>) -> Result<String> {
    from.choose(&["a", "b", "amount", "when", "", "count", "sum of a"]).map(|name| (*name).to_owned())
}

fn filter(from: &mut Unstructured<'_>) -> Result<Filter> {
    let text = |from: &mut Unstructured<'_>| from.choose(&["", "1", "x", "2026", "2026-02", "é", "1e9"]).map(|t| (*t).to_owned());
    let test = match from.int_in_range(0..=8)? {
        0 => Test::Equals(text(from)?),
        1 => Test::Differs(text(from)?),
        2 => Test::Contains(text(from)?),
        3 => Test::AtLeast(from.arbitrary()?),
        4 => Test::AtMost(from.arbitrary()?),
        5 => Test::Since(text(from)?),
        6 => Test::Until(text(from)?),
        7 => Test::Empty,
        _ => Test::Filled,
    };
    Ok(Filter { column: column(from)?, test })
}

fn group(from: &mut Unstructured<'_>) -> Result<Group> {
    let measure = |from: &mut Unstructured<'_>| {
        let fold = *from.choose(&[Fold::Count, Fold::Sum, Fold::Mean, Fold::Min, Fold::Max])?;
        Ok(Measure { column: column(from)?, fold })
    };
    let measures = (0..from.int_in_range(0..=3)?).map(|_| measure(from)).collect::<Result<_>>()?;
    let by = if from.arbitrary()? { Some(column(from)?) } else { None };
    Ok(Group { by, grain: *from.choose(&[Grain::Whole, Grain::Day, Grain::Month, Grain::Year])?, measures })
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let tables: [&[u8]; 3] = [
        b"a,b,amount,when\n1,x,2.5,2026-02-28\n2,\"y\n,\"\"z\",-1e3,2025-12-31T23:59:59Z\n,,,\nshort\n",
        b"\xef\xbb\xbfa;b\r\n\"1\";2,5\r\n'x';\xff\r\n",
        b"---\ntitle: \"A\"\ntags: [a, b]\n---\n# B #c\n`#d`\na b\xc3\xa9\n",
    ];
    let harvest = host::asset("host/assets/workspace/garden/harvest.csv");
    let question = [0x55; 40];
    tables.into_iter().chain([harvest.as_slice()]).map(|table| [&[40], table, &question].concat()).collect()
}
