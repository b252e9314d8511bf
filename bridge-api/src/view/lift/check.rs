//! What every node counts and refuses: sizes, keys, names, numbers and days.

use fanlight_runtime::{Failure, Kind};

use super::Lift;
use crate::text::{clean, is_visible};

const MAX_KEY: usize = 64;
/// What a record without text counts for: the longest JSON of a number, or the names of a few fields.
pub(super) const RECORD: u64 = 32;
/// The largest point in time that JavaScript can name.
const LAST_INSTANT: u64 = 8_640_000_000_000_000;

pub(super) fn invalid(at: usize, what: &str) -> Failure {
    Failure::new(Kind::InvalidView, format!("node {at} {what}"))
}

impl Lift<'_> {
    pub(super) fn key(&mut self, at: usize, key: String) -> Result<String, Failure> {
        let wrong = || invalid(at, "has a key that is not 1 to 64 bytes long");
        if key.len() > MAX_KEY {
            return Err(wrong());
        }
        let key = self.text(key)?;
        // Cleaned, it may have nothing left.
        if key.is_empty() {
            return Err(wrong());
        }
        if self.keys.insert(key.clone()) {
            Ok(key)
        } else {
            Err(invalid(at, &format!("has the key `{key}`, which another node has too")))
        }
    }

    /// A text that names something for people who do not see it.
    pub(super) fn name(&mut self, at: usize, what: &str, text: String) -> Result<String, Failure> {
        let text = self.text(text)?;
        if is_visible(&text) {
            Ok(text)
        } else {
            Err(invalid(at, &format!("is a {what} without a text that can be seen: it is the accessible name")))
        }
    }

    pub(super) fn optional(&mut self, text: Option<String>) -> Result<Option<String>, Failure> {
        text.map(|text| self.text(text)).transpose()
    }

    pub(super) fn text(&mut self, text: String) -> Result<String, Failure> {
        self.short(&text)?;
        self.count(text.len() as u64)?;
        Ok(clean(text))
    }

    /// Refuse a string that is too long by itself.
    pub(super) fn short(&self, text: &str) -> Result<(), Failure> {
        let (len, most) = (text.len() as u64, self.limits.string_bytes);
        if len <= most { Ok(()) } else { Err(Failure::new(Kind::Output, format!("a text has {len} bytes; the limit is {most}"))) }
    }

    pub(super) fn count(&mut self, bytes: u64) -> Result<(), Failure> {
        self.bytes += bytes;
        if self.bytes > self.limits.output_bytes {
            return Err(Failure::new(
                Kind::Output,
                format!("the view has more than {} bytes of text and data", self.limits.output_bytes),
            ));
        }
        Ok(())
    }

    pub(super) fn deep(&self, at: usize, depth: u64) -> Result<(), Failure> {
        if depth > self.limits.depth {
            return Err(Failure::new(Kind::Output, format!("the view is deeper than {} levels at node {at}", self.limits.depth)));
        }
        Ok(())
    }
}

pub(super) fn finite(at: usize, value: f64) -> Result<f64, Failure> {
    if value.is_finite() { Ok(value) } else { Err(invalid(at, "has a number that is infinite or not a number")) }
}

pub(super) fn instant(at: usize, ms: u64) -> Result<u64, Failure> {
    if ms <= LAST_INSTANT { Ok(ms) } else { Err(invalid(at, "has a date after the year 275760")) }
}

/// True for a day of the Gregorian calendar that is written `YYYY-MM-DD`, from the year 1 on.
pub(crate) fn real_date(text: &str) -> bool {
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let (Some(year), Some(month), Some(day)) = (digits(0, 4), digits(5, 7), digits(8, 10)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    let dashes = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    dashes && year > 0 && (1..=last).contains(&day)
}
