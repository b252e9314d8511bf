;; Ninety-six pages are six mebibytes.
(module (memory 96))
