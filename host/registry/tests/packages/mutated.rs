//! Damage: whatever is done to a package's bytes, opening it answers and never panics.

use fanlight_registry::Package;

use crate::guest;

/// xorshift64: the same damage in every run, so a failure can be found again by its round.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

#[test]
fn two_thousand_damaged_packages() {
    let caps = guest::capabilities();
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(32, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let whole = [guest::package(), guest::section("fanlight:picture", png.get_ref())].concat();
    assert!(Package::open(&whole, &caps).is_ok());
    let mut dice = Dice(0x0fa1_1196_47c0_ffee);
    for round in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[at] ^= 1 << dice.below(8),
                1 => bytes[at] = dice.below(256) as u8,
                2 => drop(bytes.drain(at..(at + 1 + dice.below(8)).min(whole.len()).min(bytes.len()))),
                _ => bytes.insert(at, dice.below(256) as u8),
            }
        }
        let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| Package::open(&bytes, &caps)));
        assert!(opened.is_ok(), "round {round} panicked");
    }
}
