import { FileDrop } from '../../../features/list-file/file-drop.tsx';
import { importAt } from '../../../state/addresses.ts';
import { navigate } from '../../../state/hash-location.ts';
import { dialListFiles } from '../../../state/new-import.ts';
import { Page } from '../../../ui/page.tsx';
import { Steps } from '../wizard/steps.tsx';

/** The first step of an import: dropping or choosing a file. */
export function NewImport() {
  return (
    <Page
      title="New import"
      above={[{ href: '/dial-lists', label: 'Dial lists' }]}
      middle={<Steps id={null} at="file" open={[]} />}
    >
      <FileDrop
        files={dialListFiles}
        title="Drop a file of leads here"
        onTaken={(id) => navigate(importAt(id, 'file'), { replace: true })}
      >
        An Excel workbook (.xlsx), CSV or other delimited text, of any size. Encoding, delimiter and header row are
        detected and can be changed. Nothing is sent until you start it.
      </FileDrop>
    </Page>
  );
}
