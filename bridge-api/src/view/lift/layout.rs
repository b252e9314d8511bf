//! Checks of nodes that place others.

use fanlight_runtime::Failure;

use super::{Lift, Place, check::invalid};
use crate::{
    view::{Card, Disclosure, Grid, Group, Tab, Tabs},
    world::widget::fanlight::bridge::view as wit,
};

const MAX_TABS: usize = 12;

impl Lift<'_> {
    pub(super) fn group(&mut self, group: wit::Group, place: Place) -> Result<Group, Failure> {
        Ok(Group { children: self.nodes(group.children, place)?, gap: group.gap.into(), align: group.align.into() })
    }

    pub(super) fn grid(&mut self, grid: wit::Grid, place: Place) -> Result<Grid, Failure> {
        Ok(Grid { children: self.nodes(grid.children, place)?, min_width: grid.min_width.into(), gap: grid.gap.into() })
    }

    pub(super) fn card(&mut self, card: wit::Card, place: Place) -> Result<Card, Failure> {
        Ok(Card { title: self.optional(card.title)?, children: self.nodes(card.children, place)? })
    }

    pub(super) fn tabs(&mut self, at: usize, tabs: wit::Tabs, place: Place) -> Result<Tabs, Failure> {
        if !(1..=MAX_TABS).contains(&tabs.tabs.len()) {
            return Err(invalid(at, "has not 1 to 12 tabs"));
        }
        let key = self.key(at, tabs.key)?;
        let label = self.name(at, "set of tabs", tabs.label)?;
        self.count(tabs.tabs.len() as u64 * 4)?;
        let below = Place { depth: place.depth + 1, ..place };
        let tabs = tabs
            .tabs
            .into_iter()
            .map(|tab| Ok(Tab { title: self.name(at, "tab's title", tab.title)?, child: self.node(tab.child, below)? }))
            .collect::<Result<_, Failure>>()?;
        Ok(Tabs { key, label, tabs })
    }

    pub(super) fn disclosure(&mut self, at: usize, disclosure: wit::Disclosure, place: Place) -> Result<Disclosure, Failure> {
        Ok(Disclosure {
            key: self.key(at, disclosure.key)?,
            summary: self.name(at, "disclosure", disclosure.summary)?,
            open: disclosure.open,
            children: self.nodes(disclosure.children, place)?,
        })
    }
}
