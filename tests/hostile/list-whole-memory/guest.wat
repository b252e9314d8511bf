;; One node that says that the whole memory is its children.
(module
  (memory (export "memory") 512)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  (data (i32.const 2052) "\00\0c\00\00\01\00\00\00\00\00\00\00") ;; ok: one node at 3072, which is the root
  (data (i32.const 3072) "\00") ;; a column: 8,388,608 children at 0
  (data (i32.const 3080) "\00\00\00\00\00\00\80\00"))
