import { FileDrop } from '../../features/list-file/file-drop.tsx';
import { leadsInAt } from '../../state/addresses.ts';
import { goTo } from '../../state/hash-location.ts';
import { leadFiles } from '../../state/lead-file.ts';
import { FilePage } from './file-page.tsx';

/** The first step of a file of leads: drop one, or choose it. */
export function NewFile() {
  return (
    <FilePage step="file">
      <FileDrop
        files={leadFiles}
        title="Drop a file of leads for the inbox here"
        onTaken={() => goTo(leadsInAt('columns'))}
      >
        An Excel workbook (.xlsx), CSV or any text with columns, of any size. You say what each column holds; a person
        who is here already is joined, not doubled. Nothing is sent to anyone.
      </FileDrop>
    </FilePage>
  );
}
