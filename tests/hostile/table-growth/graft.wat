(module
  (table 1 funcref)
  (func $grow
    (if (i32.eq (table.grow (ref.null func) (i32.const 1000000)) (i32.const -1))
      (then unreachable)))
  (start $grow))
