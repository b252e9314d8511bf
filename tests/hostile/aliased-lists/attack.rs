//! A thousand texts, each within every limit, that are all the same bytes.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let shared = "x".repeat(60 * 1024).leak();
        let mut nodes = vec![column((1..=1_000).collect())];
        nodes.extend((0..1_000).map(|_| {
            // SAFETY: none, two strings must not own one buffer. This is the attack.
            let text = unsafe { String::from_raw_parts(shared.as_mut_ptr(), shared.len(), shared.len()) };
            Node::Heading(Heading { text, level: 1 })
        }));
        Ok(View { nodes, root: 0 })
    }
}
