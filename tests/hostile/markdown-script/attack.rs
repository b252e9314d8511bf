//! Markdown full of scripts: links, images, HTML, comments and entities.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let text = "[a](javascript:alert(1)) ![b](https://evil.example/pixel.png) <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n\
                    [c](data:text/html,x) [d](&#106;avascript:alert(1)) <javascript:alert(1)> [e]: javascript:x \"t\"\n\n[e]\n";
        only(Node::Markdown(Markdown { text: text.into(), level: 0 }))
    }
}
