//! What is put in the place of personal data when a recording is given away.
//!
//! The rule: every word, number and date of every text is replaced ([`Words`]), unless the guest itself said it. Nobody has to guess
//! what is a name. JSON keeps its form, and so do bytes that are neither text nor JSON as far as strings in them have their length
//! before them, as in postcard.

use std::collections::HashMap;

use memchr::memmem;

use super::words::Words;

/// Digits of a number in JSON from which on it is replaced: telephone numbers, not counts.
const LONG: usize = 5;

/// Placeholders for one recording.
#[derive(Debug)]
pub struct Placeholders {
    words: Words,
    /// What the guest handed over when it was recorded, and what it hands over in the same place now.
    said: HashMap<Vec<u8>, Vec<u8>>,
    /// The package: the names of its JSON's fields are in it.
    package: Vec<u8>,
}

impl Placeholders {
    /// Placeholders for what people wrote. `package` is the guest that was recorded.
    pub fn new(package: &[u8]) -> Self {
        Self { words: Words::default(), said: HashMap::new(), package: package.to_vec() }
    }

    /// The guest handed over `recorded`, and in the same place, with placeholders for what it had been given, `now`. When the first
    /// comes back to it, such as a state or what it stored, it gets the second.
    pub fn learn(&mut self, recorded: &[u8], now: &[u8]) {
        if !recorded.is_empty() {
            self.said.insert(recorded.to_vec(), now.to_vec());
        }
    }

    /// What to give instead of a text that a person wrote.
    pub fn text(&mut self, text: &str) -> String {
        self.words.replace(text)
    }

    /// What to give instead of a text that may be the guest's own.
    pub fn text_or_said(&mut self, text: &str) -> String {
        let said = self.said.get(text.as_bytes()).and_then(|now| String::from_utf8(now.clone()).ok());
        said.unwrap_or_else(|| self.text(text))
    }

    /// What to give instead of a name in a structure, such as a field's: the package's own stay.
    pub fn name(&mut self, name: &str) -> String {
        if memmem::find(&self.package, name.as_bytes()).is_some() { name.to_owned() } else { self.text_or_said(name) }
    }

    /// What to give instead of bytes that may be the guest's own.
    pub fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        if let Some(now) = self.said.get(bytes) {
            return now.clone();
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => self.json(text).into_bytes(),
            Ok(text) if !text.contains(is_binary) => self.text(text).into_bytes(),
            _ => self.binary(bytes),
        }
    }

    /// JSON with placeholders in its texts and long numbers. The name of a field stays if the package has it.
    pub fn json(&mut self, json: &str) -> String {
        let mut out = String::with_capacity(json.len());
        let mut rest = json;
        while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix('"') {
                let length = string_length(after);
                let (inner, tail) = after.split_at(length);
                let is_key = tail.get(1..).is_some_and(|tail| tail.trim_start().starts_with(':'));
                out.push('"');
                if is_key && memmem::find(&self.package, inner.as_bytes()).is_some() {
                    out.push_str(inner);
                } else {
                    self.json_text(inner, &mut out);
                }
                out.push_str(tail.get(..1).unwrap_or_default());
                rest = tail.get(1..).unwrap_or_default();
            } else {
                let length = rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(rest.len());
                let (number, tail) = rest.split_at(length);
                let mantissa = number.find(['e', 'E']).unwrap_or(number.len());
                if number[..mantissa].bytes().filter(u8::is_ascii_digit).count() >= LONG {
                    out.push_str(&self.words.replace(&number[..mantissa]));
                    out.push_str(&number[mantissa..]);
                } else {
                    out.push_str(number);
                }
                rest = tail;
            }
        }
        out.push_str(rest);
        out
    }

    /// The inside of a string: escapes of letters become placeholders, others stay.
    fn json_text(&mut self, inner: &str, out: &mut String) {
        let mut rest = inner;
        while let Some(at) = rest.find('\\') {
            out.push_str(&self.words.replace(&rest[..at]));
            let escape = if rest[at..].starts_with("\\u") { 6 } else { 2 };
            let end = (at + escape).min(rest.len());
            let code = rest.get(at + 2..end).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            // Control characters are no letters; halves of a pair may be.
            out.push_str(if escape == 6 && code.is_none_or(|code| code >= 0x20) { "\\u0061" } else { &rest[at..end] });
            rest = &rest[end..];
        }
        out.push_str(&self.words.replace(rest));
    }

    /// Bytes of any form: text in them is replaced, and what is not text stays. A byte that gives the length of a text after it is no
    /// text, even if it looks like a letter.
    fn binary(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some((first, after)) = rest.split_first() {
            let counted = after.get(..usize::from(*first)).and_then(|text| std::str::from_utf8(text).ok());
            if let Some(text) = counted.filter(|text| text.len() > 1 && !text.contains(is_binary)) {
                out.push(*first);
                out.extend(self.words.replace(text).into_bytes());
                rest = &after[text.len()..];
                continue;
            }
            let word = word_at(rest);
            if word.is_empty() {
                out.push(*first);
                rest = after;
            } else {
                out.extend(self.words.replace(&word).into_bytes());
                rest = &rest[word.len()..];
            }
        }
        out
    }
}

/// The letters and digits with which bytes begin.
fn word_at(bytes: &[u8]) -> String {
    let mut word = String::new();
    // A character has four bytes at most.
    while let Some(chunk) = bytes[word.len()..].chunks(4).next().and_then(|four| four.utf8_chunks().next())
        && let Some(c) = chunk.valid().chars().next().filter(|c| c.is_alphanumeric())
    {
        word.push(c);
    }
    word
}

/// A character that no text has.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Bytes up to the quotation mark that ends a string.
fn string_length(after: &str) -> usize {
    let mut escaped = false;
    let end = after.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_form() {
        let mut places = Placeholders::new(b"..countname..");
        let json = r#"{"name": "Anna \u00c4 \"x\"\n", "count":12,"Anna":[0.5,-491761234567,true,1.25e3,123456.75E2]}"#;
        let new = places.json(json);
        assert_eq!(new, r#"{"name": "Aaaa \u0061 \"a\"\n", "count":12,"Aaaa":[0.5,-100000000000,true,1.25e3,100000.10E2]}"#);
        assert_eq!(places.bytes(json.as_bytes()), new.as_bytes());
        assert!(serde_json::from_str::<serde_json::Value>(&new).is_ok());
    }

    #[test]
    fn strings_with_their_length_before_them_stay_readable() -> Result<(), postcard::Error> {
        let mut places = Placeholders::new(b"");
        // 65 characters: the length is the letter A.
        let value = (3u8, "anna@example.org".to_owned(), Some("Zoë".repeat(13)), 4.5f64, vec![1u16, 300], "x".repeat(65));
        let new = places.bytes(&postcard::to_stdvec(&value)?);
        let read: (u8, String, Option<String>, f64, Vec<u16>, String) = postcard::from_bytes(&new)?;
        assert_eq!((read.0, read.1.as_str(), read.3, &read.4), (3, "aaaa@aaaaaaa.aaa", 4.5, &vec![1, 300]));
        assert_eq!((read.2.map(|text| text.len()), read.5.len()), (Some(52), 65));
        Ok(())
    }

    #[test]
    fn what_the_guest_said_comes_back_as_it_says_it_now() {
        let mut places = Placeholders::new(b"");
        places.learn(b"card-12", b"card-12");
        places.learn(br#"{"to":"Anna"}"#, br#"{"to":"Aaaa"}"#);
        assert_eq!(places.text_or_said("card-12"), "card-12");
        assert_eq!(places.text_or_said("card-13"), "aaaa-10");
        assert_eq!(places.bytes(br#"{"to":"Anna"}"#), br#"{"to":"Aaaa"}"#);
    }
}
