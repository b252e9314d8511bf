;; A component inside of the widget makes handles of its own resource when it is instantiated, and drops none.
(component
  (type $thing (resource (rep i32)))
  (core func $new (canon resource.new $thing))
  (core module $maker
    (import "" "new" (func $new (param i32) (result i32)))
    (func $make (loop $again (drop (call $new (i32.const 0))) (br $again)))
    (start $make))
  (core instance (instantiate $maker (with "" (instance (export "new" (func $new)))))))
