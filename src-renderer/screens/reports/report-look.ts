import type { AnsweredReport, ReportRow } from '../../state/reports.ts';
import type { Who } from '../../state/reports-address.ts';
import type { BarLook } from '../../ui/bars.tsx';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../ui/format.ts';

/** The results of an offered lead, the same in every plot. */
export const CLAIMED: BarLook = { label: 'Claimed', tone: 'good', filling: 'solid' };
export const MISSED: BarLook = { label: 'Missed', tone: 'bad', filling: 'hatched' };
export const OPEN: BarLook = { label: 'Open', tone: 'calm', filling: 'hollow' };
/** Claims by how long they took. */
export const TOOK: BarLook = { label: 'Claims', tone: 'busy', filling: 'solid' };

export const WHO_WORDS: Readonly<Record<Who, { readonly word: string; readonly many: string }>> = {
  person: { word: 'Person', many: 'people' },
  team: { word: 'Team', many: 'teams' },
  source: { word: 'Source', many: 'sources' },
};

/** Where there is no number. */
export const NONE = '–';

type Decided = Pick<ReportRow, 'claimed' | 'missed'>;

/** The share of the decided that was claimed, or missed: "62%", "–" where nothing is decided. Together they are 100%. */
export function shareWords({ claimed, missed }: Decided, which: 'claimed' | 'missed'): string {
  if (claimed + missed === 0) return NONE;
  const share = Number.parseInt(formatShare(claimed, claimed + missed), 10);
  return `${which === 'claimed' ? share : 100 - share}%`;
}

export function timeWords(ms: number | null): string {
  return ms === null ? NONE : formatDuration(ms / 1000);
}

/** Both rates of a row, for a screen reader. */
export function rateLabel(name: string, row: Decided): string {
  if (row.claimed + row.missed === 0) return `${name}: nothing claimed or missed yet`;
  return `${name}: ${shareWords(row, 'claimed')} claimed, ${shareWords(row, 'missed')} missed`;
}

type Bar = AnsweredReport['byWho']['distribution'][number];

function short(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`;
  if (ms < 3_600_000) return `${ms / 60_000} min`;
  return ms < 86_400_000 ? `${ms / 3_600_000} h` : `${ms / 86_400_000} day`;
}

/** What a bar of the distribution holds: "under 10 s", "10 s to 30 s", "1 day or more". */
export function barName(bars: readonly Bar[], at: number): string {
  const [before, end] = [bars[at - 1]?.untilMs ?? null, bars[at]?.untilMs ?? null];
  if (end === null) return before === null ? 'any time' : `${short(before)} or more`;
  return before === null ? `under ${short(end)}` : `${short(before)} to ${short(end)}`;
}

/** The same in the little room under a bar. */
export function barHead(bars: readonly Bar[], at: number): string {
  const [before, end] = [bars[at - 1]?.untilMs ?? null, bars[at]?.untilMs ?? null];
  return end === null ? `≥ ${short(before ?? 0)}` : `< ${short(end)}`;
}

/** The distribution in words: its whole, its middle, and where most lie. */
export function timesLabel({ byWho }: AnsweredReport): string {
  const { distribution, total } = byWho;
  const claims = distribution.reduce((sum, bar) => sum + bar.claims, 0);
  if (claims === 0) return 'Time to claim: no claims with a known time';
  const parts = distribution.flatMap((bar, at) =>
    bar.claims === 0 ? [] : [`${barName(distribution, at)} ${formatNumber(bar.claims)}`],
  );
  return `Time to claim of ${formatCount(claims, 'claim')}, half of them within ${timeWords(total.medianMs)}: ${parts.join(', ')}`;
}

/** The hours in words: those in which anything was offered. */
export function hoursLabel({ byHour }: AnsweredReport): string {
  const parts = byHour.rows
    .filter(({ offered }) => offered > 0)
    .map(({ label, offered, claimed, missed }) => `${label} ${offered} offered, ${claimed} claimed, ${missed} missed`);
  return `Leads by hour offered: ${parts.join('; ')}`;
}
