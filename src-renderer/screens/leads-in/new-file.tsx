import { FileDrop } from '../../features/list-file/file-drop.tsx';
import { leadsInAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { leadFiles } from '../../state/lead-file.ts';
import { FilePage } from './file-page.tsx';

/** The first step of a file of leads: dropping or choosing it. */
export function NewFile() {
  return (
    <FilePage step="file">
      <FileDrop
        files={leadFiles}
        title="Drop a file of leads for the inbox here"
        onTaken={() => navigate(leadsInAt('columns'))}
      >
        An Excel workbook (.xlsx), CSV or other delimited text, of any size. You choose what each column holds. People
        already in the inbox are merged, not duplicated. Nothing is sent to anyone.
      </FileDrop>
    </FilePage>
  );
}
