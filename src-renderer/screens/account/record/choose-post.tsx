import { Search } from 'lucide-react';
import { useState } from 'react';
import { usePostHits } from '../../../state/post-hits.ts';
import { Button } from '../../../ui/button.tsx';
import { formatPhone, formatWhen } from '../../../ui/format.ts';
import { Popover } from '../../../ui/popover.tsx';
import { BEGUN, SearchList } from '../../../ui/search-list.tsx';

interface ChoosePostProps {
  readonly onChoose: (post: { readonly jobId: number; readonly label: string }) => void;
}

/** Finds a posted lead, the last ones first, and chooses it. */
export function ChoosePost({ onChoose }: ChoosePostProps) {
  const [open, setOpen] = useState(false);
  const [searching, setSearching] = useState(BEGUN);
  const { text, posts } = usePostHits(open ? searching.typed : null);
  const options = posts.map(({ id, phone, leadId, reference, updatedAt }) => {
    const names = [phone === '' ? '' : formatPhone(phone), leadId === null ? '' : `lead ${leadId}`, reference ?? ''];
    const [label = `Post ${id}`, ...more] = names.filter((name) => name !== '');
    return { key: String(id), id, label, more, about: [...more, formatWhen(updatedAt)].join(', ') };
  });
  const none = text !== searching.typed.trim() ? null : text === '' ? 'No lead was posted yet.' : 'No post found.';
  return (
    <Popover
      open={open}
      onOpen={(next) => {
        setOpen(next);
        setSearching(BEGUN);
      }}
      label="Choose a posted lead"
      trigger={
        <Button size="small" icon={Search}>
          Choose a posted lead
        </Button>
      }
    >
      <SearchList
        label="Posted leads"
        searchLabel="End of the phone, email, reference or lead number"
        placeholder="End of the phone, email or number"
        {...{ searching, options, none }}
        onSearching={setSearching}
        after={({ about }) => about}
        onTake={({ id, label, more }) => {
          setOpen(false);
          onChoose({ jobId: id, label: `Posted: ${[label, ...more].join(', ')}` });
        }}
      />
    </Popover>
  );
}
