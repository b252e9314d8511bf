(module (type (struct (field i32))) (func (result (ref 0)) (struct.new_default 0)))
