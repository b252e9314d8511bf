;; A widget that keeps nothing and shows a line. Zeros are an answer that went well and is empty.
(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "update") (param i32) (result i32) (i32.const 1024))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (i32.const 2048))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
  ;; result<view>: ok, one node at 3072, which is the root
  (data (i32.const 2052) "\00\0c\00\00\01\00\00\00\00\00\00\00")
  ;; a heading: its text is 16 bytes at 3200, its level 1
  (data (i32.const 3072) "\08")
  (data (i32.const 3080) "\80\0c\00\00\10\00\00\00\01")
  (data (i32.const 3200) "I look harmless."))
