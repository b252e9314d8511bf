//! Nodes that hold others: `column`, `row`, `card`, `list`, `form`.

use super::{Align, Children, Gap, Node, wit};

/// A column or a row: what a widget shows, and what arranges the nodes within it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    across: bool,
    gap: Gap,
    align: Align,
    children: Vec<Node>,
}

/// Its children one below the other, stretched to the full width.
pub fn column(children: impl Children) -> View {
    View::new(false, Align::Stretch, children)
}

/// Its children side by side; where there is no room they wrap.
pub fn row(children: impl Children) -> View {
    View::new(true, Align::Center, children)
}

impl View {
    fn new(across: bool, align: Align, children: impl Children) -> Self {
        let mut nodes = Vec::new();
        children.add_to(&mut nodes);
        Self { across, gap: Gap::Medium, align, children: nodes }
    }

    /// Room between the children; medium unless said.
    pub fn gap(mut self, gap: Gap) -> Self {
        self.gap = gap;
        self
    }

    /// Where the children stand across a column, or along a row when it is `Between`.
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The arena that crosses the glass.
    pub fn flatten(self) -> wit::View {
        Node::from(self).flatten()
    }
}

impl From<View> for Node {
    fn from(view: View) -> Node {
        let group = wit::Group { children: Vec::new(), gap: view.gap, align: view.align };
        let head = if view.across { wit::Node::Row(group) } else { wit::Node::Column(group) };
        Node { head, children: view.children }
    }
}

/// A bordered surface around what belongs together.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    title: Option<String>,
    children: Vec<Node>,
}

/// Its children one below the other, on a surface of their own.
pub fn card(children: impl Children) -> Card {
    let mut nodes = Vec::new();
    children.add_to(&mut nodes);
    Card { title: None, children: nodes }
}

impl Card {
    /// A title above the children.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

impl From<Card> for Node {
    fn from(card: Card) -> Node {
        Node::branch(wit::Node::Card(wit::Card { title: card.title, children: Vec::new() }), card.children)
    }
}

/// Items of equal standing.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    ordered: bool,
    children: Vec<Node>,
}

/// Each child is an item, with a bullet.
pub fn list(children: impl Children) -> List {
    let mut nodes = Vec::new();
    children.add_to(&mut nodes);
    List { ordered: false, children: nodes }
}

impl List {
    /// Numbers instead of bullets.
    pub fn ordered(mut self) -> Self {
        self.ordered = true;
        self
    }
}

impl From<List> for Node {
    fn from(list: List) -> Node {
        Node::branch(wit::Node::List(wit::ItemList { ordered: list.ordered, children: Vec::new() }), list.children)
    }
}

/// Fields that are sent together.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    key: String,
    submit: String,
    children: Vec<Node>,
}

/// Fields with one button below them that reads `submit`; what they hold comes as [`submitted`](crate::Event::submitted).
pub fn form(key: impl Into<String>, submit: impl Into<String>, children: impl Children) -> Form {
    let mut nodes = Vec::new();
    children.add_to(&mut nodes);
    Form { key: key.into(), submit: submit.into(), children: nodes }
}

impl From<Form> for Node {
    fn from(form: Form) -> Node {
        let head = wit::Form { key: form.key, submit: form.submit, children: Vec::new() };
        Node::branch(wit::Node::Form(head), form.children)
    }
}
