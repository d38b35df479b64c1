/**
 * Above the largest size that glibc's malloc serves from its heap (`M_MMAP_THRESHOLD`, 32 MB if it has adapted). Such a block is a separate
 * mapping, which gets memory page by page as it is written to, and returns all of it when it is freed. Small blocks would be scattered in
 * the heap among others that stay, and their memory would never be returned to the system.
 */
const SLAB_BYTES = 33 * 1024 * 1024;
/** Larger pieces are allocated separately. */
const PIECE_AT_MOST = 1024 * 1024;
/** Every piece starts at an offset that is aligned for numbers of any size. */
const ALIGNED = 16;

let slab: SharedArrayBuffer | null = null;
let used = 0;

/**
 * Memory for data that is read and later discarded all together. It is returned to the system once no piece of a slab is
 * in use.
 *
 * It is shared memory, which the garbage collector does not count. Each 64 MB of other memory outside of the heap would make it collect the
 * whole heap, and this data would cause several such collections, all of them at the start.
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
