;; Recursion that calls the gate at every hundredth step, so that host and guest share the stack.
(module
  (import "fanlight:storage/storage@0.1.0" "get" (func $get (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (call $down (i32.const 0)) (i32.const 1024))
  (func $down (param $step i32)
    (if (i32.eqz (i32.rem_u (local.get $step) (i32.const 100)))
      (then (call $get (i32.const 0) (i32.const 1) (i32.const 64))))
    (call $down (i32.add (local.get $step) (i32.const 1))))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
