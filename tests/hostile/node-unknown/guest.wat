;; A node of a kind that there is not.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (data (i32.const 2052) "\00\0c\00\00\01\00\00\00\00\00\00\00") ;; ok: one node at 3072, which is the root
  (data (i32.const 3072) "\c8"))
