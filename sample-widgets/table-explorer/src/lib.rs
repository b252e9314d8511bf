//! Looks into the workspace's tables. The host reads the file, however large; the widget asks for one page of rows, or for a sum of
//! each group, and keeps that in its state, because a view is drawn from the state alone.

mod chosen;
mod page;
mod words;

use chosen::Chosen;
use fanlight_sdk::{documents::Kind, prelude::*};
use page::{Page, Sums};
use words::Words;

/// Most tables that can be chosen from.
const TABLES: usize = 100;

/// What can be chosen, what was chosen, and what the host answered.
#[derive(Default, Serialize, Deserialize)]
pub struct TableExplorer {
    tables: Vec<String>,
    chosen: Chosen,
    page: Option<Page>,
    sums: Option<Sums>,
    /// Why there is no answer.
    problem: Option<String>,
}

impl Widget for TableExplorer {
    fn update(&mut self, event: Event, _: &Context) -> Result<()> {
        if matches!(event, Event::Installed | Event::DocumentsChanged | Event::Opened) || self.tables.is_empty() {
            self.list()?;
        }
        let columns = self.page.as_ref().map(Page::columns).unwrap_or_default();
        self.chosen.change(&event, &columns, &self.tables);
        if self.chosen.path.is_empty() {
            (self.page, self.sums) = (None, None);
            return Ok(());
        }
        let asked = self.chosen.ask();
        self.problem = asked.as_ref().err().and_then(|error| match error {
            // The person did not allow it: the board says so, with a way to change it.
            error if error.is_denied() => None,
            Error::Refused(_) => Some(error.to_string()),
            _ => None,
        });
        match asked {
            Ok((page, sums)) => (self.page, self.sums) = (Some(page), sums),
            Err(error) if self.problem.is_none() => return Err(error),
            Err(_) => (self.page, self.sums) = (None, None),
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        if self.tables.is_empty() {
            return column(empty(words.no_tables).icon(Icon::Table).text(words.how_to));
        }
        let names = self.tables.iter().map(|path| (path.clone(), path.clone()));
        column((
            select("table", words.table).options(names).selected(Some(self.chosen.path.clone())),
            self.problem.as_ref().map(|problem| alert(Tone::Warning, problem.as_str()).title(words.problem)),
            self.page.as_ref().map(|page| {
                tabs("way", words.ways)
                    .tab(words.rows, (self.chosen.search_field(page, words), page.view(&self.chosen, words)))
                    .tab(words.chart, (self.chosen.chart_fields(page, words), self.sums.as_ref().map(|sums| sums.view(words))))
            }),
        ))
    }
}

impl TableExplorer {
    fn list(&mut self) -> Result<()> {
        self.tables.clear();
        for entry in documents::list("") {
            let entry = entry?;
            if entry.kind == Kind::Csv && self.tables.len() < TABLES {
                self.tables.push(entry.path);
            }
        }
        if !self.tables.contains(&self.chosen.path) {
            self.chosen = Chosen::table(self.tables.first().cloned().unwrap_or_default());
        }
        Ok(())
    }
}

fanlight_sdk::export!(TableExplorer);
