import type { ExpressionProblem } from '../../../../src-preload/contract/index.ts';
import { Note } from '../../../ui/notes.tsx';

/** The vendor's expressions that could not be used. They are listed because their checks are not made. */
export function Problems({ problems }: { readonly problems: readonly ExpressionProblem[] }) {
  return problems.map(({ field, expression, use, problem, detail }) => (
    <Note key={`${field} ${use}`} kind="warning">
      {field}: its {use === 'validation' ? 'validation' : 'invalid-character'} expression{' '}
      {problem === 'does-not-compile' ? 'can’t be read' : 'takes too long'}, so{' '}
      {use === 'validation' ? 'its values are not checked by it' : 'nothing is removed from its values'}. LeadExec may
      refuse leads for it. <code>{expression}</code> {detail}
    </Note>
  ));
}
