//! A secret has no Display: it reaches no log by accident.

fn main() {}

fn log(secret: fanlight_store::Secret) -> String {
    format!("{secret}")
}
