import {
  LEAD_FIELD_LABELS,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
  type MappingSuggestion,
} from '../../../src-preload/contract/mapping.ts';
import { cellValue, isPlaceholder } from './cell.ts';
import { type Content, contentOf, contentWords, dateOrderOf } from './content.ts';
import { SYNONYMS } from './synonyms.ts';

/** A first mapping of a file's columns, and for each field why. */
export interface SuggestedMapping {
  readonly mapping: Mapping;
  readonly guesses: MappingSuggestion[];
}

interface Candidate {
  readonly field: LeadFieldName;
  readonly column: number;
  readonly score: number;
  readonly why: string;
}

const byName = new Map<string, { field: LeadFieldName; own: boolean }>();
for (const field of LEAD_FIELDS) {
  byName.set(field.replaceAll('_', ''), { field, own: true });
}
for (const field of LEAD_FIELDS) {
  for (const name of SYNONYMS[field].split(' ')) if (!byName.has(name)) byName.set(name, { field, own: false });
}

/** Names that alone mean a field, but inside a longer one (“Policy Number”) mean nothing. */
const TOO_GENERAL: ReadonlySet<string> = new Set(['number', 'numero', 'code', 'name', 'main', 'home']);

/** Names long enough to be told inside a longer header ("Customer Phone Number (Home)"), longest first. */
const INSIDE = [...byName]
  .filter(([name]) => name.length >= 4 && !TOO_GENERAL.has(name))
  .sort(([a], [b]) => b.length - a.length);

/** Words that make a header mean something else than the field whose name it holds. */
const NOT_A_FIELD =
  /type|date(?!ofbirth)|time|status|valid|verified|flag|count|opt|consent|ip$|company|business(?!phone)|employer|ext(ension)?$|bank/;

/** What a field's values look like; fields not named here can hold anything. */
const EXPECTED: Partial<Record<LeadFieldName, Content>> = {
  phone_number: 'phone',
  alt_phone: 'phone',
  email: 'email',
  postal_code: 'postal',
  state: 'state',
  date_of_birth: 'date',
  gender: 'gender',
};
const BY_CONTENT: Readonly<Record<Content, LeadFieldName>> = {
  phone: 'phone_number',
  email: 'email',
  postal: 'postal_code',
  state: 'state',
  date: 'date_of_birth',
  gender: 'gender',
};

const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const FULL_NAME = /^(?:full|complete|contact|customer|client|lead|owner)?name$|^nombrecompleto$/;

function named(header: string): { field: LeadFieldName; score: number; why: string } | undefined {
  const name = plain(header);
  if (name === '') return undefined;
  const exact = byName.get(name);
  if (exact?.own) return { field: exact.field, score: 1, why: 'named as in the dialer' };
  if (exact) return { field: exact.field, score: 0.95, why: `“${header.trim()}” is a usual name for it` };
  if (FULL_NAME.test(name)) {
    return { field: 'first_name', score: 0.5, why: 'holds whole names, for which the dialer has no field of its own' };
  }
  if (NOT_A_FIELD.test(name)) return undefined;
  const inside = INSIDE.find(([known]) => name.includes(known));
  return inside && { field: inside[1].field, score: 0.7, why: `“${header.trim()}” holds a usual name for it` };
}

function candidates(header: string, column: number, samples: readonly string[]): Candidate[] {
  const found: Candidate[] = [];
  const content = contentOf(samples);
  const name = named(header);
  if (name) {
    const expected = EXPECTED[name.field];
    const { field, score, why } = name;
    if (expected === undefined || samples.length === 0) found.push({ field, column, score, why });
    else if (content === expected)
      found.push({ field, column, score: Math.min(1, score + 0.03), why: `${why}, and ${contentWords(expected)}` });
    else if (content === undefined)
      found.push({ field, column, score: score * 0.8, why: `${why}, though not all samples look like it` });
    else found.push({ field, column, score: score * 0.4, why: `${why}, but ${contentWords(content)}` });
  }
  if (content !== undefined && BY_CONTENT[content] !== name?.field) {
    const score = content === 'postal' || content === 'date' ? 0.35 : 0.55;
    if (!(name && name.score >= 0.7 && EXPECTED[name.field] === content)) {
      found.push({ field: BY_CONTENT[content], column, score, why: contentWords(content) });
    }
  }
  return found;
}

/**
 * Guesses which column fills which field, by its header (the dialer's own names, usual names in English, Spanish and some German and French)
 * and by what its cells look like. The surest guess wins a field; phones left over become the other phone, then more phones. Nothing is
 * guessed below 0.3.
 */
export function suggestMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
): SuggestedMapping {
  const columns = headers.map((header, index) => ({ header, index }));
  const samples = headers.map((_, column) =>
    sampleRows.map((cells) => cellValue(cells[column] ?? '')).filter((v) => v !== '' && !isPlaceholder(v)),
  );
  const all = columns
    .flatMap(({ header, index }) => candidates(header, index, samples[index] ?? []))
    .filter((c) => c.score >= 0.3)
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Set<number>();
  const guesses = new Map<LeadFieldName, MappingSuggestion>();
  for (const { field, column, score, why } of all) {
    if (taken.has(column) || guesses.has(field)) continue;
    taken.add(column);
    guesses.set(field, { field, from: [column], confidence: Math.round(score * 100) / 100, why });
  }
  placeMorePhones(
    all.filter((c) => isPhoneName(headers[c.column] ?? '')),
    taken,
    guesses,
  );
  const inOrder = LEAD_FIELDS.flatMap((field) => guesses.get(field) ?? []);
  const targets = Object.fromEntries(inOrder.map((g) => [g.field, { from: g.from }])) as Mapping['targets'];
  const birth = guesses.get('date_of_birth')?.from[0];
  const dateOrder = birth === undefined ? undefined : dateOrderOf(samples[birth] ?? []);
  return {
    mapping: { columns, targets, custom: {}, ...(dateOrder === undefined ? {} : { dateOrder }) },
    guesses: inOrder,
  };
}

/** Whether a header speaks of phones: digits alone (a policy's number, an account's) are too little to dial. */
const isPhoneName = (header: string): boolean => {
  const field = named(header)?.field;
  return field === 'phone_number' || field === 'alt_phone' || field === 'multi_alt_phones';
};

function placeMorePhones(
  all: readonly Candidate[],
  taken: Set<number>,
  guesses: Map<LeadFieldName, MappingSuggestion>,
): void {
  const phones = all.filter((c) => (c.field === 'phone_number' || c.field === 'alt_phone') && !taken.has(c.column));
  const left = [...new Set(phones.filter((c) => c.score >= 0.5).map((c) => c.column))];
  if (!guesses.has('alt_phone')) {
    const column = left.shift();
    if (column !== undefined) {
      taken.add(column);
      const why = `another column of phones, beside the one for ${LEAD_FIELD_LABELS.phone_number}`;
      guesses.set('alt_phone', { field: 'alt_phone', from: [column], confidence: 0.6, why });
    }
  }
  if (left.length > 0 && !guesses.has('multi_alt_phones')) {
    const why = left.length === 1 ? 'a third column of phones' : `${left.length} further columns of phones`;
    guesses.set('multi_alt_phones', { field: 'multi_alt_phones', from: left, confidence: 0.5, why });
  }
}
