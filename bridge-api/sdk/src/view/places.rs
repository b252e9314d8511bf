//! Nodes that place others in further ways: `grid`, `tabs`, `disclosure`, `divider`, `spacer`.

use super::{Children, ColumnWidth, Gap, Node, column, wit};

/// Equal columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    min_width: ColumnWidth,
    gap: Gap,
    children: Vec<Node>,
}

/// Its children in as many equal columns as fit.
///
/// ```
/// use fanlight_sdk::view::*;
///
/// let figures = grid((stat("Open", 3), stat("Done", 7))).min_width(ColumnWidth::Narrow);
/// # let _ = figures;
/// ```
pub fn grid(children: impl Children) -> Grid {
    let mut nodes = Vec::new();
    children.add_to(&mut nodes);
    Grid { min_width: ColumnWidth::Medium, gap: Gap::Medium, children: nodes }
}

impl Grid {
    /// The least width of a column: about 8, 14 (unless said) or 22 times the text size.
    pub fn min_width(mut self, width: ColumnWidth) -> Self {
        self.min_width = width;
        self
    }

    /// Room between the children; medium unless said.
    pub fn gap(mut self, gap: Gap) -> Self {
        self.gap = gap;
        self
    }
}

impl From<Grid> for Node {
    fn from(grid: Grid) -> Node {
        let head = wit::Grid { children: Vec::new(), min_width: grid.min_width, gap: grid.gap };
        Node::branch(wit::Node::Grid(head), grid.children)
    }
}

/// One of some at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Tabs {
    tabs: wit::Tabs,
    children: Vec<Node>,
}

/// 1 to 12 [`tab`](Tabs::tab)s, of which one is shown. The browser switches, and the widget is not told. `label` is what a screen
/// reader calls the whole.
///
/// ```
/// use fanlight_sdk::view::*;
///
/// let view = tabs("period", "Period").tab("Week", "Seven days").tab("Month", (heading("Thirty days"), divider()));
/// # let _ = view;
/// ```
pub fn tabs(key: impl Into<String>, label: impl Into<String>) -> Tabs {
    Tabs { tabs: wit::Tabs { key: key.into(), label: label.into(), tabs: Vec::new() }, children: Vec::new() }
}

impl Tabs {
    /// One more tab; its children stand below each other.
    pub fn tab(mut self, title: impl Into<String>, children: impl Children) -> Self {
        self.tabs.tabs.push(wit::Tab { title: title.into(), child: 0 });
        self.children.push(column(children).into());
        self
    }
}

impl From<Tabs> for Node {
    fn from(tabs: Tabs) -> Node {
        Node::branch(wit::Node::Tabs(tabs.tabs), tabs.children)
    }
}

/// Something to fold out.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    head: wit::Disclosure,
    children: Vec<Node>,
}

/// Children that a person folds out under `summary`; the browser does it, and the widget is not told.
pub fn disclosure(key: impl Into<String>, summary: impl Into<String>, children: impl Children) -> Disclosure {
    let mut nodes = Vec::new();
    children.add_to(&mut nodes);
    let head = wit::Disclosure { key: key.into(), summary: summary.into(), open: false, children: Vec::new() };
    Disclosure { head, children: nodes }
}

impl Disclosure {
    /// It is folded out when it is first shown, if so.
    pub fn open(mut self, open: bool) -> Self {
        self.head.open = open;
        self
    }
}

impl From<Disclosure> for Node {
    fn from(disclosure: Disclosure) -> Node {
        Node::branch(wit::Node::Disclosure(disclosure.head), disclosure.children)
    }
}

/// A line between what is above and what is below.
#[derive(Debug, Clone, PartialEq)]
pub struct Divider;

/// A line across.
pub fn divider() -> Divider {
    Divider
}

impl From<Divider> for Node {
    fn from(_: Divider) -> Node {
        Node::leaf(wit::Node::Divider)
    }
}

/// Room and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Spacer(Gap);

/// Room of this size.
pub fn spacer(size: Gap) -> Spacer {
    Spacer(size)
}

impl From<Spacer> for Node {
    fn from(spacer: Spacer) -> Node {
        Node::leaf(wit::Node::Spacer(wit::Spacer { size: spacer.0 }))
    }
}
