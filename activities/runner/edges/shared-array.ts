export type SharedNumbers = Float64Array | Int32Array | Int8Array;
export type SharedType<A extends SharedNumbers> = new (buffer: SharedArrayBuffer) => A;

const bytesOf = new Map<unknown, number>([
  [Float64Array, 8],
  [Int32Array, 4],
  [Int8Array, 1],
]);

/** Zeros in memory that worker threads share instead of copying. */
export function sharedArray<A extends SharedNumbers>(type: SharedType<A>, length: number): A {
  return new type(new SharedArrayBuffer(length * bytesOf.get(type)!));
}
