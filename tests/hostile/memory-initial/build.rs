//! Tells the linker how much memory the module starts with.

fn main() {
    println!("cargo::rustc-cdylib-link-arg=--initial-memory={}", 64 << 20);
}
