import {
  type DoNotCallColumn,
  FULL_NAME,
  type FullNameColumn,
  LEAD_FIELD_LABELS,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
  type MappingNote,
  type MappingSuggestion,
} from '../../../src-preload/contract/mapping.ts';
import { isNanp } from '../../geo/nanp.ts';
import { cellValue, isPlaceholder } from './cell.ts';
import { canBeProved, holds, shareThatFits, takes } from './column-fits.ts';
import { type Content, contentOf, contentWords, dateOrderOf } from './content.ts';
import { canSayMayCall, doNotCallSense, phoneItIsAbout } from './do-not-call-column.ts';
import { fullNameHeader, guessFullName } from './full-name.ts';
import { headerName, namesAnotherThing, phoneFieldOf } from './header-names.ts';
import { headerWords, isMadeUp } from './header-words.ts';
import { joinAreaCodes } from './suggest-area-code.ts';

/**
 * A first mapping of a file's columns, with the reason for each field, and for columns that fill no field although their names suggest one,
 * the reason for that.
 */
export interface SuggestedMapping {
  readonly mapping: Mapping;
  readonly guesses: MappingSuggestion[];
  readonly notes: MappingNote[];
}

type FieldGuess = MappingSuggestion & { readonly field: LeadFieldName };

interface Candidate {
  readonly field: LeadFieldName;
  readonly column: number;
  readonly score: number;
  readonly why: string;
}

const BY_CONTENT: Readonly<Record<Content, LeadFieldName>> = {
  phone: 'phone_number',
  email: 'email',
  postal: 'postal_code',
  state: 'state',
  date: 'date_of_birth',
  gender: 'gender',
};

/** The share of a column that must fit the field of its name. Less is enough if the name is unmistakable. */
const MOST = 0.75;
const HALF = 0.5;

const EMPTY_CELL = /^(?:#(?:n\/a|ref!|value!|name\?|div\/0!|null!|num!)|\\n|\(null\)|\(blank\))$/i;

/** A cell as far as it shows what its column contains: without what spreadsheets and lead forms wrap around a value. */
function sample(cell: string): string {
  const value = cellValue(cell)
    .replace(/^="?(.*?)"?$/, '$1')
    .replace(/^'/, '')
    .replace(/^[a-z]:(?=\+?\d)/i, '')
    .trim();
  return isPlaceholder(value) || EMPTY_CELL.test(value) ? '' : value;
}

function byName(
  header: string,
  column: number,
  samples: readonly string[],
): Candidate | (MappingNote & { readonly field: LeadFieldName }) | undefined {
  const name = headerName(header);
  if (!name) return undefined;
  const { field, score, why, needsProof } = name;
  const needed = score >= MOST || score === HALF ? HALF : MOST;
  if (shareThatFits(field, samples) >= needed) {
    if (needsProof && field !== 'comments' && (!canBeProved(field) || samples.length === 0)) return undefined;
    const proved = samples.length > 0 && canBeProved(field);
    return { field, column, score: proved ? Math.min(1, score + 0.03) : score, why };
  }
  if (field === 'country_code' && shareThatFits('phone_code', samples) >= needed) {
    return { field: 'phone_code', column, score: score - 0.1, why: `${why}, and its cells are calling codes` };
  }
  const label = LEAD_FIELD_LABELS[field];
  return {
    column,
    field,
    why: `“${header.trim()}” holds ${holds(samples)}, ${label} takes ${takes(field)}: not mapped`,
  };
}

/**
 * What the cells alone show. It is used for any column if the file has no names, and otherwise only if hardly anything else is possible.
 */
function byContent(header: string, column: number, samples: readonly string[]): Candidate | undefined {
  const content = contentOf(samples);
  if (content === undefined || namesAnotherThing(header)) return undefined;
  const why = contentWords(content);
  if (isMadeUp(header)) {
    const score = content === 'postal' || content === 'date' ? 0.35 : 0.55;
    return { field: BY_CONTENT[content], column, score, why };
  }
  if (content === 'email') return { field: 'email', column, score: 0.5, why };
  // Ten digits are as often an account as a phone, so nearly all of them must be existing phone numbers.
  const known = samples.filter((value) => isNanp(value.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, ''))).length;
  if (content !== 'phone' || known < samples.length * 0.9) return undefined;
  return { field: 'phone_number', column, score: 0.45, why };
}

/**
 * Guesses which column fills which field. The header decides, word by word (the dialer's own names, and usual names in English, Spanish,
 * German and French), if the cells fit that field. In a file without names the cells decide. The most certain guess gets a field. Remaining
 * phones become the other phone, then more phones, and an area code in a separate column is joined to its number.
 */
export function suggestMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
): SuggestedMapping {
  const columns = headers.map((header, index) => ({ header, index }));
  const samples = headers.map((_, column) =>
    sampleRows.map((cells) => sample(cells[column] ?? '')).filter((value) => value !== ''),
  );
  const aboutCalls = doNotCallColumns(headers, samples);
  const saysWhetherToCall = new Set(
    aboutCalls.filter(({ sense }) => sense !== 'words-alone').map(({ column }) => column),
  );
  const all: Candidate[] = [];
  const notes: MappingNote[] = [];
  // “Owner Name” is the lead's if no other column has names, as in property lists. Otherwise it is the person the lead belongs to.
  const hasNames = headers.some((header) => ['first_name', 'last_name'].includes(headerName(header)?.field ?? ''));
  for (const { header, index } of columns) {
    if (saysWhetherToCall.has(index)) continue;
    const isWhole = !hasNames && fullNameHeader(header) !== undefined;
    const named = isWhole ? undefined : byName(header, index, samples[index] ?? []);
    if (named && 'score' in named) all.push(named);
    else {
      const found = byContent(header, index, samples[index] ?? []);
      if (found) all.push(found);
      if (named) notes.push(named);
    }
  }
  all.sort((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Set<number>();
  const guesses = new Map<LeadFieldName, FieldGuess>();
  for (const { field, column, score, why } of all) {
    if (taken.has(column) || guesses.has(field)) continue;
    taken.add(column);
    guesses.set(field, { field, from: [column], confidence: Math.round(score * 100) / 100, why });
  }
  placeMorePhones(
    all.filter((c) => phoneFieldOf(headers[c.column] ?? '') !== undefined),
    taken,
    guesses,
    (column) => (samples[column]?.length ?? 0) > 0,
  );
  // Without a phone there is no list, so a column with an unmistakable name is used regardless of its content, and its rows report what is
  // wrong.
  const plainly = notes.find(({ field, column }) => field === 'phone_number' && isPlainPhone(headers[column] ?? ''));
  if (plainly && !guesses.has('phone_number') && !taken.has(plainly.column)) {
    guesses.set('phone_number', { field: 'phone_number', from: [plainly.column], confidence: 0.4, why: plainly.why });
  }
  const fullName = placeFullName(headers, sampleRows, guesses, taken, notes);
  const joined = joinAreaCodes(headers, samples, guesses);
  const inOrder = LEAD_FIELDS.flatMap((field) => guesses.get(field) ?? []);
  const targets = Object.fromEntries(
    inOrder.map((g) => [g.field, { from: g.from, ...(joined.has(g.field) ? { joiner: '' } : {}) }]),
  ) as Mapping['targets'];
  const birth = guesses.get('date_of_birth')?.from[0];
  const dateOrder = birth === undefined ? undefined : orderOf(headers[birth] ?? '', samples[birth] ?? []);
  return {
    mapping: {
      columns,
      targets,
      custom: {},
      ...(fullName === undefined ? {} : { fullName: fullName.fullName }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(aboutCalls.length === 0 ? {} : { doNotCall: aboutCalls.map((one) => withPhone(one, headers, targets)) }),
    },
    guesses: fullName === undefined ? inOrder : [...inOrder, fullName.guess],
    notes: notes.filter(({ column }) => !inOrder.some(({ from }) => from.includes(column))),
  };
}

/** Finds the column of full names, if there is one; of several, the first whose cells are names. */
function placeFullName(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  guesses: Map<LeadFieldName, FieldGuess>,
  taken: Set<number>,
  notes: MappingNote[],
): { readonly fullName: FullNameColumn; readonly guess: MappingSuggestion } | undefined {
  const cellsOf = (column: number) => sampleRows.map((cells) => sample(cells[column] ?? ''));
  const own = { first: guesses.get('first_name')?.from[0], last: guesses.get('last_name')?.from[0] };
  for (const [index, header] of headers.entries()) {
    if (taken.has(index)) continue;
    const found = guessFullName({ header, index }, cellsOf, own);
    if (found === undefined) continue;
    if ('note' in found) {
      notes.push({ column: index, field: FULL_NAME, why: found.note });
      continue;
    }
    taken.add(index);
    if ('field' in found) {
      guesses.set(found.field, { field: found.field, from: [index], confidence: 0.6, why: found.why });
      return undefined;
    }
    const guess: MappingSuggestion = { field: FULL_NAME, from: [index], confidence: 0.9, why: found.why };
    return { fullName: found.fullName, guess };
  }
  return undefined;
}

/** The contents of a mapping's columns that don't fit their fields, for a remembered mapping of a file that has changed. */
export function unfitColumns(mapping: Mapping, sampleRows: readonly (readonly string[])[]): MappingNote[] {
  return LEAD_FIELDS.flatMap((field) => {
    const { from = [] } = mapping.targets[field] ?? {};
    const [column] = from;
    if (column === undefined || from.length > 1) return [];
    const samples = sampleRows.map((cells) => sample(cells[column] ?? '')).filter((value) => value !== '');
    if (samples.length === 0 || shareThatFits(field, samples) >= HALF) return [];
    const header = mapping.columns.find(({ index }) => index === column)?.header.trim() ?? `column ${column + 1}`;
    const why = `“${header}” holds ${holds(samples)} in this file, ${LEAD_FIELD_LABELS[field]} takes ${takes(field)}`;
    return [{ column, field, why }];
  });
}

function doNotCallColumns(headers: readonly string[], samples: readonly (readonly string[])[]): DoNotCallColumn[] {
  return headers.flatMap((header, column) => {
    const sense = doNotCallSense(header);
    return sense !== undefined && canSayMayCall(samples[column] ?? [], sense) ? [{ column, sense }] : [];
  });
}

/** A do-not-call column with the phone that it is about, if that is not the lead's main phone: “Phone 2 DNC”. */
function withPhone(one: DoNotCallColumn, headers: readonly string[], targets: Mapping['targets']): DoNotCallColumn {
  const about = phoneItIsAbout(headers[one.column] ?? '');
  if (about === '' || one.sense === 'words-alone') return one;
  const others = [...(targets.alt_phone?.from ?? []), ...(targets.multi_alt_phones?.from ?? [])];
  const phone = others.find((column) => headerWords(headers[column] ?? '').join(' ') === about);
  return phone === undefined ? one : { ...one, phone };
}

/** Whether day or month comes first in a column's dates, by its name (“DD/MM/YYYY”) or proved by its cells. */
function orderOf(header: string, samples: readonly string[]): 'mdy' | 'dmy' | undefined {
  const namedOrder = /\b(dd?\W?mm?|mm?\W?dd?)\W?yy/i.exec(header)?.[1];
  if (namedOrder !== undefined) return namedOrder.toLowerCase().startsWith('d') ? 'dmy' : 'mdy';
  return dateOrderOf(samples);
}

const isPlainPhone = (header: string): boolean => (headerName(header)?.score ?? 0) >= 0.95;

function placeMorePhones(
  all: readonly Candidate[],
  taken: Set<number>,
  guesses: Map<LeadFieldName, FieldGuess>,
  holdsSome: (column: number) => boolean,
): void {
  const phones = all.filter((c) => !taken.has(c.column) && /phone/.test(c.field) && c.field !== 'phone_code');
  const left = [...new Set(phones.map((c) => c.column))].sort((a, b) => a - b);
  if (!guesses.has('phone_number')) {
    // A file in which every phone column is named as another phone.
    const other = guesses.get('alt_phone') ?? guesses.get('multi_alt_phones');
    if (other?.from.every(holdsSome)) {
      guesses.delete(other.field);
      const why = 'the only column of phones';
      guesses.set('phone_number', { field: 'phone_number', from: other.from, confidence: 0.6, why });
    }
  }
  if (!guesses.has('alt_phone')) {
    const column = left.shift();
    if (column !== undefined) {
      taken.add(column);
      const why = `another column of phones, beside the one for ${LEAD_FIELD_LABELS.phone_number}`;
      guesses.set('alt_phone', { field: 'alt_phone', from: [column], confidence: 0.6, why });
    }
  }
  if (left.length > 0) {
    const before = guesses.get('multi_alt_phones')?.from ?? [];
    const from = [...before, ...left];
    const why = from.length === 1 ? 'a third column of phones' : `${from.length} further columns of phones`;
    guesses.set('multi_alt_phones', { field: 'multi_alt_phones', from, confidence: 0.5, why });
  }
}
