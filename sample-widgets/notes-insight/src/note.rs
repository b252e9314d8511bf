//! What one note in Markdown holds: words and check boxes.

/// Most open boxes of one note whose words are kept: more are not shown, and a note may hold thousands.
const TASKS: usize = 40;

/// What was found in one note.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Note {
    /// The first heading, without its marks.
    pub(crate) title: Option<String>,
    pub(crate) words: u32,
    pub(crate) done: u32,
    pub(crate) open: u32,
    /// What stands beside the first open check boxes.
    pub(crate) tasks: Vec<String>,
}

impl Note {
    /// Reads a note line by line. Front matter and fenced code count neither words nor boxes.
    pub(crate) fn read(text: &str) -> Self {
        let mut note = Self::default();
        let mut fence = None;
        for line in without_front_matter(text).lines() {
            let line = line.trim_start();
            if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark)) {
                match fence {
                    None => fence = Some(mark),
                    Some(open) if open == mark => fence = None,
                    Some(_) => {}
                }
            } else if fence.is_none() {
                note.line(line);
            }
        }
        note
    }

    fn line(&mut self, line: &str) {
        if self.title.is_none()
            && let Some(title) = line.strip_prefix("# ")
        {
            self.title = Some(legible(title.trim()));
        }
        let words = match check_box(line) {
            Some((true, words)) => {
                self.done += 1;
                words
            }
            Some((false, words)) => {
                self.open += 1;
                if self.tasks.len() < TASKS {
                    self.tasks.push(legible(words.trim()));
                }
                words
            }
            None => line,
        };
        // A word has a letter or a digit; the marks of lists, headings and tables have none.
        self.words += words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u32;
    }
}

/// The words as a reader sees them: links by their text, without the marks of emphasis and code.
fn legible(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, link)) = rest.split_once('[') {
        out += before;
        rest = match link.split_once("](").and_then(|(text, end)| Some((text, end.split_once(')')?.1))) {
            Some((text, after)) if !text.contains('[') => {
                out += text;
                after
            }
            _ => {
                out.push('[');
                link
            }
        };
    }
    out += rest;
    out.retain(|c| !matches!(c, '*' | '`'));
    out
}

/// `- [ ] words` or `* [x] words`: whether the box is ticked, and the words.
fn check_box(line: &str) -> Option<(bool, &str)> {
    let rest = line.strip_prefix(['-', '*', '+'])?.trim_start().strip_prefix('[')?;
    let (mark, words) = rest.split_once(']')?;
    match mark {
        " " => Some((false, words)),
        "x" | "X" => Some((true, words)),
        _ => None,
    }
}

fn without_front_matter(text: &str) -> &str {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(text, |(_, body)| body)
}

#[cfg(test)]
mod tests {
    use super::Note;

    #[test]
    fn words_boxes_and_the_title_are_found() {
        let note = Note::read("# Garden\n\n- [ ] Water *the* ferns\n  * [x] Prune\n- [o] no box\nTwo words — really.\n");
        assert_eq!(note.title.as_deref(), Some("Garden"));
        assert_eq!(note.tasks, ["Water the ferns"]);
        assert_eq!((note.open, note.done, note.words), (1, 1, 1 + 3 + 1 + 3 + 3));
    }

    #[test]
    fn words_are_shown_as_they_read() {
        let read = |words: &str| Note::read(&format!("- [ ] {words}")).tasks.remove(0);
        assert_eq!(read("Call [Lotte](../people/lotte.md), *today*"), "Call Lotte, today");
        assert_eq!(read("a [b] and [c](d) and [e"), "a [b] and c and [e");
        assert_eq!(read("[x](unfinished"), "[x](unfinished");
    }

    #[test]
    fn code_and_front_matter_do_not_count() {
        let note = Note::read("---\ntags: [a, b]\n---\nOne\n```sh\n- [ ] not a task\n~~~\n```\n- [ ] a task\n");
        assert_eq!((note.open, note.words), (1, 3));
    }

    #[test]
    fn of_thousands_of_boxes_the_first_are_kept() {
        let note = Note::read(&"- [ ] again\n".repeat(5_000));
        assert_eq!((note.open, note.tasks.len()), (5_000, 40));
    }

    #[test]
    fn a_note_may_be_empty_or_end_in_the_middle() {
        assert_eq!(Note::read(""), Note::default());
        assert_eq!(Note::read("---\nno end").words, 2);
        assert_eq!(Note::read("```\nno end").words, 0);
        assert_eq!(Note::read("- [").words, 0);
    }
}
