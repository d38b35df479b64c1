/** The file of a worker thread beside this one: TypeScript where Node runs the source, JavaScript in a build. */
export function workerUrl(
  name:
    | 'core-worker'
    | 'wire-worker'
    | 'fetch-worker'
    | 'check-worker'
    | 'post-check-worker'
    | 'practice-worker'
    | 'upkeep-worker'
    | 'what-if-worker',
): URL {
  const here = import.meta.url;
  return new URL(`./${name}${here.endsWith('.ts') ? '.ts' : '.js'}`, here);
}
