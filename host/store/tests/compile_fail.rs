//! What must not compile: every way around a scope or a transaction that someone might try. Each case is a file; a new
//! one needs no line here.

#[test]
fn there_is_no_way_around_a_scope() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
