//! What the person chose, and the questions that follow from it.

use fanlight_sdk::{
    documents::{self, ColumnType, Query},
    prelude::*,
};

use crate::{
    page::{GROUPS, Page, ROWS, Sums},
    words::Words,
};

/// A table and how to look at it.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Chosen {
    pub(crate) path: String,
    pub(crate) sort: Option<String>,
    pub(crate) descending: bool,
    pub(crate) offset: u32,
    /// Only rows with this text in the column `within`.
    words: String,
    within: Option<String>,
    group: Option<String>,
    measure: Option<String>,
}

impl Chosen {
    pub(crate) fn table(path: String) -> Self {
        Self { path, ..Self::default() }
    }

    pub(crate) fn change(&mut self, event: &Event, columns: &[String], tables: &[String]) {
        let named = |name: &str| columns.iter().find(|column| *column == name).cloned();
        if let Some(path) = event.entered("table").filter(|path| tables.iter().any(|table| table == path)) {
            *self = Self::table(path.to_owned());
        } else if let Some(column) = event.pressed_among("sort-").and_then(|n| columns.get(n.parse::<usize>().ok()?)) {
            let again = self.sort.as_ref() == Some(column);
            (self.descending, self.offset) = (again && !self.descending, 0);
            self.sort = Some(column.clone());
        } else if let Some(fields) = event.submitted("search") {
            (self.words, self.within, self.offset) = (fields.text("words").to_owned(), named(fields.text("within")), 0);
        } else if let Some(group) = event.entered("group") {
            self.group = named(group);
        } else if let Some(measure) = event.entered("measure") {
            self.measure = named(measure);
        } else if event.pressed("next") {
            self.offset += ROWS;
        } else if event.pressed("back") {
            self.offset = self.offset.saturating_sub(ROWS);
        }
    }

    /// Asks the host for the page, and for the sums if a column to group by was chosen.
    pub(crate) fn ask(&mut self) -> Result<(Page, Option<Sums>)> {
        let mut query = self.filtered();
        if let Some(sort) = &self.sort {
            query = query.sort_by(sort);
        }
        if self.descending {
            query = query.descending();
        }
        let page = Page::from(&query.page(self.offset, ROWS).run()?);
        if self.group.is_none() {
            self.group = self.kind_of_thing(&page)?;
            self.measure = page.named(|kind| kind == ColumnType::Number).into_iter().next();
        }
        let Some(group) = &self.group else { return Ok((page, None)) };
        let (query, sorted) = match &self.measure {
            Some(measure) => (self.filtered().group(group).sum(measure), format!("sum of {measure}")),
            None => (self.filtered().group(group).count(), "count".to_owned()),
        };
        let sums = query.sort_by(&sorted).descending().page(0, GROUPS).run()?;
        Ok((page, Some(Sums::new(&sums, group, self.measure.clone(), &sorted))))
    }

    /// A first guess at what is worth a chart: of the columns of words the one with the fewest different ones, but two at least. It is
    /// mostly a kind of thing, where one of many different words is mostly a remark.
    fn kind_of_thing(&self, page: &Page) -> Result<Option<String>> {
        let columns = page.named(|kind| kind == ColumnType::Text);
        let mut best: Option<(u64, &String)> = None;
        for column in &columns {
            let different = match documents::query(&self.path).group(column).count().page(0, 1).run() {
                Ok(groups) => groups.total,
                // More groups than the host counts.
                Err(Error::Refused(_)) => continue,
                Err(error) => return Err(error),
            };
            if different > 1 && best.is_none_or(|(fewest, _)| different < fewest) {
                best = Some((different, column));
            }
        }
        Ok(best.map(|(_, column)| column).or(columns.last()).cloned())
    }

    fn filtered(&self) -> Query {
        let query = documents::query(&self.path);
        match &self.within {
            Some(within) if !self.words.is_empty() => query.filter(within, documents::contains(&self.words)),
            _ => query,
        }
    }

    pub(crate) fn search_field(&self, page: &Page, words: &Words) -> Disclosure {
        let columns = page.named(|_| true).into_iter().map(|name| (name.clone(), name));
        let fields = (
            text_field("words", words.text).value(self.words.clone()),
            select("within", words.within).options(columns).selected(self.within.clone()),
        );
        disclosure("find", words.find_rows, form("search", words.find, fields)).open(!self.words.is_empty())
    }

    pub(crate) fn chart_fields(&self, page: &Page, words: &Words) -> View {
        let names = |of: fn(ColumnType) -> bool| page.named(of).into_iter().map(|name| (name.clone(), name));
        row((
            select("group", words.for_each).options(names(|_| true)).selected(self.group.clone()),
            page.has_numbers().then(|| {
                select("measure", words.sum_of).options(names(|kind| kind == ColumnType::Number)).selected(self.measure.clone())
            }),
        ))
    }
}
