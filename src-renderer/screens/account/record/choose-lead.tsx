import { Search } from 'lucide-react';
import { useState } from 'react';
import { looksForLeads, useLeadHits } from '../../../state/lead-hits.ts';
import { Button } from '../../../ui/button.tsx';
import { formatPhone } from '../../../ui/format.ts';
import { Popover } from '../../../ui/popover.tsx';
import { BEGUN, SearchList } from '../../../ui/search-list.tsx';

interface ChooseLeadProps {
  readonly onChoose: (lead: { readonly id: number; readonly label: string }) => void;
}

/** Finds a lead of the inbox by name, phone or email, and chooses it. */
export function ChooseLead({ onChoose }: ChooseLeadProps) {
  const [open, setOpen] = useState(false);
  const [searching, setSearching] = useState(BEGUN);
  const { text, leads } = useLeadHits(open ? searching.typed : '');
  const options = leads.map(({ id, name, phone, place }) => ({
    ...{ key: String(id), id, label: name === '' ? 'No name' : name },
    about: [formatPhone(phone), place].filter((one) => one !== '').join(', '),
  }));
  const none = !looksForLeads(searching.typed)
    ? 'Type two letters or digits.'
    : text === searching.typed.trim()
      ? 'No lead found.'
      : null;
  return (
    <Popover
      open={open}
      onOpen={(next) => {
        setOpen(next);
        setSearching(BEGUN);
      }}
      label="Choose a lead from the inbox"
      trigger={
        <Button size="small" icon={Search}>
          Choose a lead from the inbox
        </Button>
      }
    >
      <SearchList
        label="Leads of the inbox"
        searchLabel="Name, phone or email"
        placeholder="Name, phone or email"
        {...{ searching, options, none }}
        onSearching={setSearching}
        after={({ about }) => about}
        onTake={({ id, label, about }) => {
          setOpen(false);
          onChoose({ id, label: about === '' ? label : `${label}, ${about}` });
        }}
      />
    </Popover>
  );
}
