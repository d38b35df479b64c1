import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, most of it waiting. They start first, so that none of them is left over for one process while the others have
 * nothing to do: vitest knows how long a file takes only where it ran before, and goes by its size elsewhere.
 */
export const LONGEST: readonly string[] = [
  'test/flows/terminal-waits.test.ts',
  'test/flows/dial-list.test.ts',
  'test/unit/leadexec/creates.test.ts',
  'test/faults/damage-in-use.test.ts',
  'test/unit/leadexec/records/every-field.test.ts',
  'test/unit/delivery/post.test.ts',
  'test/faults/kill.test.ts',
  'test/flows/sync-burst.test.ts',
  'test/unit/leadexec/records/lost-answers.test.ts',
];

/** The files in vitest's order, but each of {@link LONGEST} first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((path) => moduleId.replaceAll('\\', '/').endsWith(path));
      return at === -1 ? LONGEST.length : at;
    };
    const isolated = ({ project }: TestSpecification) => project.config.isolate === true;
    const sorted = await super.sort(files);
    // The projects stay one after the other.
    return [...sorted.filter(isolated), ...sorted.filter((one) => !isolated(one)).sort((a, b) => rank(a) - rank(b))];
  }
}
