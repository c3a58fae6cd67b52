;; The words of a post, keyed where they stand and numbered. Three steps: `fold` writes the post as bytes in lower case; `read` keys what
;; is plain ASCII and leaves what is not to the caller, who goes on behind it; `number` looks all of them up. The last two apart, since
;; look-ups wait for memory, and many can wait together. Sixteen units at a time: most words are shorter.
;; term-hash.ts says how words are hashed; they are known by a key that costs less, and hashed when they are new. words-bytes.ts holds this
;; text compiled; tests compile it again and compare it with the scanner in TypeScript.
;; Memory: at 0 the table of what begins where (128 rows of 256: unit, next unit, 128 for any beyond ASCII; 0 nothing, 1 a word, 2 a sign
;; of one unit, 3 the caller's, 4 a number); above what the caller hands out.
(module
  (memory (export "memory") 1)
  ;; Where the next word of the post goes: 16 bytes each, its key, the byte at which it begins, the one behind it, later its number.
  (global $next (export "next") (mut i32) (i32.const 0))
  ;; Different words of the post numbered last.
  (global $different (export "different") (mut i32) (i32.const 0))
  ;; Where hashes begin, halves together; set before a post.
  (global $first (mut i64) (i64.const 0))
  ;; Begins a post, whose words go to `next`: writes its units as bytes, capitals as small letters, what is no ASCII as 128 to 255, and 80
  ;; zeros behind.
  (func (export "fold")
    (param $units i32) (param $end i32) (param $bytes i32) (param $next i32) (param $low i32) (param $high i32)
    (local $eight v128)
    (global.set $next (local.get $next))
    (global.set $first (i64.or
      (i64.extend_i32_u (local.get $low))
      (i64.shl (i64.extend_i32_u (local.get $high)) (i64.const 32))))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $units) (local.get $end)))
        (local.set $eight (i8x16.narrow_i16x8_u
          (i16x8.min_u (v128.load (local.get $units)) (v128.const i16x8 255 255 255 255 255 255 255 255))
          (i16x8.min_u (v128.load offset=16 (local.get $units)) (v128.const i16x8 255 255 255 255 255 255 255 255))))
        (v128.store (local.get $bytes) (v128.or (local.get $eight)
          (v128.and
            (i8x16.splat (i32.const 0x20))
            (i8x16.lt_u (i8x16.sub (local.get $eight) (i8x16.splat (i32.const 0x41))) (i8x16.splat (i32.const 26))))))
        (local.set $units (i32.add (local.get $units) (i32.const 32)))
        (local.set $bytes (i32.add (local.get $bytes) (i32.const 16)))
        (br $more)))
    (local.set $bytes (i32.sub (local.get $bytes) (i32.shr_u (i32.sub (local.get $units) (local.get $end)) (i32.const 1))))
    (v128.store (local.get $bytes) (v128.const i64x2 0 0))
    (v128.store offset=16 (local.get $bytes) (v128.const i64x2 0 0))
    (v128.store offset=32 (local.get $bytes) (v128.const i64x2 0 0))
    (v128.store offset=48 (local.get $bytes) (v128.const i64x2 0 0))
    (v128.store offset=64 (local.get $bytes) (v128.const i64x2 0 0)))
  ;; Adds a word of the post by a key of the caller's.
  (func (export "put") (param $low i32) (param $high i32) (param $from i32)
    (i32.store (global.get $next) (local.get $low))
    (i32.store offset=4 (global.get $next) (local.get $high))
    (i32.store offset=8 (global.get $next) (local.get $from))
    (i32.store offset=12 (global.get $next) (local.get $from))
    (global.set $next (i32.add (global.get $next) (i32.const 16))))
  ;; A key with one to eight bytes mixed in. Those of up to eight bytes are told apart for certain: no byte is 0.
  (func $mixed (param $key i64) (param $at i32) (param $bytes i32) (result i64)
    (local.set $key (i64.mul
      (i64.xor
        (local.get $key)
        (i64.and
          (i64.load (local.get $at))
          (i64.shr_u
            (i64.const -1)
            (i64.extend_i32_u (i32.shl (i32.sub (i32.const 8) (local.get $bytes)) (i32.const 3))))))
      ;; A multiplier of MurmurHash3 (Appleby 2011).
      (i64.const 0xff51afd7ed558ccd)))
    (i64.xor (local.get $key) (i64.shr_u (local.get $key) (i64.const 32))))
  ;; Adds a word of the post, its bytes being what it is counted as.
  (func $add (export "add") (param $from i32) (param $to i32)
    (local $at i32) (local $key i64)
    (local.set $key (global.get $first))
    (local.set $at (local.get $from))
    (block $last
      (loop $more
        (br_if $last (i32.le_u (i32.sub (local.get $to) (local.get $at)) (i32.const 8)))
        (local.set $key (call $mixed (local.get $key) (local.get $at) (i32.const 8)))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $more)))
    (i64.store (global.get $next)
      (call $mixed (local.get $key) (local.get $at) (i32.sub (local.get $to) (local.get $at))))
    (i32.store offset=8 (global.get $next) (local.get $from))
    (i32.store offset=12 (global.get $next) (local.get $to))
    (global.set $next (i32.add (global.get $next) (i32.const 16))))
  ;; What may begin at sixteen bytes and what words are made of, as bits of the high and the low half (the halves of each byte look up what
  ;; they allow, Langdale & Lemire 2019, § 3.1.2).
  (func $classes (param $at i32) (result i32)
    (local $sixteen v128)
    (local.set $sixteen (v128.load (local.get $at)))
    (local.set $sixteen (v128.and
      (i8x16.swizzle
        (v128.const i8x16 0x6c 0x75 0x75 0x75 0x75 0x75 0x75 0x74 0x75 0x75 0x72 0x52 0x53 0x52 0x51 0x52)
        (v128.and (local.get $sixteen) (i8x16.splat (i32.const 15))))
      ;; Signs of 0x20 on, signs of 0x30 on and digits, @, letters, letters, no ASCII.
      (i8x16.swizzle
        (v128.const i8x16 0 0 0x01 0x06 0x08 0 0x10 0x20 0x40 0x40 0x40 0x40 0x40 0x40 0x40 0x40)
        (i8x16.shr_u (local.get $sixteen) (i32.const 4)))))
    (i32.or
      (i32.shl (i8x16.bitmask (i8x16.ne (local.get $sixteen) (v128.const i64x2 0 0))) (i32.const 16))
      (i8x16.bitmask (i8x16.ne
        (v128.and (local.get $sixteen) (i8x16.splat (i32.const 0x34)))
        (v128.const i64x2 0 0)))))
  ;; Sixteen bytes: whether each is a letter and the two behind it are the same.
  (func $elongated (param $at i32) (result v128)
    (local $sixteen v128)
    (local.set $sixteen (v128.load (local.get $at)))
    (v128.and
      (i8x16.gt_s (local.get $sixteen) (i8x16.splat (i32.const 0x60)))
      (v128.and
        (i8x16.eq (local.get $sixteen) (v128.load offset=1 (local.get $at)))
        (i8x16.eq (local.get $sixteen) (v128.load offset=2 (local.get $at))))))
  ;; Reads on from byte `at`; ends at `end`, or before at what the caller must look at. Where tokens begin and what words are made of is
  ;; told 64 bytes at a time, so that no token waits for the end of the one before it.
  (func (export "read") (param $at i32) (param $end i32) (result i32)
    (local $unit i32) (local $kind i32) (local $from i32) (local $to i32) (local $place i64) (local $run i32) (local $rare i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $words i64) (local $starts i64) (local $next i32)
    (local.set $to (local.get $at))
    (local.set $next (global.get $next))
    (block $stop
      (loop $blocks
        (local.set $from (local.get $at))
        (br_if $stop (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $a (call $classes (local.get $at)))
        (local.set $b (call $classes (i32.add (local.get $at) (i32.const 16))))
        (local.set $c (call $classes (i32.add (local.get $at) (i32.const 32))))
        (local.set $d (call $classes (i32.add (local.get $at) (i32.const 48))))
        (local.set $words (i64.or
          (i64.extend_i32_u (i32.or
            (i32.and (local.get $a) (i32.const 0xffff))
            (i32.shl (local.get $b) (i32.const 16))))
          (i64.shl
            (i64.extend_i32_u (i32.or
              (i32.and (local.get $c) (i32.const 0xffff))
              (i32.shl (local.get $d) (i32.const 16))))
            (i64.const 32))))
        ;; Nothing begins within a run of word units.
        (local.set $starts (i64.and
          (i64.or
            (i64.extend_i32_u (i32.or
              (i32.shr_u (local.get $a) (i32.const 16))
              (i32.and (local.get $b) (i32.const 0xffff0000))))
            (i64.shl
              (i64.extend_i32_u (i32.or
                (i32.shr_u (local.get $c) (i32.const 16))
                (i32.and (local.get $d) (i32.const 0xffff0000))))
              (i64.const 32)))
          (i64.xor (i64.const -1) (i64.and (local.get $words) (i64.shl (local.get $words) (i64.const 1))))))
        (local.set $rare (v128.any_true (v128.or
          (v128.or
            (call $elongated (local.get $at))
            (call $elongated (i32.add (local.get $at) (i32.const 16))))
          (v128.or
            (call $elongated (i32.add (local.get $at) (i32.const 32)))
            (call $elongated (i32.add (local.get $at) (i32.const 48)))))))
        (loop $tokens
          (if (i64.eqz (local.get $starts))
            (then
              (local.set $at (i32.add (local.get $at) (i32.const 64)))
              (local.set $at (select (local.get $at) (local.get $to) (i32.gt_u (local.get $at) (local.get $to))))
              (br $blocks)))
          (local.set $place (i64.ctz (local.get $starts)))
          (local.set $starts (i64.and (local.get $starts) (i64.sub (local.get $starts) (i64.const 1))))
          (local.set $from (i32.add (local.get $at) (i32.wrap_i64 (local.get $place))))
          ;; Within a number, or behind an apostrophe.
          (br_if $tokens (i32.lt_u (local.get $from) (local.get $to)))
          (br_if $stop (i32.ge_u (local.tee $unit (i32.load8_u (local.get $from))) (i32.const 128)))
          (local.set $kind (i32.load8_u
            (i32.or (i32.shl (local.get $unit) (i32.const 8)) (i32.load8_u offset=1 (local.get $from)))))
          (br_if $tokens (i32.eqz (local.get $kind)))
          (br_if $stop (i32.eq (local.get $kind) (i32.const 3)))
          (if (i32.eq (local.get $kind) (i32.const 4))
            (then
              (br_if $stop (i32.eqz (local.tee $to (call $numberEnd (local.get $from)))))
              (local.set $run (i32.sub (local.get $to) (local.get $from)))
              ;; Numbers of more than four units are one term, 0000.
              (if (i32.gt_u (local.get $run) (i32.const 4))
                (then
                  (i32.store (local.get $from) (i32.const 0x30303030))
                  (local.set $run (i32.const 4))))
              (i64.store (local.get $next) (call $mixed (global.get $first) (local.get $from) (local.get $run)))
              (i32.store offset=8 (local.get $next) (local.get $from))
              (i32.store offset=12 (local.get $next) (i32.add (local.get $from) (local.get $run)))
              (local.set $next (i32.add (local.get $next) (i32.const 16)))
              (br_if $tokens (i32.ge_u (i32.sub (i32.load8_u (local.get $to)) (i32.const 0x61)) (i32.const 26)))
              ;; A word begins within a run of word units.
              (local.set $at (local.get $to))
              (br $blocks)))
          ;; A sign or a word, told without asking which.
          (local.set $run (select
            (i32.wrap_i64 (i64.ctz (i64.xor
              (i64.const -1)
              (i64.shr_u (local.get $words) (local.get $place)))))
            (i32.const 1)
            (i32.eq (local.get $kind) (i32.const 1))))
          (local.set $to (i32.add (local.get $from) (local.get $run)))
          (local.set $unit (i32.load8_u (local.get $to)))
          (if (i32.or
                (i32.or (local.get $rare) (i32.eq (local.get $run) (i32.const 64)))
                (i32.or (i32.eq (local.get $unit) (i32.const 0x27)) (i32.ge_u (local.get $unit) (i32.const 128))))
            (then
              (if (i32.eq (local.get $kind) (i32.const 1))
                (then
                  (br_if $stop (i32.eqz (local.tee $to (call $wordEnd (local.get $from)))))))
              (global.set $next (local.get $next))
              (call $add (local.get $from) (local.get $to))
              (local.set $next (global.get $next))
              (br $tokens)))
          ;; It may go on behind these 64.
          (if (i32.and
                (i32.eq (local.get $to) (i32.add (local.get $at) (i32.const 64)))
                (i64.ne (local.get $place) (i64.const 0)))
            (then
              (local.set $at (local.tee $to (local.get $from)))
              (br $blocks)))
          (if (i32.gt_u (local.get $run) (i32.const 8))
            (then
              (global.set $next (local.get $next))
              (call $add (local.get $from) (local.get $to))
              (local.set $next (global.get $next))
              (br $tokens)))
          (i64.store (local.get $next) (call $mixed (global.get $first) (local.get $from) (local.get $run)))
          (i32.store offset=8 (local.get $next) (local.get $from))
          (i32.store offset=12 (local.get $next) (local.get $to))
          (local.set $next (i32.add (local.get $next) (i32.const 16)))
          (br $tokens))))
    (global.set $next (local.get $next))
    (local.get $from))
  ;; The end of the number that begins at a byte; 0 where the caller must look at it.
  (func $numberEnd (param $at i32) (result i32)
    (local $unit i32)
    (block $stop
      (loop $digits
        (local.set $unit (i32.load8_u (local.tee $at (i32.add (local.get $at) (i32.const 1)))))
        (br_if $digits (i32.lt_u (i32.sub (local.get $unit) (i32.const 0x30)) (i32.const 10)))
        (br_if $stop (i32.ge_u (local.get $unit) (i32.const 128)))
        ;; Dots, commas and colons belong to a number that goes on behind them.
        (if (i32.or (i32.eq (local.get $unit) (i32.const 0x2e))
              (i32.or (i32.eq (local.get $unit) (i32.const 0x2c)) (i32.eq (local.get $unit) (i32.const 0x3a))))
          (then
            (local.set $unit (i32.load8_u offset=1 (local.get $at)))
            (br_if $digits (i32.lt_u (i32.sub (local.get $unit) (i32.const 0x30)) (i32.const 10)))
            (br_if $stop (i32.ge_u (local.get $unit) (i32.const 128)))))
        (return (local.get $at))))
    (i32.const 0))
  ;; The end of the word of any length that begins at a byte; 0 where the caller must look at it.
  (func $wordEnd (param $from i32) (result i32)
    (local $to i32) (local $unit i32) (local $last i32) (local $before i32)
    (local.set $to (local.get $from))
    (block $stop
      (loop $units
        (local.set $unit (i32.load8_u (local.get $to)))
        (br_if $stop (i32.ge_u (local.get $unit) (i32.const 128)))
        (if (i32.and
              (i32.ge_u (i32.sub (local.get $unit) (i32.const 0x61)) (i32.const 26))
              (i32.ge_u (i32.sub (local.get $unit) (i32.const 0x30)) (i32.const 10)))
          (then
            (if (i32.ne (local.get $unit) (i32.const 0x27)) (then (return (local.get $to))))
            ;; An apostrophe belongs to a word that goes on behind it.
            (local.set $last (i32.load8_u offset=1 (local.get $to)))
            (br_if $stop (i32.ge_u (local.get $last) (i32.const 128)))
            (if (i32.and
                  (i32.ge_u (i32.sub (local.get $last) (i32.const 0x61)) (i32.const 26))
                  (i32.ge_u (i32.sub (local.get $last) (i32.const 0x30)) (i32.const 10)))
              (then (return (local.get $to))))))
        (br_if $stop (i32.and
          (i32.eq (local.get $unit) (local.get $last))
          (i32.eq (local.get $unit) (local.get $before))))
        (local.set $before (local.get $last))
        (local.set $last (local.get $unit))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br $units)))
    (i32.const 0))
  ;; Numbers the words from `at` to `next`, new ones from `size` on; the new size.
  ;; `slots`: places of 16 bytes, `mask` + 16 bytes of them, a power of two: key, number + 1, its entry in the post that had it last: all that
  ;; a word is asked for lies in one place of memory.
  ;; `known`: of each number its hash, unless it was put.
  ;; `distinct`: the entries of the post, the first of them `first`: number, times, byte at which it began last. Entries are counted on from
  ;; post to post, so that those of earlier ones are lower.
  (func (export "number")
    (param $at i32) (param $slots i32) (param $mask i32) (param $known i32) (param $size i32) (param $distinct i32)
    (param $first i32) (result i32)
    (local $place i32) (local $word i32) (local $entry i32) (local $end i32) (local $new i32)
    (local $slot i32) (local $last i32) (local $met i32)
    (local.set $end (global.get $next))
    (local.set $new (local.get $size))
    (local.set $last (local.get $first))
    (local.set $distinct (i32.sub (local.get $distinct) (i32.shl (local.get $first) (i32.const 4))))
    (block $done
      (loop $words
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $place (i32.shl (i32.load (local.get $at)) (i32.const 4)))
        (block $looked
          (loop $places
            (local.set $slot (i32.add (local.get $slots) (i32.and (local.get $place) (local.get $mask))))
            (local.set $word (i32.load offset=8 (local.get $slot)))
            (if (i32.eqz (local.get $word))
              (then
                (i64.store (local.get $slot) (i64.load (local.get $at)))
                ;; Where it stands, until it is hashed.
                (i64.store (i32.add (local.get $known) (i32.shl (local.get $size) (i32.const 3))) (i64.load offset=8 (local.get $at)))
                (i32.store offset=8 (local.get $slot)
                  (local.tee $word (local.tee $size (i32.add (local.get $size) (i32.const 1)))))
                (br $looked)))
            (br_if $looked (i64.eq (i64.load (local.get $slot)) (i64.load (local.get $at))))
            (local.set $place (i32.add (local.get $place) (i32.const 16)))
            (br $places)))
        (local.set $word (i32.sub (local.get $word) (i32.const 1)))
        (i32.store offset=12 (local.get $at) (local.get $word))
        ;; Met in this post where its entry is none of an earlier one. Whether it was is anybody's guess, so there is no branch to guess.
        (local.set $entry (i32.load offset=12 (local.get $slot)))
        (local.set $met (i32.ge_u (local.get $entry) (local.get $first)))
        (local.set $entry (select (local.get $entry) (local.get $last) (local.get $met)))
        (local.set $last (i32.sub (i32.add (local.get $last) (i32.const 1)) (local.get $met)))
        (i32.store offset=12 (local.get $slot) (local.get $entry))
        (local.set $entry (i32.add (local.get $distinct) (i32.shl (local.get $entry) (i32.const 4))))
        (i32.store (local.get $entry) (local.get $word))
        (i32.store offset=4 (local.get $entry)
          (i32.add (i32.mul (i32.load offset=4 (local.get $entry)) (local.get $met)) (i32.const 1)))
        (i32.store offset=8 (local.get $entry) (i32.load offset=8 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $words)))
    (global.set $different (i32.sub (local.get $last) (local.get $first)))
    (local.set $known (i32.add (local.get $known) (i32.shl (local.get $new) (i32.const 3))))
    (block $hashed
      (loop $more
        (br_if $hashed (i32.eq (local.get $new) (local.get $size)))
        (call $hash (local.get $known))
        (local.set $known (i32.add (local.get $known) (i32.const 8)))
        (local.set $new (i32.add (local.get $new) (i32.const 1)))
        (br $more)))
    (local.get $size))
  ;; Writes the hash of some bytes over where they begin and end.
  (func $hash (param $place i32)
    (local $at i32) (local $end i32) (local $unit i32) (local $low i32) (local $high i32)
    (local.set $at (i32.load (local.get $place)))
    (local.set $end (i32.load offset=4 (local.get $place)))
    (local.set $low (i32.wrap_i64 (global.get $first)))
    (local.set $high (i32.wrap_i64 (i64.shr_u (global.get $first) (i64.const 32))))
    (block $done
      (loop $units
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $unit (i32.load8_u (local.get $at)))
        (local.set $low (i32.mul (i32.xor (local.get $low) (local.get $unit)) (i32.const 0x01000193)))
        (local.set $high (i32.xor
          (i32.mul (i32.xor (local.get $high) (local.get $unit)) (i32.const 0x85ebca6b))
          (i32.shr_u (local.get $high) (i32.const 15))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $units)))
    (i32.store (local.get $place) (local.get $low))
    (i32.store offset=4 (local.get $place) (local.get $high))))
