import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { deliveriesAt } from '../../state/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format.ts';

interface RemoveButtonProps {
  readonly id: number;
  readonly name: string;
  /** Rows that are not settled: while there are any it can't be removed. */
  readonly open: number;
  /** What of it stays. */
  readonly stays?: string;
  readonly onRemove: () => void;
}

/** Removing a connection forgets its password and can't be undone, so it says what goes and what stays. */
export function RemoveButton({
  id,
  name,
  open,
  stays = 'Its deliveries and their attempts stay in the log.',
  onRemove,
}: RemoveButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" kind="quiet" icon={Trash2} onClick={() => setAsking(true)}>
        Remove …
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        size="small"
        title={open > 0 ? `${name} can’t be removed yet` : `Remove ${name}?`}
        lead={
          open > 0
            ? `${formatCount(open, 'row is', 'rows are')} not finished. Cancel them or decide on them first.`
            : `Its address and credentials are deleted. ${stays}`
        }
        foot={
          <>
            <Button autoFocus onClick={() => setAsking(false)}>
              {open > 0 ? 'Close' : 'Cancel'}
            </Button>
            {open === 0 && (
              <Button
                kind="danger"
                onClick={() => {
                  setAsking(false);
                  onRemove();
                }}
              >
                Remove {name}
              </Button>
            )}
          </>
        }
      >
        {open > 0 && <Link href={deliveriesAt({ connectionId: id })}>Show its rows</Link>}
      </Dialog>
    </>
  );
}
