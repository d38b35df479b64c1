import type { Issue, IssueFix } from '../../../src-preload/contract/issues.ts';
import { leadField } from '../../vendors/crocodial/fields.ts';
import type { RowEdits } from './check-row.ts';

/**
 * The edit that corrects an issue with one of its fixes. `value` is the value to set, or what the operator entered. Undefined for fixes
 * that change no value (leave-out, send-anyway) and for issues of the row as a whole.
 */
export function editFor(issue: Issue, fix: IssueFix, value = ''): RowEdits | undefined {
  if (issue.field === '') return undefined;
  if (fix === 'clear') return { [issue.field]: '' };
  if (fix === 'set' || fix === 'edit') return { [issue.field]: value };
  if (fix !== 'cut' || issue.before === undefined) return undefined;
  const max = leadField(issue.field)?.max ?? issue.before.length;
  return { [issue.field]: Array.from(issue.before).slice(0, max).join('').trim() };
}
