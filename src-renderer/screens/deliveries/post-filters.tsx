import { useEffect, useRef, useState } from 'react';
import { capital } from '../../../src-preload/rules/capital.ts';
import { KIND_WORDS } from '../../features/receiver/receiver-words.ts';
import { DELIVERY_KINDS, type LogAddress, RETURNS, REVIEWS, readPrice } from '../../state/deliveries-address.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import styles from './deliveries.module.css';
import { RETURNS as RETURN_WORDS, REVIEWS as REVIEW_WORDS } from './post-words.ts';

interface PostFiltersProps {
  readonly address: LogAddress;
  /** Whether the filters are shown although nothing has been posted yet. */
  readonly shown: boolean;
  readonly onChange: (change: Partial<LogAddress>, replace?: boolean) => void;
}

const ANY = '';

/** The filters for posted leads; empty if there are none. */
export function PostFilters({ address, shown, onChange }: PostFiltersProps) {
  const { value: choices } = useCommandQuery('delivery.logChoices', {}, ['jobs']);
  if (!shown && choices?.posts !== true) return null;
  return (
    <fieldset className={styles.postFilters}>
      <legend className="visually-hidden">Posted leads</legend>
      <Choice
        label="Posted as"
        any="Any kind"
        value={address.kind}
        options={DELIVERY_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind].word }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label="Campaign"
        any="All campaigns"
        value={address.campaign}
        options={choices?.campaigns.map((value) => ({ value, label: `Campaign ${value}` })) ?? []}
        missing={(value) => `Campaign ${value}`}
        onChange={(campaign) => onChange({ campaign })}
      />
      <Choice
        label="Client"
        any="All clients"
        value={address.client}
        options={choices?.clients.map((value) => ({ value, label: value })) ?? []}
        missing={(value) => value}
        onChange={(client) => onChange({ client })}
      />
      <Price label="Price from" value={address.minPrice} onChange={(minPrice) => onChange({ minPrice }, true)} />
      <Price label="Price to" value={address.maxPrice} onChange={(maxPrice) => onChange({ maxPrice }, true)} />
      <Choice
        label="Review"
        any="Any review"
        value={address.review}
        options={REVIEWS.map((value) => ({ value, label: capital(REVIEW_WORDS[value]) }))}
        onChange={(review) => onChange({ review })}
      />
      <Choice
        label="Return"
        any="Any return"
        value={address.returned}
        options={RETURNS.map((value) => ({ value, label: capital(RETURN_WORDS[value]) }))}
        onChange={(returned) => onChange({ returned })}
      />
    </fieldset>
  );
}

interface ChoiceProps<V extends string | number> {
  readonly label: string;
  readonly any: string;
  readonly value: V | null;
  readonly options: readonly Option<V>[];
  /** The label of a chosen value that is no longer among the options. */
  readonly missing?: (value: V) => string;
  readonly onChange: (value: V | null) => void;
}

/** A select with one value, or any. */
function Choice<V extends string | number>({ label, any, value, options, missing, onChange }: ChoiceProps<V>) {
  const known = value === null || options.some((one) => one.value === value);
  const all = known || missing === undefined ? options : [{ value, label: missing(value) }, ...options];
  return (
    <span className={styles.select}>
      <Select<V | typeof ANY>
        size="small"
        aria-label={label}
        value={value ?? ANY}
        options={[{ value: ANY, label: any }, ...all]}
        onChange={(chosen) => onChange(all.find((one) => one.value === chosen)?.value ?? null)}
      />
    </span>
  );
}

const PAUSE_MS = 400;
const textOf = (value: number | null) => (value === null ? '' : String(value));
/** Typed dollars as an amount; undefined if it can't be parsed. */
const typedPrice = (text: string): number | null | undefined => {
  const typed = text.trim().replace(/^\$/, '');
  return typed === '' ? null : (readPrice(typed) ?? undefined);
};

interface PriceProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A price. It is applied after a pause in typing. */
function Price({ label, value, onChange }: PriceProps) {
  const [text, setText] = useState(textOf(value));
  const handedOn = useRef(value);
  const handOn = useRef(onChange);
  useEffect(() => {
    handOn.current = onChange;
  });
  useEffect(() => {
    if (value === handedOn.current) return;
    handedOn.current = value;
    setText(textOf(value));
  }, [value]);
  const price = typedPrice(text);
  useEffect(() => {
    if (price === undefined || price === handedOn.current) return;
    const timer = setTimeout(() => {
      handedOn.current = price;
      handOn.current(price);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [price]);
  return (
    <TextInput
      size="small"
      inputMode="decimal"
      aria-label={`${label}, dollars`}
      aria-invalid={price === undefined}
      placeholder={`${label} $`}
      className={styles.price}
      maxLength={14}
      value={text}
      onChange={setText}
    />
  );
}
