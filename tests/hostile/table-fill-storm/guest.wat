;; The guest fills a table of 20,000 elements again and again.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32)
    (loop $again (table.fill 0 (i32.const 0) (ref.null func) (i32.const 20000)) (br $again))
    (unreachable))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (table 20000 funcref))
