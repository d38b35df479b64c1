import type { OfferFilter, OfferSort } from '../../../../src-preload/contract/index.ts';
import type { Board } from '../../../state/offers-board.ts';
import { formatDuration } from '../../../ui/format.ts';

/** The name of each sort. */
export const SORTS: readonly { readonly value: OfferSort; readonly label: string }[] = [
  { value: 'offered', label: 'Newest first' },
  { value: 'rank', label: 'By rank' },
  { value: 'name', label: 'By name' },
];

/** A range in words: "1 to 3", "from 2", "up to 5"; empty without bounds. */
export function rangeWords(from: number | undefined, to: number | undefined): string {
  if (from !== undefined && to !== undefined) return from === to ? String(from) : `${from} to ${to}`;
  return from !== undefined ? `from ${from}` : to !== undefined ? `up to ${to}` : '';
}

/** How long ago, in words. */
export function ageWords({ from, until }: OfferFilter['age']): string {
  const say = (ms: number) => formatDuration(ms / 1000);
  if (from !== undefined && until !== undefined) return `${say(from)} to ${say(until)} ago`;
  return from !== undefined ? `more than ${say(from)} ago` : until !== undefined ? `less than ${say(until)} ago` : '';
}

/** The names of chosen values as the board lists them; a value that it doesn't list is shown by its key. */
export function namesOf(
  keys: readonly (string | number)[],
  choices: readonly { readonly key: string | number; readonly name: string }[],
): string {
  return keys.map((key) => choices.find((one) => one.key === key)?.name || String(key)).join(' or ');
}

/** The board's filter in words: "team IBM or NASA, rank 1 to 3". */
export function filterWords(filter: OfferFilter, board: Board | null): string {
  const { teams, users, rank, sources, age, text } = filter;
  const ranks = rangeWords(rank.from, rank.to);
  const ages = ageWords(age);
  const parts = [
    teams.length > 0 && `team ${namesOf(teams, board?.teams ?? [])}`,
    users.length > 0 && `offered to ${namesOf(users, board?.users ?? [])}`,
    ranks !== '' && `rank ${ranks}`,
    sources.length > 0 &&
      `from ${namesOf(
        sources,
        (board?.sources ?? []).map(({ id, name }) => ({ key: id, name })),
      )}`,
    ages !== '' && `offered ${ages}`,
    text.trim() !== '' && `“${text.trim()}” in the name`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
