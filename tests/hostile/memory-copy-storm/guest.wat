;; The guest copies 8 MiB to and fro with one instruction each time.
(module
  (memory (export "memory") 256)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32)
    (loop $again (memory.copy (i32.const 8388608) (i32.const 0) (i32.const 8388608)) (br $again))
    (unreachable))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
