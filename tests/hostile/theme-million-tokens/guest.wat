;; A theme of a million tokens.
(module
  (memory (export "memory") 480)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "tokens") (param i64 i32 i32 i32) (result i32) (i32.const 2048))
  (data (i32.const 2052) "\00\00\01\00\60\ae\0a\00"))
