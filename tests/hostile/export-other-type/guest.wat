;; A widget whose functions have the right names and other types.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (result i32) (i32.const 1024))
  (func (export "render") (result i32) (i32.const 1024))
  (func (export "migrate") (result i32) (i32.const 1024)))
