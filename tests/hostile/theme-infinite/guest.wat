;; A theme with a corner of infinite roundness.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "tokens") (param i64 i32 i32 i32) (result i32) (i32.const 2048))
  (data (i32.const 2052) "\00\0c\00\00\01\00\00\00")
  (data (i32.const 3072) "\01\00\00\00\00\00\00\00\00\00\80\7f"))
