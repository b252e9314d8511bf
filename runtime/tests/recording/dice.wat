;; Rolls three times and adds up. What the gate says decides about every bit.
(component
  (type $dice (instance
    (type $cases (variant
      (case "denied" string) (case "invalid" string) (case "full" string) (case "missing" string) (case "unavailable" string)))
    (export "refusal" (type $refusal (eq $cases)))
    (type $roll (func (param "sides" u32) (result (result f64 (error $refusal)))))
    (export "roll" (func (type $roll)))))
  (import "example:dice/dice@0.1.0" (instance $table (type $dice)))
  (alias export $table "roll" (func $roll))

  (core module $memory
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
      (global.get $free)
      (global.set $free (i32.and (i32.add (i32.add (global.get $free) (local.get $size)) (i32.const 7)) (i32.const -8)))))
  (core instance $memory (instantiate $memory))
  (core func $roll
    (canon lower (func $roll) (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))

  (core module $main
    (import "memory" "memory" (memory 1))
    (import "dice" "roll" (func $roll (param i32 i32)))
    ;; An answer goes to 16: its case, and the number at 24. After a refusal the number before counts again.
    (func (export "sum") (result f64)
      (local $sum f64)
      (local $sides i32)
      (loop $again
        (call $roll (local.get $sides) (i32.const 16))
        (local.set $sum (f64.add (f64.mul (local.get $sum) (f64.const 0.1)) (f64.load (i32.const 24))))
        (local.set $sides (i32.add (local.get $sides) (i32.const 1)))
        (br_if $again (i32.lt_u (local.get $sides) (i32.const 3))))
      (local.get $sum)))
  (core instance $main (instantiate $main
    (with "memory" (instance $memory))
    (with "dice" (instance (export "roll" (func $roll))))))

  (func (export "sum") (result f64) (canon lift (core func $main "sum"))))
