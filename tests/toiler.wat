;; A widget that takes so many turns of a loop, about seven units of fuel each, whenever it is told something (UPDATE) or drawn (RENDER),
;; and then does what was asked: it shows an empty column. The tests put numbers in.
(module
  (memory (export "memory") 1)
  ;; `ok` for each of its functions: a list of one zero, which is a state of a byte or a node that is an empty column, and zeros for no
  ;; refresh, or the index of the root. See the canonical ABI for where what lies.
  (data (i32.const 4096) "\00\00\00\00\00\20\00\00\01\00\00\00")
  (func $toil (param $turns i32) (result i32)
    (loop $again
      (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $turns) (i32.const 0))))
    (i32.const 4096))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 16384))
  (func (export "update") (param i32) (result i32) (call $toil (i32.const UPDATE)))
  (func (export "render") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) (call $toil (i32.const RENDER)))
  (func (export "migrate") (param i32 i32 i32 i32) (result i32) (i32.const 4096)))
