;; A theme that imports storage, to tell what it was asked.
(module
  (import "fanlight:storage/storage@0.1.0" "get" (func $get (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "tokens") (param i64 i32 i32 i32) (result i32) (i32.const 2048)))
