;; What a toolchain makes of a guest that waters a bed by how dry it is, written by hand to be read:
;;
;;   world watering {
;;     import example:garden/beds@0.1.0;
;;     export litres: func(bed: string) -> result<u32>;
;;   }
(component
  (type $beds (instance
    (type $cases (variant
      (case "denied" string) (case "invalid" string) (case "full" string) (case "missing" string) (case "unavailable" string)))
    (export "refusal" (type $refusal (eq $cases)))
    (type $moisture (func (param "bed" string) (result (result u32 (error $refusal)))))
    (export "moisture" (func (type $moisture)))))
  (import "example:garden/beds@0.1.0" (instance $garden (type $beds)))
  (alias export $garden "moisture" (func $moisture))

  ;; Memory and where strings from the host go: one after the other, from 1024 on.
  (core module $memory
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
      (global.get $free)
      (global.set $free (i32.and (i32.add (i32.add (global.get $free) (local.get $size)) (i32.const 7)) (i32.const -8)))))
  (core instance $memory (instantiate $memory))
  (core func $moisture
    (canon lower (func $moisture) (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))

  (core module $main
    (import "memory" "memory" (memory 1))
    (import "beds" "moisture" (func $moisture (param i32 i32 i32)))
    ;; The answer of the gate goes to 16: its case, and its moisture at 20. Our own goes to 0: the case, and the litres at 4.
    (func (export "litres") (param $bed i32) (param $length i32) (result i32)
      (call $moisture (local.get $bed) (local.get $length) (i32.const 16))
      (i32.store8 (i32.const 0) (i32.load8_u (i32.const 16)))
      ;; A litre for each ten percent below forty.
      (i32.store (i32.const 4)
        (i32.div_u
          (i32.sub (i32.const 40) (select (i32.load (i32.const 20)) (i32.const 40) (i32.lt_u (i32.load (i32.const 20)) (i32.const 40))))
          (i32.const 10)))
      (i32.const 0)))
  (core instance $main (instantiate $main
    (with "memory" (instance $memory))
    (with "beds" (instance (export "moisture" (func $moisture))))))

  (func (export "litres") (param "bed" string) (result (result u32))
    (canon lift (core func $main "litres") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))
