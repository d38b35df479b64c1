/** The oldest Node version that everything here runs on. `build/node.mjs` has the same number. */
const OLDEST = 24;

/**
 * Why this Node can't run Trunkline, as a sentence; null if it can. On an older one SQLite's binding crashes with a segmentation fault,
 * which explains nothing.
 */
export function nodeRefusal(version: string = process.versions.node): string | null {
  if (Number.parseInt(version, 10) >= OLDEST) return null;
  return (
    `Trunkline needs Node ${OLDEST} or newer, and this is Node ${version}. Use the npm scripts (npm start, npm test, ` +
    'npm run): they run on the Node that npm install brings.'
  );
}
