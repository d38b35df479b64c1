import { pacificWall } from '../../account/pacific.ts';
import type { LeadRow } from '../../store.ts';

const VISIT = /^00000000-0000-4000-8000-(\d{12})$/;
const MINUTE_MS = 60_000;

/** The lead that resulted from a visit; 0 for none. */
export const leadOfVisit = (visitId: string): number => Number(VISIT.exec(visitId)?.[1] ?? 0);

/** The visit of a lead, always the same. Dates are Pacific Time, written with a Z. */
export function analyticsOf({ lead_uid: uid, received_at: at }: LeadRow) {
  const wall = (instant: number) => new Date(pacificWall(instant)).toISOString();
  const minutes = 2 + (uid % 9);
  const bySearch = uid % 3 === 0;
  return {
    TrackingUID: uid + 5_000_000,
    VisitUID: `00000000-0000-4000-8000-${String(uid).padStart(12, '0')}`,
    EnterDate: wall(at - minutes * MINUTE_MS),
    ExitDate: wall(at),
    UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
    IP: `192.0.2.${uid % 254}`,
    URL: 'https://quotes.example.com/auto',
    Host: 'quotes.example.com',
    EnterPage: '/auto',
    ExitPage: '/auto/thanks',
    Referrer: bySearch ? 'https://search.example.com/?q=auto+insurance' : '',
    ReferrerHost: bySearch ? 'search.example.com' : '',
    SearchEngine: bySearch ? 'Example Search' : '',
    SearchTerm: bySearch ? 'auto insurance' : '',
    Browser: 'Chrome',
    OS: 'Windows',
    PageViews: 1 + (uid % 7),
    FirstVisit: uid % 4 !== 0,
  };
}
