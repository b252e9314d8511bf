;; The component imports an operation that storage does not have.
(module
  (import "fanlight:storage/storage@0.1.0" "drop-all" (func))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
