;; The words of a post in UTF-16, hashed where they stand and numbered. Two steps: `read` hashes what is plain ASCII and leaves what is not
;; to the caller, who goes on behind it; `number` looks all of them up. Apart, since look-ups wait for memory, and many can wait together.
;; term-hash.ts says how words are hashed. words-bytes.ts holds this text compiled; tests compile it again and compare it with the scanner
;; in TypeScript.
;; Memory: at 0 the table of what begins where (128 rows of 256: unit, next unit, 128 for any beyond ASCII; 0 nothing, 1 a word, 2 a sign
;; of one unit, 3 the caller's, 4 a number); at 32,768 which of 256 units words are made of; above what the caller hands out.
(module
  (memory (export "memory") 1)
  ;; Where the next word of the post goes: 16 bytes each, its hash, the byte at which it begins, its number.
  (global $next (export "next") (mut i32) (i32.const 0))
  ;; Different words of the post numbered last.
  (global $different (export "different") (mut i32) (i32.const 0))
  ;; Nobody reads it: what is loaded early must not look like nothing to do.
  (global $early (mut i32) (i32.const 0))
  ;; Adds a word of the post.
  (func $add (export "add") (param $low i32) (param $high i32) (param $from i32)
    (i32.store (global.get $next) (local.get $low))
    (i32.store offset=4 (global.get $next) (local.get $high))
    (i32.store offset=8 (global.get $next) (local.get $from))
    (global.set $next (i32.add (global.get $next) (i32.const 16))))
  ;; Reads on from byte `at`; ends at `end`, or before at what the caller must look at. Behind `end` must stand 0. `first`: where hashes
  ;; begin, `long`: the hash of any long number.
  (func (export "read")
    (param $at i32) (param $end i32) (param $firstLow i32) (param $firstHigh i32) (param $longLow i32) (param $longHigh i32)
    (result i32)
    (local $unit i32) (local $kind i32) (local $low i32) (local $high i32) (local $to i32) (local $last i32) (local $before i32)
    (block $stop
      (loop $tokens
        (br_if $stop (i32.ge_u (local.get $at) (local.get $end)))
        (br_if $stop (i32.ge_u (local.tee $unit (i32.load16_u (local.get $at))) (i32.const 128)))
        (local.set $to (i32.load16_u offset=2 (local.get $at)))
        (local.set $kind (i32.load8_u (i32.or
          (i32.shl (local.get $unit) (i32.const 8))
          (select (local.get $to) (i32.const 128) (i32.lt_u (local.get $to) (i32.const 128))))))
        (if (i32.eqz (local.get $kind))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 2)))
            (br $tokens)))
        (br_if $stop (i32.eq (local.get $kind) (i32.const 3)))
        (local.set $low (local.get $firstLow))
        (local.set $high (local.get $firstHigh))
        (local.set $to (local.get $at))
        (local.set $last (i32.const 0))
        (local.set $before (i32.const 0))
        (if (i32.eq (local.get $kind) (i32.const 4))
          (then
            (block $number
              (loop $digits
                (local.set $low (i32.mul (i32.xor (local.get $low) (local.get $unit)) (i32.const 0x01000193)))
                (local.set $high (i32.xor
                  (i32.mul (i32.xor (local.get $high) (local.get $unit)) (i32.const 0x85ebca6b))
                  (i32.shr_u (local.get $high) (i32.const 15))))
                (local.set $unit (i32.load16_u (local.tee $to (i32.add (local.get $to) (i32.const 2)))))
                (br_if $stop (i32.ge_u (local.get $unit) (i32.const 128)))
                (br_if $digits (i32.lt_u (i32.sub (local.get $unit) (i32.const 0x30)) (i32.const 10)))
                ;; Dots, commas and colons belong to a number that goes on behind them.
                (br_if $number (i32.and (i32.ne (local.get $unit) (i32.const 0x2e))
                  (i32.and (i32.ne (local.get $unit) (i32.const 0x2c)) (i32.ne (local.get $unit) (i32.const 0x3a)))))
                (local.set $last (i32.load16_u offset=2 (local.get $to)))
                (br_if $stop (i32.ge_u (local.get $last) (i32.const 128)))
                (br_if $digits (i32.lt_u (i32.sub (local.get $last) (i32.const 0x30)) (i32.const 10)))))
            ;; Numbers of more than four units are one term.
            (if (i32.gt_u (i32.sub (local.get $to) (local.get $at)) (i32.const 8))
              (then
                (local.set $low (local.get $longLow))
                (local.set $high (local.get $longHigh))))
            (call $add (local.get $low) (local.get $high) (local.get $at))
            (local.set $at (local.get $to))
            (br $tokens)))
        (block $ends
          (loop $units
            ;; Lower case; digits and the apostrophe have this bit, and so have the signs.
            (if (i32.eq (local.get $kind) (i32.const 1)) (then (local.set $unit (i32.or (local.get $unit) (i32.const 0x20)))))
            (local.set $low (i32.mul (i32.xor (local.get $low) (local.get $unit)) (i32.const 0x01000193)))
            (local.set $high (i32.xor
              (i32.mul (i32.xor (local.get $high) (local.get $unit)) (i32.const 0x85ebca6b))
              (i32.shr_u (local.get $high) (i32.const 15))))
            ;; Folding a word with a unit three times in a row is the caller's.
            (br_if $stop (i32.and
              (i32.eq (local.get $unit) (local.get $last))
              (i32.eq (local.get $unit) (local.get $before))))
            (local.set $before (local.get $last))
            (local.set $last (local.get $unit))
            (local.set $unit (i32.load16_u (local.tee $to (i32.add (local.get $to) (i32.const 2)))))
            (br_if $ends (i32.eq (local.get $kind) (i32.const 2)))
            (br_if $stop (i32.ge_u (local.get $unit) (i32.const 128)))
            (br_if $units (i32.load8_u offset=32768 (local.get $unit)))
            (br_if $ends (i32.ne (local.get $unit) (i32.const 0x27)))
            ;; An apostrophe belongs to a word that goes on behind it.
            (local.set $before (i32.load16_u offset=2 (local.get $to)))
            (br_if $stop (i32.ge_u (local.get $before) (i32.const 128)))
            (br_if $units (i32.load8_u offset=32768 (local.get $before)))))
        (call $add (local.get $low) (local.get $high) (local.get $at))
        (local.set $at (local.get $to))
        (br $tokens)))
    (local.get $at))
  ;; Numbers the words from `at` to `next`, new ones from `size` on; the new size.
  ;; `slots`: 2^`bits` places of 16 bytes: hash, number + 1, where in `distinct` the post has it: all that a word is asked for lies in one
  ;; place of memory. `known`: of each number its hash.
  ;; `distinct`: 16 bytes for each different word of the post: number, times, byte at which it first began.
  (func (export "number")
    (param $at i32) (param $slots i32) (param $bits i32) (param $known i32) (param $size i32) (param $distinct i32)
    (result i32)
    (local $low i32) (local $product i32) (local $place i32) (local $mask i32) (local $word i32) (local $entry i32)
    (local $slot i32) (local $count i32) (local $shift i32) (local $early i32)
    (local.set $mask (i32.sub (i32.shl (i32.const 16) (local.get $bits)) (i32.const 16)))
    (local.set $shift (i32.sub (i32.const 32) (local.get $bits)))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $at) (global.get $next)))
        (local.set $low (i32.load (local.get $at)))
        ;; Multiplied by 2³² / φ (Knuth 1998, vol. 3, § 6.4).
        (local.set $product (i32.mul (local.get $low) (i32.const 0x9e3779b9)))
        ;; Asked for early, so that it is there when its turn comes; behind the last word it is one of any place.
        (local.set $early (i32.xor (local.get $early) (i32.load offset=8 (i32.add (local.get $slots)
          (i32.shl
            (i32.shr_u (i32.mul (i32.load offset=160 (local.get $at)) (i32.const 0x9e3779b9)) (local.get $shift))
            (i32.const 4))))))
        (local.set $place (i32.shl (i32.shr_u (local.get $product) (local.get $shift)) (i32.const 4)))
        (block $looked
          (loop $places
            (local.set $word (i32.load offset=8 (local.tee $slot (i32.add (local.get $slots) (local.get $place)))))
            (if (i32.eqz (local.get $word))
              (then
                (i64.store (local.get $slot) (i64.load (local.get $at)))
                (i64.store (i32.add (local.get $known) (i32.shl (local.get $size) (i32.const 3))) (i64.load (local.get $at)))
                (i32.store offset=8 (local.get $slot)
                  (local.tee $word (local.tee $size (i32.add (local.get $size) (i32.const 1)))))
                (br $looked)))
            (br_if $looked (i64.eq (i64.load (local.get $slot)) (i64.load (local.get $at))))
            (local.set $place (i32.and (i32.add (local.get $place) (i32.const 16)) (local.get $mask)))
            (br $places)))
        (local.set $word (i32.sub (local.get $word) (i32.const 1)))
        (i32.store offset=12 (local.get $at) (local.get $word))
        ;; Where it was met last holds for this post if that place holds it: nothing is cleared between posts.
        (local.set $entry (i32.load offset=12 (local.get $slot)))
        (block $counted
          (if (i32.lt_u (local.get $entry) (local.get $count))
            (then
              (local.set $entry (i32.add (local.get $distinct) (i32.shl (local.get $entry) (i32.const 4))))
              (if (i32.eq (i32.load (local.get $entry)) (local.get $word))
                (then
                  (i32.store offset=4 (local.get $entry) (i32.add (i32.load offset=4 (local.get $entry)) (i32.const 1)))
                  (br $counted)))))
          (i32.store offset=12 (local.get $slot) (local.get $count))
          (local.set $entry (i32.add (local.get $distinct) (i32.shl (local.get $count) (i32.const 4))))
          (i32.store (local.get $entry) (local.get $word))
          (i32.store offset=4 (local.get $entry) (i32.const 1))
          (i32.store offset=8 (local.get $entry) (i32.load offset=8 (local.get $at)))
          (local.set $count (i32.add (local.get $count) (i32.const 1))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $words)))
    (global.set $early (local.get $early))
    (global.set $different (local.get $count))
    (local.get $size)))
