import { FlaskConical, type LucideIcon, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { EmptyState, ErrorNote } from './notes.tsx';

interface NoMatchProps {
  readonly title: string;
  /** What is shown here otherwise. */
  readonly children: ReactNode;
  /** The text of the button that shows everything again, its key, and what it shows if the text doesn't say that. */
  readonly clear: string;
  readonly keys: string;
  readonly hint?: string;
  readonly onClear: () => void;
}

/** Shown instead of rows if none matches the search. */
export function NoMatch({ title, children, clear, keys, hint, onClear }: NoMatchProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      action={
        <Button keys={keys} hint={hint} onClick={onClear}>
          {clear}
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}

interface NotConnectedProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What is shown here otherwise, and where it comes from. */
  readonly children: ReactNode;
  /** The text of the button that connects a vendor. */
  readonly connect: string;
  readonly onConnect: () => void;
  /** Starts the practice vendors; resolves to why that failed, or to null. */
  readonly onPractise: () => Promise<string | null>;
}

/** Shown instead of rows if there is no vendor: connect one, or try the desk without. */
export function NotConnected({ icon, title, children, connect, onConnect, onPractise }: NotConnectedProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const practise = () => {
    setBusy(true);
    setError(null);
    void onPractise().then((wrong) => {
      setError(wrong);
      setBusy(false);
    });
  };
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <>
          <Button kind="main" onClick={onConnect}>
            {connect}
          </Button>
          <Button icon={FlaskConical} disabled={busy} onClick={practise}>
            {busy ? 'Starting the practice vendors …' : 'Try with practice vendors'}
          </Button>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
        </>
      }
    >
      {children}
    </EmptyState>
  );
}
