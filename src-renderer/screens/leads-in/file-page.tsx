import type { ReactNode } from 'react';
import { StepLine } from '../../features/list-file/step-line.tsx';
import { leadAt, leadsInAt } from '../../state/addresses.ts';
import { useLeadFile } from '../../state/lead-file.ts';
import { Page } from '../../ui/page.tsx';

const STEPS = [
  { name: 'File', at: 'file' },
  { name: 'Columns', at: 'columns' },
  { name: 'Result', at: 'result' },
] as const;

interface FilePageProps {
  readonly step: (typeof STEPS)[number]['at'];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One step of importing a file of leads, with a link back and the buttons that continue. */
export function FilePage({ step, actions, children }: FilePageProps) {
  const { file, result, since } = useLeadFile();
  const open = { file: since === null, columns: file !== null && result === null, result: result !== null };
  return (
    <Page
      title={file?.name ?? 'Import leads from a file'}
      above={[{ href: leadAt(), label: 'Inbox' }]}
      middle={
        <StepLine
          label="Steps"
          at={STEPS.findIndex((s) => s.at === step)}
          steps={STEPS.map(({ name, at }) => ({ name, href: open[at] ? leadsInAt(at) : null }))}
        />
      }
      actions={actions}
    >
      {children}
    </Page>
  );
}
