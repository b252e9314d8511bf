//! The same letters, whatever their case.

/// Lower case of `text` into `into`, which is emptied first; what is no UTF-8 becomes U+FFFD. Linear, and fast for ASCII.
pub(super) fn fold(text: &[u8], into: &mut Vec<u8>) {
    into.clear();
    if text.is_ascii() {
        into.extend_from_slice(text);
        into.make_ascii_lowercase();
        return;
    }
    let mut buffer = [0; 4];
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_ascii() {
                into.push(c.to_ascii_lowercase() as u8);
            } else {
                c.to_lowercase().for_each(|c| into.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()));
            }
        }
        if !chunk.invalid().is_empty() {
            into.extend_from_slice("\u{fffd}".as_bytes());
        }
    }
}
