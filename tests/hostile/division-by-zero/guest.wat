;; The guest divides by zero, which raises a signal on the host's processor.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.div_u (i32.const 1) (i32.and (local.get 0) (i32.const 0))))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
