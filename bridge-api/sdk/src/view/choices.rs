//! One answer of some: `select`, `radio`.

use super::{Node, wit};

/// One of 1 to 200 answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    choices: wit::Choices,
    radio: bool,
}

/// Answers that fold away. Give each with [`option`](Choices::option). Outside a form, choosing comes as
/// [`entered`](crate::Event::entered) with the value of the answer.
///
/// ```
/// use fanlight_sdk::view::*;
///
/// let order = select("order", "Order").option("name", "By name").option("age", "By age").selected(Some("name"));
/// # let _ = order;
/// ```
pub fn select(key: impl Into<String>, label: impl Into<String>) -> Choices {
    let (key, label) = (key.into(), label.into());
    Choices {
        choices: wit::Choices { key, label, options: Vec::new(), selected: None, required: false, problem: None },
        radio: false,
    }
}

/// The same with all answers in sight: for a few.
pub fn radio(key: impl Into<String>, label: impl Into<String>) -> Choices {
    Choices { radio: true, ..select(key, label) }
}

impl Choices {
    /// One more answer: what the widget is told, and what a person reads.
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.choices.options.push(wit::Choice { value: value.into(), label: label.into() });
        self
    }

    /// More answers, value and label each.
    pub fn options<V: Into<String>, L: Into<String>>(self, options: impl IntoIterator<Item = (V, L)>) -> Self {
        options.into_iter().fold(self, |choices, (value, label)| choices.option(value, label))
    }

    /// The value of the answer that is chosen, if any; it has to be one of the options.
    pub fn selected(mut self, value: Option<impl Into<String>>) -> Self {
        self.choices.selected = value.map(Into::into);
        self
    }

    /// A form cannot be sent without an answer.
    pub fn required(mut self) -> Self {
        self.choices.required = true;
        self
    }

    /// Says what is wrong with what was chosen, if anything is.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.choices.problem = problem.map(Into::into);
        self
    }
}

impl From<Choices> for Node {
    fn from(choices: Choices) -> Node {
        let head = if choices.radio { wit::Node::Radio(choices.choices) } else { wit::Node::Select(choices.choices) };
        Node::leaf(head)
    }
}
