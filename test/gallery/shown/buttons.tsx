import { Copy, Phone, Trash2, X } from 'lucide-react';
import { ActionButton, Button, IconButton } from '../../../src-renderer/ui/button.tsx';
import { Kbd } from '../../../src-renderer/ui/kbd.tsx';
import { useAction } from '../../../src-renderer/ui/keys.ts';
import { Tooltip } from '../../../src-renderer/ui/tooltip.tsx';
import { nothing, Row, type Specimen, State } from '../specimen.tsx';

const KINDS = ['plain', 'main', 'quiet', 'danger'] as const;

function Buttons() {
  return (
    <>
      <State name="Kinds">
        <Row>
          {KINDS.map((kind) => (
            <Button key={kind} kind={kind}>
              {`Call back (${kind})`}
            </Button>
          ))}
        </Row>
      </State>
      <State name="Disabled">
        <Row>
          {KINDS.map((kind) => (
            <Button key={kind} kind={kind} disabled>
              {`Call back (${kind})`}
            </Button>
          ))}
        </Row>
      </State>
      <State name="Small, with icon, with key, pressed">
        <Row>
          <Button size="small">Retry</Button>
          <Button icon={Phone} keys="c" hint="Opens the dialer">
            Call
          </Button>
          <Button size="small" icon={Trash2} kind="danger">
            Remove
          </Button>
          <Button size="small" aria-pressed>
            Last 7 days
          </Button>
        </Row>
      </State>
    </>
  );
}

function IconButtons() {
  return (
    <Row>
      <IconButton icon={X} label="Close" keys="Escape" />
      <IconButton icon={Copy} label="Copy" size="small" />
      <IconButton icon={Trash2} label="Remove" disabled />
    </Row>
  );
}

function ActButtons() {
  const call = useAction({ id: 'gallery.call', label: 'Call', keys: 'c', group: 'Gallery', run: nothing });
  const hold = useAction({ id: 'gallery.hold', label: 'Pause', group: 'Gallery', disabled: true, run: nothing });
  return (
    <Row>
      <ActionButton action={call} kind="main" />
      <ActionButton action={call}>Call 415-555-0132</ActionButton>
      <ActionButton action={hold} />
    </Row>
  );
}

function Keys() {
  return (
    <Row>
      {['j', 'mod+k', 'shift+Delete', 'g d', 'Escape', 'ArrowDown', ' '].map((keys) => (
        <Kbd key={keys} keys={keys} />
      ))}
    </Row>
  );
}

function Tooltips() {
  return (
    <Row>
      <Tooltip text="Opens the lead in the inbox" keys="i">
        <Button>With its key</Button>
      </Tooltip>
      <Tooltip text="Oct 17, 2026, 1:39:07 AM (-05:00)" side="top">
        <Button>Above</Button>
      </Tooltip>
    </Row>
  );
}

export const BUTTONS: readonly Specimen[] = [
  { name: 'Button', Shown: Buttons },
  { name: 'IconButton', Shown: IconButtons },
  { name: 'ActButton', Shown: ActButtons },
  { name: 'Kbd', Shown: Keys },
  { name: 'Tooltip', Shown: Tooltips },
];
