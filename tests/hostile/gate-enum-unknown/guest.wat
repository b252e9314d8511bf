;; A log line of a level that there is not.
(module
  (import "fanlight:log/log@0.1.0" "write" (func $write (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32)
    (call $write (i32.const 77) (i32.const 0) (i32.const 1))
    (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
