(module (table 1000 funcref))
