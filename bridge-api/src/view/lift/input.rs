//! Checks of nodes that a person uses. What they may hold is checked here; what was entered, in `event/entry.rs`.

use std::collections::HashSet;

use fanlight_runtime::Failure;

use super::{
    Lift, Place,
    check::{RECORD, finite, invalid, real_date},
};
use crate::{
    view::{Button, Check, Choice, Choices, DateField, Form, Link, NumberField, Slider, TextField},
    world::widget::fanlight::bridge::view as wit,
};

const MAX_FIELD: u32 = 10_000;
const MAX_CHOICES: usize = 200;

impl Lift<'_> {
    pub(super) fn button(&mut self, at: usize, button: wit::Button) -> Result<Button, Failure> {
        Ok(Button {
            key: self.key(at, button.key)?,
            label: self.name(at, "button", button.label)?,
            icon: button.icon.map(Into::into),
            emphasis: button.emphasis.into(),
            tone: button.tone.into(),
            disabled: button.disabled,
        })
    }

    pub(super) fn link(&mut self, at: usize, link: wit::Link) -> Result<Link, Failure> {
        let label = self.name(at, "link", link.label)?;
        let address = self.text(link.address)?;
        let Some(target) = self.reach.target(&address) else {
            let what = "is a link whose address is not `https://` and absolute, holds a user name, or is longer than 2 KiB";
            return Err(invalid(at, what));
        };
        // Written out it can be longer than it was, and the origin is there twice.
        self.count(target.address.len() as u64 + target.origin.len() as u64)?;
        Ok(Link { label, address: target.address, origin: target.origin, allowed: target.allowed })
    }

    pub(super) fn text_field(&mut self, at: usize, what: &str, field: wit::TextField) -> Result<TextField, Failure> {
        if !(1..=MAX_FIELD).contains(&field.max_length) {
            return Err(invalid(at, &format!("is a {what} whose max-length is not 1 to 10,000")));
        }
        Ok(TextField {
            key: self.key(at, field.key)?,
            label: self.name(at, what, field.label)?,
            value: self.text(field.value)?,
            placeholder: self.optional(field.placeholder)?,
            required: field.required,
            max_length: field.max_length,
            problem: self.optional(field.problem)?,
        })
    }

    pub(super) fn number_field(&mut self, at: usize, field: wit::NumberField) -> Result<NumberField, Failure> {
        self.count(RECORD)?;
        let some = |value: Option<f64>| value.map(|value| finite(at, value)).transpose();
        let (value, min, max, step) = (some(field.value)?, some(field.min)?, some(field.max)?, some(field.step)?);
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            return Err(invalid(at, "is a number field whose min is above its max"));
        }
        if step.is_some_and(|step| step <= 0.0) {
            return Err(invalid(at, "is a number field whose step is not above 0"));
        }
        Ok(NumberField {
            key: self.key(at, field.key)?,
            label: self.name(at, "number field", field.label)?,
            value,
            min,
            max,
            step,
            required: field.required,
            problem: self.optional(field.problem)?,
        })
    }

    pub(super) fn slider(&mut self, at: usize, slider: wit::Slider) -> Result<Slider, Failure> {
        self.count(RECORD)?;
        let (value, min, max) = (finite(at, slider.value)?, finite(at, slider.min)?, finite(at, slider.max)?);
        let step = finite(at, slider.step)?;
        if min >= max {
            return Err(invalid(at, "is a slider whose min is not below its max"));
        }
        if !(min..=max).contains(&value) {
            return Err(invalid(at, "is a slider whose value is not between its min and max"));
        }
        if step <= 0.0 {
            return Err(invalid(at, "is a slider whose step is not above 0"));
        }
        Ok(Slider { key: self.key(at, slider.key)?, label: self.name(at, "slider", slider.label)?, value, min, max, step })
    }

    pub(super) fn date_field(&mut self, at: usize, field: wit::DateField) -> Result<DateField, Failure> {
        let days = [&field.value, &field.min, &field.max];
        if days.into_iter().flatten().any(|day| !real_date(day)) {
            return Err(invalid(at, "is a date field with a value, min or max that is no day written `YYYY-MM-DD`"));
        }
        // Days that are written this way have the order of their texts.
        if field.min.as_ref().zip(field.max.as_ref()).is_some_and(|(min, max)| min > max) {
            return Err(invalid(at, "is a date field whose min is after its max"));
        }
        Ok(DateField {
            key: self.key(at, field.key)?,
            label: self.name(at, "date field", field.label)?,
            value: self.optional(field.value)?,
            min: self.optional(field.min)?,
            max: self.optional(field.max)?,
            required: field.required,
            problem: self.optional(field.problem)?,
        })
    }

    pub(super) fn check(&mut self, at: usize, what: &str, check: wit::Check) -> Result<Check, Failure> {
        let (key, label) = (self.key(at, check.key)?, self.name(at, what, check.label)?);
        Ok(Check { key, label, checked: check.checked, disabled: check.disabled })
    }

    pub(super) fn choices(&mut self, at: usize, what: &str, choices: wit::Choices) -> Result<Choices, Failure> {
        if !(1..=MAX_CHOICES).contains(&choices.options.len()) {
            return Err(invalid(at, &format!("is a {what} that has not 1 to 200 options")));
        }
        let key = self.key(at, choices.key)?;
        let label = self.name(at, what, choices.label)?;
        let options = choices
            .options
            .into_iter()
            .map(|option| Ok(Choice { value: self.text(option.value)?, label: self.name(at, "choice", option.label)? }))
            .collect::<Result<Vec<_>, Failure>>()?;
        let values: HashSet<&str> = options.iter().map(|option| option.value.as_str()).collect();
        if values.len() < options.len() {
            return Err(invalid(at, &format!("is a {what} with two options of the same value")));
        }
        let selected = self.optional(choices.selected)?;
        if selected.as_ref().is_some_and(|selected| !values.contains(selected.as_str())) {
            return Err(invalid(at, &format!("is a {what} whose selected value is not one of its options")));
        }
        Ok(Choices { key, label, options, selected, required: choices.required, problem: self.optional(choices.problem)? })
    }

    pub(super) fn form(&mut self, at: usize, form: wit::Form, place: Place) -> Result<Form, Failure> {
        if place.in_form {
            return Err(invalid(at, "is a form inside of a form"));
        }
        Ok(Form {
            key: self.key(at, form.key)?,
            submit: self.name(at, "form's submit button", form.submit)?,
            children: self.nodes(form.children, Place { in_form: true, ..place })?,
        })
    }
}
