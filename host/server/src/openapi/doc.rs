//! What a handler says about itself, beside its types.

use crate::problem::Name;

/// In each handler's file as `DOC`; the router joins it with the handler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doc {
    /// The handler's place below `handlers`, such as `boards::create`.
    place: &'static str,
    /// What it does, in one line.
    pub(crate) says: &'static str,
    /// What else is worth knowing.
    pub(crate) more: &'static str,
    /// It answers more than one address, and no one name fits all.
    many: bool,
    /// Problems of its own, beside those that its guard and its types bring.
    pub(crate) fails: &'static [Name],
}

impl Doc {
    /// What it does, in one line.
    pub(crate) const fn new(says: &'static str) -> Self {
        Self { place: "", says, more: "", many: false, fails: &[] }
    }

    /// And what else is worth knowing.
    pub(crate) const fn more(self, more: &'static str) -> Self {
        Self { more, ..self }
    }

    /// And its own problems.
    pub(crate) const fn fails(self, fails: &'static [Name]) -> Self {
        Self { fails, ..self }
    }

    /// A handler of several addresses.
    pub(crate) const fn of_many(self) -> Self {
        Self { many: true, ..self }
    }

    pub(crate) const fn at(self, place: &'static str) -> Self {
        Self { place, ..self }
    }

    /// The operation's name, such as `boards.create`, if it has one of its own.
    pub(crate) fn name(&self) -> Option<String> {
        (!self.many).then(|| self.place.split("::").map(str::trim).collect::<Vec<_>>().join("."))
    }

    /// What it belongs to, such as `boards`.
    pub(crate) fn tag(&self) -> &'static str {
        self.place.split("::").next().unwrap_or(self.place).trim()
    }
}
