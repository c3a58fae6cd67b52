;; One step of independent cascades (Kempe, Kleinberg & Tardos 2003): every node that was just reached tries its arcs. Many nodes go
;; through three loops together (where their arcs are, which arcs pass, whom they reach), each of which reads places that do not depend
;; on one another: a large graph then waits for memory once for many nodes instead of several times for each. Four arcs are tried at
;; once, without branches.
;;
;; An arc is a word: its target in the low bits, in the high bits (`keep`) those of its threshold, so that one place in memory holds both.
;; A draw passes where it is not above the threshold. The high bits decide; where they are equal, the whole threshold is looked up.
;;
;; cascade-bytes.ts holds this text compiled; tests compile it again and compare it with a plain version.
(module
  ;; From 0 sixteen shuffles (16 bytes each) that bring the words named by the bits of their number to the front; 256 the state of
  ;; xoshiro128+ (Blackman & Vigna 2018) in four lanes; 320 the bytes of the arcs that the
  ;; last step tried; 324 what it touched; 1024 first and last address of up to 256 rows.
  (memory (export "memory") 1)
  (func (export "step")
    (param $offsets i32)  ;; i32, where the arcs of each node begin, and the end
    (param $arcs i32)     ;; i32, and 16 bytes more
    (param $exact i32)    ;; i32, threshold of each arc: the largest draw that passes
    (param $keep i32)     ;; the bits of an arc that are its threshold's
    (param $seen i32)     ;; a bit for each node that was reached
    (param $passing i32)  ;; room for 16 kB, the widest row and 16 bytes more
    (param $head i32) (param $end i32) ;; the nodes just reached, i32
    (param $tail i32)     ;; where the next ones go
    (result i32)          ;; their end
    (local $at i32) (local $each i32) (local $room i32) (local $from i32) (local $to i32) (local $out i32) (local $bits i32)
    (local $touched i32) (local $w i32) (local $word i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $r v128) (local $t v128)
    (local $arc v128) (local $threshold v128) (local $high v128) (local $inside v128) (local $equal v128) (local $passes v128)
    (local.set $a (v128.load offset=256 (i32.const 0)))
    (local.set $b (v128.load offset=272 (i32.const 0)))
    (local.set $c (v128.load offset=288 (i32.const 0)))
    (local.set $d (v128.load offset=304 (i32.const 0)))
    (local.set $high (i32x4.splat (local.get $keep)))
    (i32.store offset=320 (i32.const 0) (i32.const 0))
    (block $finished
      (loop $together
        (br_if $finished (i32.ge_u (local.get $head) (local.get $end)))
        (local.set $at (i32.const 1024))
        (local.set $room (i32.const 16384))
        (loop $rows
          (local.set $w (i32.add (local.get $offsets) (i32.shl (i32.load (local.get $head)) (i32.const 2))))
          (local.set $from (i32.shl (i32.load (local.get $w)) (i32.const 2)))
          (local.set $to (i32.shl (i32.load offset=4 (local.get $w)) (i32.const 2)))
          (i32.store (local.get $at) (i32.add (local.get $arcs) (local.get $from)))
          (i32.store offset=4 (local.get $at) (i32.add (local.get $arcs) (local.get $to)))
          (local.set $room (i32.sub (local.get $room) (i32.sub (local.get $to) (local.get $from))))
          (local.set $head (i32.add (local.get $head) (i32.const 4)))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br_if $rows
            (i32.and (i32.lt_u (local.get $head) (local.get $end))
              (i32.and (i32.lt_u (local.get $at) (i32.const 3072)) (i32.gt_s (local.get $room) (i32.const 0))))))
        (i32.store offset=320 (i32.const 0) (i32.add (i32.load offset=320 (i32.const 0)) (i32.sub (i32.const 16384) (local.get $room))))
        ;; Both ends of each row are asked for before any is waited for.
        (local.set $each (i32.const 1024))
        (loop $touch
          (local.set $touched (i32.xor (local.get $touched)
            (i32.xor (i32.load (i32.load (local.get $each))) (i32.load (i32.load offset=4 (local.get $each))))))
          (br_if $touch (i32.lt_u (local.tee $each (i32.add (local.get $each) (i32.const 8))) (local.get $at))))
        (local.set $out (local.get $passing))
        (local.set $each (i32.const 1024))
        (loop $rows
          (local.set $from (i32.load (local.get $each)))
          (local.set $to (i32.load offset=4 (local.get $each)))
          (block $tried
            (loop $four
              (br_if $tried (i32.ge_u (local.get $from) (local.get $to)))
              (local.set $r (i32x4.add (local.get $a) (local.get $d)))
              (local.set $t (i32x4.shl (local.get $b) (i32.const 9)))
              (local.set $c (v128.xor (local.get $c) (local.get $a)))
              (local.set $d (v128.xor (local.get $d) (local.get $b)))
              (local.set $b (v128.xor (local.get $b) (local.get $c)))
              (local.set $a (v128.xor (local.get $a) (local.get $d)))
              (local.set $c (v128.xor (local.get $c) (local.get $t)))
              (local.set $d (v128.or (i32x4.shl (local.get $d) (i32.const 11)) (i32x4.shr_u (local.get $d) (i32.const 21))))
              (local.set $arc (v128.load (local.get $from)))
              (local.set $inside (i32x4.gt_s (i32x4.splat (i32.sub (local.get $to) (local.get $from))) (v128.const i32x4 0 4 8 12)))
              (local.set $threshold (v128.and (local.get $arc) (local.get $high)))
              (local.set $passes (i32x4.gt_s (local.get $threshold) (local.get $r)))
              (local.set $equal (i32x4.eq (local.get $threshold) (v128.and (local.get $r) (local.get $high))))
              (if (v128.any_true (local.get $equal))
                (then
                  (local.set $passes (v128.or (local.get $passes) (v128.and (local.get $equal)
                    (i32x4.le_s (local.get $r)
                      (v128.load (i32.add (local.get $exact) (i32.sub (local.get $from) (local.get $arcs))))))))))
              (local.set $bits (i32x4.bitmask (v128.and (local.get $passes) (local.get $inside))))
              (v128.store (local.get $out)
                (i8x16.swizzle (v128.andnot (local.get $arc) (local.get $high)) (v128.load (i32.shl (local.get $bits) (i32.const 4)))))
              (local.set $out (i32.add (local.get $out) (i32.shl (i32.popcnt (local.get $bits)) (i32.const 2))))
              (local.set $from (i32.add (local.get $from) (i32.const 16)))
              (br $four)))
          (br_if $rows (i32.lt_u (local.tee $each (i32.add (local.get $each) (i32.const 8))) (local.get $at))))
        ;; Each is written behind the last; the end moves on only where it is new.
        (local.set $each (local.get $passing))
        (block $all
          (loop $reach
            (br_if $all (i32.ge_u (local.get $each) (local.get $out)))
            (local.set $w (i32.load (local.get $each)))
            (local.set $from (i32.add (local.get $seen) (i32.shl (i32.shr_u (local.get $w) (i32.const 5)) (i32.const 2))))
            (local.set $word (i32.load (local.get $from)))
            (i32.store (local.get $from) (i32.or (local.get $word) (i32.shl (i32.const 1) (local.get $w))))
            (i32.store (local.get $tail) (local.get $w))
            (local.set $tail (i32.add (local.get $tail)
              (i32.shl (i32.and (i32.xor (i32.shr_u (local.get $word) (local.get $w)) (i32.const 1)) (i32.const 1)) (i32.const 2))))
            (local.set $each (i32.add (local.get $each) (i32.const 4)))
            (br $reach)))
        (br $together)))
    (v128.store offset=256 (i32.const 0) (local.get $a))
    (v128.store offset=272 (i32.const 0) (local.get $b))
    (v128.store offset=288 (i32.const 0) (local.get $c))
    (v128.store offset=304 (i32.const 0) (local.get $d))
    (i32.store offset=324 (i32.const 0) (local.get $touched))
    (local.get $tail)))
