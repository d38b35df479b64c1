/** A version by Semantic Versioning 2.0.0: three numbers, with optional pre-release and build metadata. */
export const VERSION =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-((?:0|[1-9]\d*|\d*[a-z-][\da-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*))*))?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;

/** Whether `a` has precedence over `b` (Semantic Versioning 2.0.0, section 11). Texts that are not versions are never newer. */
export function isNewer(a: string, b: string): boolean {
  const [left, right] = [VERSION.exec(a), VERSION.exec(b)];
  if (left === null || right === null) return false;
  for (const i of [1, 2, 3]) {
    const difference = Number(left[i]) - Number(right[i]);
    if (difference !== 0) return difference > 0;
  }
  return comparePreRelease(left[4], right[4]) > 0;
}

function comparePreRelease(a: string | undefined, b: string | undefined): number {
  // A release comes after its pre-releases.
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [left, right] = [a.split('.'), b.split('.')];
  for (const [i, one] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const difference = compareIdentifier(one, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Numbers are compared by value and come before words; words are compared by character codes. */
function compareIdentifier(a: string, b: string): number {
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  // Without leading zeros the longer number is greater, however long it is.
  if (isNumber(a) && a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
