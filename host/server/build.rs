//! The embedded files are not sources of the crate, so cargo has to be told to look at them.
fn main() {
    println!("cargo:rerun-if-changed=../assets");
}
