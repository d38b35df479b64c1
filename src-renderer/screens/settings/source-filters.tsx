import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import type { LocumjobsParameter } from '../../../src-preload/contract/index.ts';
import { FILTER_NAMES, FILTERS, type FilterName, US_STATES } from '../../state/locumjobs-filters.ts';
import type { SourceErrors } from '../../state/settings-source.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field, FieldGroup } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './source-filters.module.css';

type Filters = Readonly<Partial<Record<LocumjobsParameter, string>>>;

interface SourceFiltersProps {
  readonly filters: Filters;
  readonly errors: SourceErrors;
  readonly onChange: (filters: Filters) => void;
}

/** Which leads are fetched, by the vendor's own parameters: those that are set, and a list to add from. */
export function SourceFilters({ filters, errors, onChange }: SourceFiltersProps) {
  const place = useRef<HTMLDivElement>(null);
  const set = FILTER_NAMES.filter((name) => filters[name] !== undefined);
  const left = FILTER_NAMES.filter((name) => filters[name] === undefined);
  const add = (name: FilterName) => {
    const { input } = FILTERS[name];
    const first = input.as === 'choice' ? (input.options[0]?.value ?? '') : '';
    onChange({ ...filters, [name]: first });
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-filter=${name}] :is(input, select)`)?.focus(),
    );
  };
  const drop = (name: FilterName) => {
    const { [name]: _, ...others } = filters;
    onChange(others);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[data-add] select')?.focus());
  };
  return (
    <FieldGroup
      legend="Only leads that match"
      note={
        set.length === 0
          ? 'All leads of this source are fetched.'
          : 'All filters must match. Dates, page size and order are set by Trunkline.'
      }
    >
      <div ref={place} className={styles.filters}>
        {set.map((name) => (
          <div key={name} data-filter={name} className={styles.filter}>
            <Field label={FILTERS[name].label} error={errors[`only.${name}`]} help={FILTERS[name].help}>
              <Value name={name} value={filters[name] ?? ''} onChange={(v) => onChange({ ...filters, [name]: v })} />
            </Field>
            <IconButton
              icon={X}
              size="small"
              label={`Remove: ${FILTERS[name].label}`}
              className={styles.drop}
              onClick={() => drop(name)}
            />
          </div>
        ))}
        {left.length > 0 && (
          <div data-add className={styles.add}>
            <Select<FilterName>
              aria-label="Add a filter"
              placeholder="Add a filter …"
              value={null}
              options={left.map((name) => ({ value: name, label: FILTERS[name].label }))}
              onChange={add}
            />
          </div>
        )}
      </div>
    </FieldGroup>
  );
}

interface ValueProps {
  readonly name: FilterName;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Value({ name, value, onChange }: ValueProps) {
  const listId = useId();
  const { input } = FILTERS[name];
  switch (input.as) {
    case 'choice':
      return <Select<string> value={value} options={input.options} onChange={onChange} />;
    case 'states':
      return <States value={value} onChange={onChange} />;
    case 'suggested':
      return (
        <>
          <TextInput list={listId} value={value} onChange={onChange} maxLength={200} />
          <datalist id={listId}>
            {input.known.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      );
    case 'number':
      return (
        <span className={styles.number}>
          <TextInput inputMode="numeric" value={value} onChange={onChange} maxLength={5} />
          {input.unit}
        </span>
      );
    case 'date':
      return <TextInput type="date" value={value} onChange={onChange} />;
    default:
      return (
        <TextInput
          type={input.as === 'email' ? 'email' : input.as === 'phone' ? 'tel' : 'text'}
          value={value}
          onChange={onChange}
          maxLength={200}
        />
      );
  }
}

const LICENSED_IN = [...US_STATES, 'Compact'];

/** Several states, stored as the vendor expects them: with commas. */
function States({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const chosen = value.split(',').filter((one) => one !== '');
  const left = LICENSED_IN.filter((one) => !chosen.includes(one));
  return (
    <span className={styles.states}>
      {chosen.map((one) => (
        <Button
          key={one}
          size="small"
          icon={X}
          aria-label={`Remove ${one}`}
          onClick={() => onChange(chosen.filter((other) => other !== one).join(','))}
        >
          {one}
        </Button>
      ))}
      <span className={styles.state}>
        <Select<string>
          value={null}
          placeholder="Add a state …"
          options={left.map((one) => ({ value: one, label: one }))}
          onChange={(one) => onChange([...chosen, one].join(','))}
        />
      </span>
    </span>
  );
}
