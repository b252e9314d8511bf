//! A session cannot be made from a scope of another, nor from its parts.

fn main() {}

fn forge(session: fanlight_store::Session, principal: fanlight_store::Principal) -> fanlight_store::Session {
    fanlight_store::Session { principal, ..session }
}
