;; Sixteen pages are one mebibyte.
(module (memory 16))
