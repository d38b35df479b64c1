import { X } from 'lucide-react';
import type { LeadFacet, LeadFilter } from '../../../../src-preload/contract/index.ts';
import { type Condition, isOpenReceived } from '../../../state/inbox-filter.ts';
import { Popover } from '../../../ui/popover.tsx';
import { FacetEditor } from './facet-editor.tsx';
import { saysOf, subjectOf } from './filter-words.ts';
import styles from './filters.module.css';
import { CallbackEditor, ExperienceEditor, ReceivedEditor } from './range-editors.tsx';

interface FilterChipProps {
  readonly condition: Condition;
  readonly filter: LeadFilter;
  readonly word: (facet: LeadFacet, value: string) => string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

/** One condition. Opening it edits it; its cross or Delete removes it. */
export function FilterChip({ condition, filter, word, open, onOpen, onChange, onRemove }: FilterChipProps) {
  const subject = subjectOf(condition);
  const nothing =
    (condition.kind === 'facet' && condition.mode !== 'empty' && condition.values.length === 0) ||
    (condition.kind === 'experience' && condition.from === null && condition.to === null) ||
    (condition.kind === 'received' && isOpenReceived(condition));
  const says = nothing ? '…' : saysOf(condition, word);
  return (
    <span className={styles.chip}>
      <Popover
        label={subject}
        open={open}
        onOpen={onOpen}
        trigger={
          <button
            type="button"
            className={styles.chipWords}
            title={`${subject} ${says}`}
            onKeyDown={(event) => {
              if (event.key !== 'Delete' && event.key !== 'Backspace') return;
              event.preventDefault();
              event.stopPropagation();
              onRemove();
            }}
          >
            <span className={styles.subject}>{subject}</span> {says}
          </button>
        }
      >
        <Editor condition={condition} filter={filter} word={word} onChange={onChange} onDone={() => onOpen(false)} />
      </Popover>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={`Remove filter: ${subject} ${says}`}
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

interface EditorProps extends Pick<FilterChipProps, 'condition' | 'filter' | 'word' | 'onChange'> {
  readonly onDone: () => void;
}

function Editor({ condition, filter, word, onChange, onDone }: EditorProps) {
  switch (condition.kind) {
    case 'facet':
      return <FacetEditor condition={condition} filter={filter} word={word} onChange={onChange} onDone={onDone} />;
    case 'experience':
      return <ExperienceEditor condition={condition} onChange={onChange} />;
    case 'received':
      return <ReceivedEditor condition={condition} onChange={onChange} />;
    case 'callback':
      return <CallbackEditor condition={condition} onChange={onChange} />;
  }
}
