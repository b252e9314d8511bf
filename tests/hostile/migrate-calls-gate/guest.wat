;; An update that asks the gate while it reads the state of the version before it, with nobody there.
(module
  (import "fanlight:storage/storage@0.1.0" "get" (func $get (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32)
    (call $get (i32.const 0) (i32.const 1) (i32.const 64))
    (i32.const 1024))
  (data (i32.const 2052) "\00\0c\00\00\01\00\00\00\00\00\00\00") ;; ok: one node at 3072, which is the root
  (data (i32.const 3072) "\06") ;; a divider
)
