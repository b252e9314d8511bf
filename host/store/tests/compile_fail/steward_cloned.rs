//! The steward is one: whoever has a reference cannot keep a copy.

fn main() {}

fn keep(steward: &fanlight_store::Steward) -> fanlight_store::Steward {
    steward.clone()
}
