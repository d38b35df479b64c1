import { useState } from 'react';
import { Button } from '../../../src-renderer/ui/button.tsx';
import { Dialog } from '../../../src-renderer/ui/dialog.tsx';
import { Menu } from '../../../src-renderer/ui/menu.tsx';
import { NameDialog } from '../../../src-renderer/ui/name-dialog.tsx';
import { PickDialog } from '../../../src-renderer/ui/pick-dialog.tsx';
import { Popover } from '../../../src-renderer/ui/popover.tsx';
import { BEGUN, foundIn, SearchList } from '../../../src-renderer/ui/search-list.tsx';
import { TickList } from '../../../src-renderer/ui/tick-list.tsx';
import { toast, toastError } from '../../../src-renderer/ui/toaster.tsx';
import { nothing, Row, type Specimen } from '../specimen.tsx';

type Open = 'small' | 'large' | 'name' | 'pick' | null;

function Dialogs() {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Row>
        <Button onClick={() => setOpen('small')}>Small dialog …</Button>
        <Button onClick={() => setOpen('large')}>Large dialog …</Button>
        <Button onClick={() => setOpen('name')}>Ask for a name …</Button>
        <Button onClick={() => setOpen('pick')}>Pick one …</Button>
      </Row>
      <Dialog
        open={open === 'small' || open === 'large'}
        size={open === 'large' ? 'large' : 'small'}
        title="Cancel 112 rows?"
        lead="They have not been sent. What is with the dialer stays there."
        onClose={close}
        foot={
          <>
            <Button onClick={close}>Keep sending</Button>
            <Button kind="danger" onClick={close}>
              Cancel 112 rows
            </Button>
          </>
        }
      >
        <p>The rows stay in this import and can be sent again from there.</p>
      </Dialog>
      {open === 'name' && (
        <NameDialog
          title="Save list"
          label="Name"
          name="California, new"
          action="Save"
          onName={close}
          onClose={close}
        />
      )}
      {open === 'pick' && (
        <PickDialog
          title="Set status"
          placeholder="Search statuses"
          choices={[
            { value: 'new', label: 'New', note: '1,204' },
            { value: 'done', label: 'Done', note: '88' },
          ]}
          digits
          own={(typed) => `New status “${typed}”`}
          onPick={nothing}
          onClose={close}
        />
      )}
    </>
  );
}

const TAGS = [
  { key: 'hot', label: 'Hot', count: 120 },
  { key: 'night', label: 'Call at night', count: 7 },
  { key: 'es', label: 'Spanish', count: null },
] as const;

function Popups() {
  const [open, setOpen] = useState<'search' | 'tick' | null>(null);
  const [searching, setSearching] = useState(BEGUN);
  const [ticked, setTicked] = useState<readonly string[]>(['hot']);
  const toggle = (what: 'search' | 'tick') => (on: boolean) => setOpen(on ? what : null);
  return (
    <Row>
      <Menu
        trigger={<Button>Menu</Button>}
        actions={[
          { id: 'gallery.copy', label: 'Copy', keys: 'mod+c', group: 'Gallery', run: nothing },
          { id: 'gallery.remove', label: 'Remove', group: 'Gallery', disabled: true, run: nothing },
        ]}
      />
      <Popover
        trigger={<Button>Search in a popover</Button>}
        label="Filters"
        open={open === 'search'}
        onOpen={toggle('search')}
      >
        <SearchList
          label="Filters"
          searchLabel="Search filters"
          placeholder="Search"
          searching={searching}
          onSearching={setSearching}
          options={foundIn(TAGS, searching)}
          onTake={nothing}
          none="No match."
        />
      </Popover>
      <Popover trigger={<Button>Tick in a popover</Button>} label="Tags" open={open === 'tick'} onOpen={toggle('tick')}>
        <TickList
          label="Tags"
          searching={searching}
          onSearching={setSearching}
          options={foundIn(TAGS, searching)}
          ticked={ticked}
          onChange={setTicked}
          none="No match."
        />
      </Popover>
    </Row>
  );
}

function Toasts() {
  return (
    <Row>
      <Button onClick={() => toast('20 leads marked done.', nothing)}>Message with undo</Button>
      <Button onClick={() => toastError('The list could not be saved: the disk is full. Nothing was changed.')}>
        Error message
      </Button>
    </Row>
  );
}

export const LAYERS: readonly Specimen[] = [
  { name: 'Dialog, NameDialog, PickDialog', Shown: Dialogs },
  { name: 'Menu, Popover, SearchList, TickList', Shown: Popups },
  { name: 'Toaster', Shown: Toasts },
];
