//! Nodes that are read: `heading`, `text` with its spans, `markdown`, `code_block`, `badge`, `icon`.

use fanlight_sdk::prelude::*;

const MARKDOWN: &str = "\
## A note

It has **strong**, *stressed*, `code` and ~~struck~~ words, a [link](https://example.com/note) that can be followed if it is \
allowed, one [that cannot](javascript:alert(1)), and <b>HTML</b> that is shown as text.

- [x] written
- [ ] read

1. first
2. second
   - within the second

> Somebody else said this.

| What | How many |
|------|---------:|
| Tea  |        3 |
| Milk |        1 |

```rust
fn main() {}
```

---

The end.
";

pub(crate) fn nodes(ctx: &Context) -> impl Children {
    let hour = 3_600_000;
    (
        heading("Text"),
        heading("A smaller heading").level(2),
        text((
            "Plain, ",
            strong("strong"),
            ", ",
            emphasis("stressed"),
            ", ",
            code("code"),
            ", ",
            muted("muted"),
            ", ",
            struck("struck"),
        )),
        text(vec![
            plain("A day "),
            date(ctx.now()),
            plain(", a time "),
            time(ctx.now()),
            plain(", both "),
            date_time(ctx.now()),
            plain(", and how long ago: "),
            relative(ctx.now().saturating_sub(2 * hour)),
        ]),
        text((number(1_234.5, 2), ", ", percent(0.25), ", ", currency(9.99, "EUR"))),
        row((
            badge("neutral"),
            badge("accent").tone(Tone::Accent),
            badge("success").tone(Tone::Success),
            badge("warning").tone(Tone::Warning),
            badge("danger").tone(Tone::Danger),
        )),
        row((icon(Icon::Star), icon(Icon::Heart).tone(Tone::Danger).label("Favourite"), icon(Icon::Sun).tone(Tone::Warning))),
        code_block("let answer = 42;\n    // spaces stay").language("rust"),
        markdown(MARKDOWN).below(2),
    )
}
