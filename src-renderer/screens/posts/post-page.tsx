import type { ReactNode } from 'react';
import { StepLine } from '../../features/list-file/step-line.tsx';
import { postsAt } from '../../state/addresses.ts';
import { type PostSource, usePosting } from '../../state/posting.ts';
import { Page } from '../../ui/page.tsx';

/** The title of new posts until they are posted. */
export function sourceName(source: PostSource | null): string {
  if (source === null) return 'Post leads';
  if (source.kind === 'file') return source.name;
  return source.kind === 'leads' ? `Post ${source.words}` : 'Post a lead by hand';
}

interface PostPageProps {
  /** The index of the step: leads, columns, checks, result. */
  readonly at: 0 | 1 | 2 | 3;
  readonly actions?: ReactNode;
  /** The name of the posts, after the last step. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** One step of posting leads, with a link back and the buttons that continue. */
export function PostPage({ at, actions, title, children }: PostPageProps) {
  const { source, options } = usePosting();
  const hand = source?.kind === 'hand';
  const open = at < 3 && source !== null;
  const first = source?.kind === 'leads' ? source.from : postsAt(hand ? 'hand' : 'file');
  const steps = [
    { name: hand ? 'Lead' : 'Leads', href: at === 3 ? null : first },
    { name: hand ? 'Options' : 'Columns', href: open ? postsAt('columns') : null },
    { name: 'Checks', href: open && options.connectionId !== null ? postsAt('checks') : null },
    { name: 'Result', href: null },
  ];
  return (
    <Page
      title={title ?? sourceName(source)}
      above={[{ href: postsAt(), label: 'Posts' }]}
      middle={<StepLine label="Steps" at={at} steps={steps} />}
      actions={actions}
    >
      {children}
    </Page>
  );
}
