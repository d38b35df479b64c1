/**
 * Above the most that glibc's malloc serves from its heap (`M_MMAP_THRESHOLD`, 32 MB where it has adapted): such a piece is a mapping of its own,
 * which takes memory page by page as it is written to, and gives all of it back when it is freed. Small pieces would lie scattered in the heap
 * among what stays, and the system would never see them again.
 */
const SLAB_BYTES = 33 * 1024 * 1024;
/** Larger ones are as good alone. */
const PIECE_AT_MOST = 1024 * 1024;
/** Every piece begins where numbers of any size may. */
const ALIGNED = 16;

let slab: SharedArrayBuffer | null = null;
let used = 0;

/**
 * Memory for what was read and is forgotten all together, see `leaveSlab`: it goes back to the system once no piece of a slab is in use.
 *
 * It is shared memory, which the garbage collector does not count. Each growth by 64 MB outside of the heap is a reason for it to go through
 * all of the heap; what is kept as long as leads are asked for would be several such reasons, and all at its start.
 */
export function slabMemory(bytes: number): Uint8Array {
  if (bytes > PIECE_AT_MOST) return new Uint8Array(new SharedArrayBuffer(bytes));
  if (slab === null || used + bytes > SLAB_BYTES) {
    slab = new SharedArrayBuffer(SLAB_BYTES);
    used = 0;
  }
  const piece = new Uint8Array(slab, used, bytes);
  used = Math.ceil((used + bytes) / ALIGNED) * ALIGNED;
  return piece;
}

/** What is asked for from now on comes from another slab, so that this one is freed with its last piece. */
export function leaveSlab(): void {
  slab = null;
}
