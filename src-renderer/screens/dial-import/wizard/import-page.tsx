import type { ReactNode } from 'react';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import type { ImportStep } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { Page } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { importLook } from '../import-look.ts';
import { openSteps } from './open-steps.ts';
import { Steps } from './steps.tsx';

interface ImportPageProps {
  readonly detail: ImportDetail;
  readonly step: ImportStep;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One step of an import, with a link back and the buttons that continue. */
export function ImportPage({ detail, step, actions, children }: ImportPageProps) {
  const connection = useDesk((s) => s.status?.connections.find((c) => c.id === detail.connectionId));
  return (
    <Page
      title={detail.fileName}
      above={[{ href: '/dial-lists', label: 'Dial lists' }]}
      aside={
        step === 'result' || detail.state === 'failed' ? <Badge look={importLook(detail, connection)} /> : undefined
      }
      middle={<Steps id={detail.id} at={step} open={openSteps(detail.state)} />}
      actions={actions}
    >
      {children}
    </Page>
  );
}
