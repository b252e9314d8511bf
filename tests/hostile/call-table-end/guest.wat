;; The guest calls beyond the end of its table.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (call_indirect (result i32) (i32.const -1)))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (table 1 funcref))
