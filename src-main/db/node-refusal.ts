/** The oldest Node that everything here runs on. `build/node.mjs` has the same number. */
const OLDEST = 24;

/**
 * Why this Node can't run Trunkline, in a sentence; null when it can. SQLite's binding ends an older one with a segmentation
 * fault, which tells nobody anything.
 */
export function nodeRefusal(version: string = process.versions.node): string | null {
  if (Number.parseInt(version, 10) >= OLDEST) return null;
  return (
    `Trunkline needs Node ${OLDEST} or newer, and this is Node ${version}. Use the npm scripts (npm start, npm test, ` +
    'npm run): they run on the Node that npm install brings.'
  );
}
