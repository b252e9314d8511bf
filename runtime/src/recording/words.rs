//! Placeholders for words and numbers: of the same length in bytes and the same kind of characters, so that what a text is made of
//! (lines, lists, dates, addresses, lengths before it) stays as it was.
//!
//! The first word of a shape gets the first placeholder of that shape, the second one the second, wherever they occur. So equal words
//! stay equal and different ones different, and nothing about a word but its shape and its place in that order can be told from its
//! placeholder: there is no hash to try names against.

use std::collections::HashMap;

/// Letters from which a placeholder is made, by the bytes that one takes in UTF-8: Latin, Cyrillic, Hiragana, Gothic.
const FIRST: [u32; 4] = ['a' as u32, 'а' as u32, 'あ' as u32, '𐌰' as u32];
const LETTERS: u64 = 26;

/// The placeholders that were given so far.
#[derive(Debug, Default)]
pub(super) struct Words {
    given: HashMap<String, String>,
    /// How many words of each shape there were.
    counts: HashMap<Shape, u64>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Shape {
    /// The length of each letter.
    Letters(Vec<u8>),
    /// So many digits.
    Digits(usize),
    Day,
}

impl Words {
    /// The text with placeholders for its words, numbers and ISO dates; what is between them stays.
    pub(super) fn replace(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
            let length = match first {
                _ if is_day(rest) => {
                    out.push_str(&self.placeholder(&rest[..DAY], Shape::Day));
                    DAY
                }
                '0' => {
                    out.push('0');
                    1
                }
                '1'..='9' => {
                    let digits = end(|c| c.is_ascii_digit());
                    out.push_str(&self.placeholder(&rest[..digits], Shape::Digits(digits)));
                    digits
                }
                _ if is_letter(first) => {
                    let letters = end(is_letter);
                    out.push_str(&self.word(&rest[..letters]));
                    letters
                }
                other => {
                    out.push(other);
                    other.len_utf8()
                }
            };
            rest = &rest[length..];
        }
        out
    }

    /// The same word in other case has the same placeholder in that case.
    fn word(&mut self, word: &str) -> String {
        let lower = word.to_ascii_lowercase();
        let shape = Shape::Letters(lower.chars().map(|c| c.len_utf8() as u8).collect());
        let placeholder = self.placeholder(&lower, shape);
        let cased = placeholder.chars().zip(word.chars());
        cased.map(|(new, old)| if old.is_ascii_uppercase() { new.to_ascii_uppercase() } else { new }).collect()
    }

    fn placeholder(&mut self, word: &str, shape: Shape) -> String {
        if let Some(placeholder) = self.given.get(word) {
            return placeholder.clone();
        }
        let made = |n: u64| match &shape {
            Shape::Letters(lengths) => letters(lengths, n),
            Shape::Digits(digits) => number(*digits, n),
            Shape::Day => day(n),
        };
        let count = self.counts.get(&shape).copied().unwrap_or(0);
        let placeholder = made(count);
        self.counts.insert(shape, count + 1);
        self.given.insert(word.to_owned(), placeholder.clone());
        placeholder
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || (c.is_numeric() && !c.is_ascii_digit())
}

/// Bytes of `2026-05-31`.
const DAY: usize = 10;

/// The text begins with a day, and the day is all of its number.
fn is_day(text: &str) -> bool {
    let Some(day) = text.as_bytes().get(..DAY) else { return false };
    let digits = day.iter().enumerate().all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    let within = |at: usize, most: u8| (1..=most).contains(&((day[at] - b'0').wrapping_mul(10).wrapping_add(day[at + 1] - b'0')));
    digits && within(5, 12) && within(8, 31) && !text[DAY..].starts_with(|c: char| c.is_ascii_digit())
}

/// The nth word of letters with these lengths: its last letter changes first.
fn letters(lengths: &[u8], mut n: u64) -> String {
    let mut word: Vec<char> = lengths
        .iter()
        .rev()
        .filter_map(|length| {
            let letter = n % LETTERS;
            n /= LETTERS;
            char::from_u32(FIRST[usize::from(length - 1) % FIRST.len()] + letter as u32)
        })
        .collect();
    word.reverse();
    word.into_iter().collect()
}

/// The nth number of so many digits. The smallest ones come first, so that it fits wherever the other did.
fn number(digits: usize, n: u64) -> String {
    let after = digits - 1;
    let rest = 10u64.checked_pow(u32::try_from(after).unwrap_or(u32::MAX)).unwrap_or(u64::MAX);
    let (first, counted) = ((1 + n / rest % 9).to_string(), (n % rest).to_string());
    if after == 0 { first } else { first + &"0".repeat(after - counted.len().min(after)) + &counted }
}

/// The nth day, each one in the calendar.
fn day(n: u64) -> String {
    format!("{:04}-{:02}-{:02}", 2001 + n / 336 % 7999, 1 + n / 28 % 12, 1 + n % 28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_has_the_shape_of_what_it_stands_for() {
        let mut words = Words::default();
        let text = "- [ ] Ring Änne (0176 5551234) until 2026-05-03, ring@firma.de; 07:30, 12.50 €, 日本 🎉";
        let new = words.replace(text);
        assert_eq!(
            new,
            "- [ ] Aaaa аaaa (0100 1000000) until".replace("until", "aaaaa")
                + " 2001-01-01, aaaa@aaaab.aa; 01:10, 11.12 €, ああ 🎉"
        );
        assert_eq!(new.len(), text.len());
    }

    #[test]
    fn equal_words_stay_equal_and_others_stay_apart() {
        let mut words = Words::default();
        let new = words.replace("Anna anna ANNA bert 7 8 7 1999-01-02 1999-01-03 1999-01-02");
        assert_eq!(new, "Aaaa aaaa AAAA aaab 1 2 1 2001-01-01 2001-01-02 2001-01-01");
        let many: std::collections::HashSet<String> = (0..5_000).map(|n| words.replace(&letters(&[1, 1, 1, 1], n * 7))).collect();
        assert_eq!(many.len(), 5_000);
    }

    #[test]
    fn numbers_stay_as_small_as_they_can() {
        assert_eq!((number(1, 0), number(3, 5), number(20, 0)), ("1".into(), "105".into(), format!("1{:019}", 0)));
        assert_eq!(number(100_000, 7).len(), 100_000);
        assert!(number(19, 3).parse::<i64>().is_ok() && number(20, 3).parse::<u64>().is_ok());
        let mut words = Words::default();
        assert_eq!(words.replace("2026-13-45 12345-67-890"), "1000-10-11 10000-12-100");
    }
}
