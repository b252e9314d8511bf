//! Nodes that are filled in: `text_field`, `text_area`, `number_field`, `slider`, `date_field`. What a person enters comes with the form
//! around the field, or by itself when there is none.

use super::{Node, wit};

/// A line, or some lines, to type into.
#[derive(Debug, Clone, PartialEq)]
pub struct TextField {
    field: wit::TextField,
    area: bool,
}

/// An empty field for at most 200 characters. Inside a form its text is sent with the form, outside it comes as
/// [`entered`](crate::Event::entered).
pub fn text_field(key: impl Into<String>, label: impl Into<String>) -> TextField {
    let field = wit::TextField {
        key: key.into(),
        label: label.into(),
        value: String::new(),
        placeholder: None,
        required: false,
        max_length: 200,
        problem: None,
    };
    TextField { field, area: false }
}

/// The same with room for several lines, and for at most 2,000 characters.
pub fn text_area(key: impl Into<String>, label: impl Into<String>) -> TextField {
    TextField { area: true, ..text_field(key, label) }.max_length(2_000)
}

impl TextField {
    /// The text that is there already.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.field.value = value.into();
        self
    }

    /// Shown while the field is empty.
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.field.placeholder = Some(placeholder.into());
        self
    }

    /// It must not be left empty.
    pub fn required(mut self) -> Self {
        self.field.required = true;
        self
    }

    /// Longest text in characters, 1 to 10,000.
    pub fn max_length(mut self, characters: u32) -> Self {
        self.field.max_length = characters;
        self
    }

    /// Says what is wrong with what was entered, if anything is.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.field.problem = problem.map(Into::into);
        self
    }
}

impl From<TextField> for Node {
    fn from(field: TextField) -> Node {
        Node::leaf(if field.area { wit::Node::TextArea(field.field) } else { wit::Node::TextField(field.field) })
    }
}

/// A number to enter.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberField(wit::NumberField);

/// An empty field for any number. Outside a form, what is entered comes as [`number`](crate::Event::number), and as
/// [`cleared`](crate::Event::cleared) when the field is emptied.
///
/// ```
/// use fanlight_sdk::view::*;
///
/// let field = number_field("age", "Age").value(30.0).min(0.0).max(130.0).step(1.0);
/// # let _ = field;
/// ```
pub fn number_field(key: impl Into<String>, label: impl Into<String>) -> NumberField {
    NumberField(wit::NumberField {
        key: key.into(),
        label: label.into(),
        value: None,
        min: None,
        max: None,
        step: None,
        required: false,
        problem: None,
    })
}

impl NumberField {
    /// The number that is there already, if any.
    pub fn value(mut self, value: impl Into<Option<f64>>) -> Self {
        self.0.value = value.into();
        self
    }

    /// The least that is taken.
    pub fn min(mut self, min: f64) -> Self {
        self.0.min = Some(min);
        self
    }

    /// The most that is taken.
    pub fn max(mut self, max: f64) -> Self {
        self.0.max = Some(max);
        self
    }

    /// The distance between the numbers that are taken, above 0.
    pub fn step(mut self, step: f64) -> Self {
        self.0.step = Some(step);
        self
    }

    /// It must not be left empty.
    pub fn required(mut self) -> Self {
        self.0.required = true;
        self
    }

    /// Says what is wrong with what was entered, if anything is.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.0.problem = problem.map(Into::into);
        self
    }
}

impl From<NumberField> for Node {
    fn from(field: NumberField) -> Node {
        Node::leaf(wit::Node::NumberField(field.0))
    }
}

/// A number between two others, set by moving.
#[derive(Debug, Clone, PartialEq)]
pub struct Slider(wit::Slider);

/// A slider over `range` that stands at `value` (held to the range), in steps of 1. Moving it comes as
/// [`number`](crate::Event::number).
pub fn slider(key: impl Into<String>, label: impl Into<String>, value: f64, range: std::ops::RangeInclusive<f64>) -> Slider {
    let (min, max) = range.into_inner();
    Slider(wit::Slider { key: key.into(), label: label.into(), value: value.max(min).min(max), min, max, step: 1.0 })
}

impl Slider {
    /// The distance between two places, above 0.
    pub fn step(mut self, step: f64) -> Self {
        self.0.step = step;
        self
    }
}

impl From<Slider> for Node {
    fn from(slider: Slider) -> Node {
        Node::leaf(wit::Node::Slider(slider.0))
    }
}

/// A day to enter.
#[derive(Debug, Clone, PartialEq)]
pub struct DateField(wit::DateField);

/// An empty field for a day. Outside a form, what is entered comes as [`entered`](crate::Event::entered) in the form `YYYY-MM-DD`,
/// and as [`cleared`](crate::Event::cleared) when the field is emptied.
pub fn date_field(key: impl Into<String>, label: impl Into<String>) -> DateField {
    let (key, label) = (key.into(), label.into());
    DateField(wit::DateField { key, label, value: None, min: None, max: None, required: false, problem: None })
}

impl DateField {
    /// The day that is there already, `YYYY-MM-DD`, if any.
    pub fn value(mut self, day: Option<impl Into<String>>) -> Self {
        self.0.value = day.map(Into::into);
        self
    }

    /// The first day that is taken, `YYYY-MM-DD`.
    pub fn min(mut self, day: impl Into<String>) -> Self {
        self.0.min = Some(day.into());
        self
    }

    /// The last day that is taken, `YYYY-MM-DD`.
    pub fn max(mut self, day: impl Into<String>) -> Self {
        self.0.max = Some(day.into());
        self
    }

    /// It must not be left empty.
    pub fn required(mut self) -> Self {
        self.0.required = true;
        self
    }

    /// Says what is wrong with what was entered, if anything is.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.0.problem = problem.map(Into::into);
        self
    }
}

impl From<DateField> for Node {
    fn from(field: DateField) -> Node {
        Node::leaf(wit::Node::DateField(field.0))
    }
}
