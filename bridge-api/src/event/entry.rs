//! What a person entered, checked against the node that the person saw. What the browser keeps by itself, such as the step of a
//! slider, is not checked again: the widget gets a value that the node can show.

use super::{EventError, Value, wrong};
use crate::view::{Choices, DateField, Node, NumberField, Slider, real_date};

/// Longest text that an event carries, in bytes: a field's 10,000 characters.
const MAX_TEXT: usize = 40_000;

/// Where the value comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// By itself: nothing is demanded of a field that is still being filled.
    Alone,
    /// With the form around it: what was not sent is empty, and what is required has to be there.
    WithForm,
}

/// True for what a form sends.
pub(super) fn is_field(node: &Node) -> bool {
    matches!(
        node,
        Node::TextField(_)
            | Node::TextArea(_)
            | Node::NumberField(_)
            | Node::Slider(_)
            | Node::DateField(_)
            | Node::Check(_)
            | Node::Toggle(_)
            | Node::Select(_)
            | Node::Radio(_)
    )
}

/// The value as the widget gets it. What a person may get wrong is said with the name that the person sees.
pub(super) fn accept(node: &Node, key: &str, value: Value, sent: Sent) -> Result<Value, EventError> {
    match (node, value) {
        (Node::Button(button), _) if button.disabled => wrong(format!("`{key}` is disabled")),
        (Node::Button(_) | Node::Table(_), Value::Nothing) => Ok(Value::Nothing),
        (Node::Button(_), _) => wrong(format!("`{key}` is a button: it takes no value")),
        (Node::Table(_), _) => wrong(format!("`{key}` is a column to sort by: it takes no value")),

        (Node::Check(check) | Node::Toggle(check), value) if check.disabled => match (sent, value) {
            (Sent::WithForm, Value::Nothing) => Ok(Value::Flag(check.checked)),
            (Sent::WithForm, Value::Flag(flag)) if flag == check.checked => Ok(Value::Flag(flag)),
            _ => wrong(format!("`{key}` is disabled")),
        },
        (Node::Check(_) | Node::Toggle(_), Value::Flag(flag)) => Ok(Value::Flag(flag)),
        (Node::Check(_) | Node::Toggle(_), Value::Nothing) if sent == Sent::WithForm => Ok(Value::Flag(false)),
        (Node::Check(_), _) => wrong(format!("`{key}` is a check: its value is true or false")),
        (Node::Toggle(_), _) => wrong(format!("`{key}` is a toggle: its value is true or false")),

        (Node::TextField(field) | Node::TextArea(field), value) => {
            let text = match value {
                Value::Text(text) => text,
                Value::Nothing if sent == Sent::WithForm => String::new(),
                _ => return wrong(format!("`{key}` is a text field: its value is a text")),
            };
            if sent == Sent::WithForm && field.required && text.trim().is_empty() {
                return missing(&field.label);
            }
            if text.len() > MAX_TEXT || text.chars().count() > field.max_length as usize {
                return wrong(format!("“{}” takes at most {} characters.", field.label, field.max_length));
            }
            Ok(Value::Text(text))
        }
        (Node::NumberField(field), value) => number(field, key, &value, sent),
        (Node::Slider(slider), value) => slide(slider, key, &value, sent),
        (Node::DateField(field), value) => day(field, key, value, sent),
        (Node::Select(choices) | Node::Radio(choices), value) => choice(choices, key, value, sent),

        (Node::Form(_), _) => wrong(format!("`{key}` is a form: send `submitted`")),
        _ => wrong(format!("`{key}` takes no input: the browser alone folds and switches")),
    }
}

fn missing<T>(label: &str) -> Result<T, EventError> {
    wrong(format!("“{label}” must not be empty."))
}

fn nothing(label: &str, required: bool, sent: Sent) -> Result<Value, EventError> {
    if required && sent == Sent::WithForm { missing(label) } else { Ok(Value::Nothing) }
}

fn number(field: &NumberField, key: &str, value: &Value, sent: Sent) -> Result<Value, EventError> {
    let label = &field.label;
    match (value, field.min, field.max) {
        (Value::Nothing, ..) => nothing(label, field.required, sent),
        (Value::Number(number), min, max) => {
            if !number.is_finite() {
                return wrong(format!("`{key}` is a number field: its value is a finite number"));
            }
            if let Some(min) = min.filter(|min| number < min) {
                return wrong(format!("“{label}” must be {min} or more."));
            }
            if let Some(max) = max.filter(|max| number > max) {
                return wrong(format!("“{label}” must be {max} or less."));
            }
            Ok(Value::Number(*number))
        }
        _ => wrong(format!("`{key}` is a number field: its value is a number, or null when it is empty")),
    }
}

fn slide(slider: &Slider, key: &str, value: &Value, sent: Sent) -> Result<Value, EventError> {
    match value {
        Value::Number(number) if (slider.min..=slider.max).contains(number) => Ok(Value::Number(*number)),
        Value::Nothing if sent == Sent::WithForm => Ok(Value::Number(slider.value)),
        _ => wrong(format!("`{key}` is a slider: its value is a number from {} to {}", slider.min, slider.max)),
    }
}

fn day(field: &DateField, key: &str, value: Value, sent: Sent) -> Result<Value, EventError> {
    let label = &field.label;
    match value {
        Value::Nothing => nothing(label, field.required, sent),
        // What a browser's own field holds when it is empty.
        Value::Text(text) if text.is_empty() => nothing(label, field.required, sent),
        Value::Text(text) if real_date(&text) => {
            // Days that are written this way have the order of their texts.
            if let Some(min) = field.min.as_ref().filter(|min| text < **min) {
                return wrong(format!("“{label}” must be {min} or later."));
            }
            if let Some(max) = field.max.as_ref().filter(|max| text > **max) {
                return wrong(format!("“{label}” must be {max} or earlier."));
            }
            Ok(Value::Text(text))
        }
        _ => wrong(format!("`{key}` is a date field: its value is a day such as 2026-11-25, or null when it is empty")),
    }
}

fn choice(choices: &Choices, key: &str, value: Value, sent: Sent) -> Result<Value, EventError> {
    match value {
        Value::Text(text) if choices.options.iter().any(|option| option.value == text) => Ok(Value::Text(text)),
        Value::Nothing => nothing(&choices.label, choices.required, sent),
        Value::Text(text) if text.is_empty() => nothing(&choices.label, choices.required, sent),
        _ => wrong(format!("`{key}` is a choice: its value is that of one of its options")),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
