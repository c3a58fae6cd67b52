;; Coordinate descent for non-negative matrix factorisation X ≈ W Hᵀ (Cichocki & Phan 2009, doi:10.1587/transfun.E92.A.708), eight rows
;; of factors side by side: rows of one block do not depend on each other, so eight of them take each step together, without branches.
;; Factors are padded to a multiple of eight; what is padded is 0 and stays 0. A row of factors takes `stride` bytes.
;; "Lanes" are eight rows turned: factor by factor, the eight rows' values of each (32 bytes).
;; nmf-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
(module
  (memory (export "memory") 1)
  ;; Each factor of eight rows in turn to its best value, the others held: f ← max(0, f − (square f − products) / square[f][f]).
  (func $descend
    (param $lanes i32)
    (param $products i32) ;; lanes of what the other factors give with X: X H for rows of W
    (param $square i32)   ;; f32, the other factors' HᵀH, `stride` bytes a row
    (param $inverse i32)  ;; f32, 1 / its diagonal, 0 where that is 0
    (param $stride i32)
    (param $last i32)     ;; real factors × 4
    (local $a i32) (local $b i32) (local $at i32) (local $row i32)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128) (local $v v128) (local $zero v128)
    (loop $factors
      ;; Two sums for each half: additions need not wait for each other.
      (local.set $p (local.get $zero))
      (local.set $q (local.get $zero))
      (local.set $r (local.get $zero))
      (local.set $s (local.get $zero))
      (local.set $row (i32.add (local.get $square) (i32.mul (i32.shr_u (local.get $a) (i32.const 2)) (local.get $stride))))
      (local.set $at (local.get $lanes))
      (local.set $b (i32.const 0))
      (loop $others
        (local.set $v (v128.load32_splat (i32.add (local.get $row) (local.get $b))))
        (local.set $p (f32x4.add (local.get $p) (f32x4.mul (local.get $v) (v128.load (local.get $at)))))
        (local.set $q (f32x4.add (local.get $q) (f32x4.mul (local.get $v) (v128.load offset=16 (local.get $at)))))
        (local.set $v (v128.load32_splat offset=4 (i32.add (local.get $row) (local.get $b))))
        (local.set $r (f32x4.add (local.get $r) (f32x4.mul (local.get $v) (v128.load offset=32 (local.get $at)))))
        (local.set $s (f32x4.add (local.get $s) (f32x4.mul (local.get $v) (v128.load offset=48 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $others (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 8))) (local.get $last))))
      (local.set $at (i32.add (local.get $lanes) (i32.shl (local.get $a) (i32.const 3))))
      (local.set $b (i32.add (local.get $products) (i32.shl (local.get $a) (i32.const 3))))
      (local.set $v (v128.load32_splat (i32.add (local.get $inverse) (local.get $a))))
      (v128.store (local.get $at) (f32x4.pmax (local.get $zero) (f32x4.sub (v128.load (local.get $at))
        (f32x4.mul (local.get $v) (f32x4.sub (f32x4.add (local.get $p) (local.get $r)) (v128.load (local.get $b)))))))
      (v128.store offset=16 (local.get $at) (f32x4.pmax (local.get $zero) (f32x4.sub (v128.load offset=16 (local.get $at))
        (f32x4.mul (local.get $v) (f32x4.sub (f32x4.add (local.get $q) (local.get $s)) (v128.load offset=16 (local.get $b)))))))
      (br_if $factors (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 4))) (local.get $last)))))
  ;; Adds the eight rows' share of FᵀF: of each pair of factors, the second not after the first, four sums (16 bytes).
  (func $multiply (param $lanes i32) (param $last i32) (param $sums i32)
    (local $first i32) (local $second i32) (local $end i32) (local $p v128) (local $q v128)
    (local.set $first (local.get $lanes))
    (local.set $end (i32.add (local.get $lanes) (i32.shl (local.get $last) (i32.const 3))))
    (loop $factors
      (local.set $p (v128.load (local.get $first)))
      (local.set $q (v128.load offset=16 (local.get $first)))
      (local.set $second (local.get $lanes))
      (loop $others
        (v128.store (local.get $sums) (f32x4.add (v128.load (local.get $sums)) (f32x4.add
          (f32x4.mul (local.get $p) (v128.load (local.get $second)))
          (f32x4.mul (local.get $q) (v128.load offset=16 (local.get $second))))))
        (local.set $sums (i32.add (local.get $sums) (i32.const 16)))
        (br_if $others (i32.le_u (local.tee $second (i32.add (local.get $second) (i32.const 32))) (local.get $first))))
      (br_if $factors (i32.lt_u (local.tee $first (i32.add (local.get $first) (i32.const 32))) (local.get $end)))))
  ;; Four rows of four numbers, so many bytes apart, turned.
  (func $turn (param $from i32) (param $apart i32) (param $to i32) (param $next i32)
    (local $p v128) (local $q v128) (local $r v128) (local $s v128) (local $low v128) (local $high v128)
    (local.set $p (v128.load (local.get $from)))
    (local.set $q (v128.load (local.tee $from (i32.add (local.get $from) (local.get $apart)))))
    (local.set $r (v128.load (local.tee $from (i32.add (local.get $from) (local.get $apart)))))
    (local.set $s (v128.load (i32.add (local.get $from) (local.get $apart))))
    (local.set $low (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $p) (local.get $q)))
    (local.set $high (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $r) (local.get $s)))
    (local.set $p (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $p) (local.get $q)))
    (local.set $r (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $r) (local.get $s)))
    (v128.store (local.get $to) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $low) (local.get $high)))
    (v128.store (local.tee $to (i32.add (local.get $to) (local.get $next)))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $low) (local.get $high)))
    (v128.store (local.tee $to (i32.add (local.get $to) (local.get $next)))
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $p) (local.get $r)))
    (v128.store (i32.add (local.get $to) (local.get $next))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $p) (local.get $r))))
  (func $toLanes (param $rows i32) (param $stride i32) (param $lanes i32)
    (local $b i32) (local $from i32) (local $to i32)
    (loop $factors
      (local.set $from (i32.add (local.get $rows) (local.get $b)))
      (local.set $to (i32.add (local.get $lanes) (i32.shl (local.get $b) (i32.const 3))))
      (call $turn (local.get $from) (local.get $stride) (local.get $to) (i32.const 32))
      (call $turn (i32.add (local.get $from) (i32.shl (local.get $stride) (i32.const 2))) (local.get $stride)
        (i32.add (local.get $to) (i32.const 16)) (i32.const 32))
      (br_if $factors (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride)))))
  (func $toRows (param $lanes i32) (param $stride i32) (param $rows i32)
    (local $b i32) (local $from i32) (local $to i32)
    (loop $factors
      (local.set $from (i32.add (local.get $lanes) (i32.shl (local.get $b) (i32.const 3))))
      (local.set $to (i32.add (local.get $rows) (local.get $b)))
      (call $turn (local.get $from) (i32.const 32) (local.get $to) (local.get $stride))
      (call $turn (i32.add (local.get $from) (i32.const 16)) (i32.const 32)
        (i32.add (local.get $to) (i32.shl (local.get $stride) (i32.const 2))) (local.get $stride))
      (br_if $factors (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 16))) (local.get $stride)))))
  ;; row = Σ value × the table's rows, over the entries `from` … `to` of X.
  (func $gather (param $from i32) (param $to i32) (param $index i32) (param $value i32) (param $table i32) (param $row i32) (param $stride i32)
    (local $b i32) (local $e i32) (local $at i32) (local $low v128) (local $high v128) (local $v v128)
    (loop $factors
      (local.set $low (v128.const f32x4 0 0 0 0))
      (local.set $high (v128.const f32x4 0 0 0 0))
      (local.set $e (local.get $from))
      (block $summed
        (loop $entries
          (br_if $summed (i32.ge_u (local.get $e) (local.get $to)))
          (local.set $v (v128.load32_splat (i32.add (local.get $value) (local.get $e))))
          (local.set $at (i32.add (i32.add (local.get $table) (local.get $b)) (i32.load (i32.add (local.get $index) (local.get $e)))))
          (local.set $low (f32x4.add (local.get $low) (f32x4.mul (local.get $v) (v128.load (local.get $at)))))
          (local.set $high (f32x4.add (local.get $high) (f32x4.mul (local.get $v) (v128.load offset=16 (local.get $at)))))
          (local.set $e (i32.add (local.get $e) (i32.const 4)))
          (br $entries)))
      (local.set $at (i32.add (local.get $row) (local.get $b)))
      (v128.store (local.get $at) (local.get $low))
      (v128.store offset=16 (local.get $at) (local.get $high))
      (br_if $factors (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 32))) (local.get $stride)))))
  ;; The table's rows += value × row, over the entries `from` … `to` of X.
  (func $scatter (param $from i32) (param $to i32) (param $index i32) (param $value i32) (param $table i32) (param $row i32) (param $stride i32)
    (local $b i32) (local $e i32) (local $at i32) (local $low v128) (local $high v128) (local $v v128)
    (loop $factors
      (local.set $at (i32.add (local.get $row) (local.get $b)))
      (local.set $low (v128.load (local.get $at)))
      (local.set $high (v128.load offset=16 (local.get $at)))
      (local.set $e (local.get $from))
      (block $summed
        (loop $entries
          (br_if $summed (i32.ge_u (local.get $e) (local.get $to)))
          (local.set $v (v128.load32_splat (i32.add (local.get $value) (local.get $e))))
          (local.set $at (i32.add (i32.add (local.get $table) (local.get $b)) (i32.load (i32.add (local.get $index) (local.get $e)))))
          (v128.store (local.get $at) (f32x4.add (v128.load (local.get $at)) (f32x4.mul (local.get $v) (local.get $low))))
          (v128.store offset=16 (local.get $at) (f32x4.add (v128.load offset=16 (local.get $at)) (f32x4.mul (local.get $v) (local.get $high))))
          (local.set $e (i32.add (local.get $e) (i32.const 4)))
          (br $entries)))
      (br_if $factors (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 32))) (local.get $stride)))))
  ;; Brings W to H, eight rows of X at a time; adds XᵀW to `products` and WᵀW to `sums` on the way, so that X is read once, by rows.
  (func (export "rows")
    (param $start i32)    ;; i32, where the entries of each row begin, and the end
    (param $index i32)    ;; i32, column of each entry × `stride`
    (param $value i32)    ;; f32, of each entry
    (param $groups i32)   ;; of eight rows
    (param $w i32)        ;; f32, lanes
    (param $h i32)        ;; f32, a row of factors for each column of X
    (param $products i32) ;; the same
    (param $square i32) (param $inverse i32) (param $stride i32) (param $last i32)
    (param $sweeps i32)   ;; of each group
    (param $sums i32)
    (param $scratch i32)  ;; 16 × `stride` bytes
    (local $row i32) (local $end i32) (local $lanes i32) (local $sweep i32)
    (local.set $end (i32.add (local.get $scratch) (i32.shl (local.get $stride) (i32.const 3))))
    (local.set $lanes (local.get $end))
    (block $finished
      (loop $each
        (br_if $finished (i32.eqz (local.get $groups)))
        (local.set $row (local.get $scratch))
        (loop $eight
          (call $gather (i32.load (local.get $start)) (i32.load offset=4 (local.get $start)) (local.get $index) (local.get $value)
            (local.get $h) (local.get $row) (local.get $stride))
          (local.set $start (i32.add (local.get $start) (i32.const 4)))
          (br_if $eight (i32.lt_u (local.tee $row (i32.add (local.get $row) (local.get $stride))) (local.get $end))))
        (call $toLanes (local.get $scratch) (local.get $stride) (local.get $lanes))
        (local.set $sweep (local.get $sweeps))
        (loop $again
          (call $descend (local.get $w) (local.get $lanes) (local.get $square) (local.get $inverse) (local.get $stride) (local.get $last))
          (br_if $again (local.tee $sweep (i32.sub (local.get $sweep) (i32.const 1)))))
        (call $multiply (local.get $w) (local.get $last) (local.get $sums))
        (call $toRows (local.get $w) (local.get $stride) (local.get $scratch))
        (local.set $start (i32.sub (local.get $start) (i32.const 32)))
        (local.set $row (local.get $scratch))
        (loop $eight
          (call $scatter (i32.load (local.get $start)) (i32.load offset=4 (local.get $start)) (local.get $index) (local.get $value)
            (local.get $products) (local.get $row) (local.get $stride))
          (local.set $start (i32.add (local.get $start) (i32.const 4)))
          (br_if $eight (i32.lt_u (local.tee $row (i32.add (local.get $row) (local.get $stride))) (local.get $end))))
        (local.set $w (i32.add (local.get $w) (i32.shl (local.get $stride) (i32.const 3))))
        (local.set $groups (i32.sub (local.get $groups) (i32.const 1)))
        (br $each))))
  ;; Brings H to W, by XᵀW and WᵀW, and adds HᵀH to `sums`.
  (func (export "columns")
    (param $groups i32) (param $h i32) (param $products i32)
    (param $square i32) (param $inverse i32) (param $stride i32) (param $last i32)
    (param $sweeps i32)   ;; 0: only the sums
    (param $sums i32) (param $scratch i32)
    (local $lanes i32) (local $eight i32) (local $sweep i32)
    (local.set $eight (i32.shl (local.get $stride) (i32.const 3)))
    (local.set $lanes (i32.add (local.get $scratch) (local.get $eight)))
    (block $finished
      (loop $each
        (br_if $finished (i32.eqz (local.get $groups)))
        (call $toLanes (local.get $h) (local.get $stride) (local.get $scratch))
        (call $toLanes (local.get $products) (local.get $stride) (local.get $lanes))
        (local.set $sweep (local.get $sweeps))
        (block $done
          (loop $again
            (br_if $done (i32.eqz (local.get $sweep)))
            (call $descend (local.get $scratch) (local.get $lanes) (local.get $square) (local.get $inverse) (local.get $stride) (local.get $last))
            (local.set $sweep (i32.sub (local.get $sweep) (i32.const 1)))
            (br $again)))
        (call $multiply (local.get $scratch) (local.get $last) (local.get $sums))
        (call $toRows (local.get $scratch) (local.get $stride) (local.get $h))
        (local.set $h (i32.add (local.get $h) (local.get $eight)))
        (local.set $products (i32.add (local.get $products) (local.get $eight)))
        (local.set $groups (i32.sub (local.get $groups) (i32.const 1)))
        (br $each)))))
