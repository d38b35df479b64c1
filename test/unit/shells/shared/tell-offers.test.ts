import { describe, expect, it } from 'vitest';
import type { OfferMarks, OfferNews } from '../../../../src-preload/contract/offer-notices.ts';
import { alertsFor, alertWords, isQuiet, newNotices } from '../../../../src-preload/rules/offer-notices.ts';
import { NOON, news, SETTINGS, touch } from './offer-news.ts';

const MINUTE = 60_000;
const TOLD: OfferMarks = { latest: 10, alerts: [], burst: { from: 0, offers: 0 } };

const titles = (from: OfferNews, told: OfferMarks | null = TOLD) => newNotices(from, told).notices.map((n) => n.title);

describe('new offers', () => {
  it('are told one by one, with where each leads', () => {
    expect(newNotices(news({ arrived: 2 }), TOLD)).toEqual({
      notices: [
        {
          key: 'offer 11',
          kind: 'offer',
          id: 11,
          title: 'Mary 11 is offered to you',
          body: 'LionDesk',
          at: '/offers/11',
          claimable: true,
        },
        expect.objectContaining({ key: 'offer 12', title: 'Mary 12 is offered to you' }),
      ],
      bySystem: true,
      bySound: true,
      marks: { latest: 12, alerts: [], burst: { from: NOON, offers: 2 } },
    });
  });

  it('more than three at once are one, with their number, also those that are not listed', () => {
    expect(titles(news({ arrived: 3 }))).toHaveLength(3);
    expect(titles(news({ arrived: 4 }))).toEqual(['4 leads are offered to you']);
    const { notices } = newNotices(news({ arrived: 100, more: 1134 }), TOLD);
    expect(notices).toEqual([
      expect.objectContaining({ title: '1,234 leads are offered to you', at: '/offers', id: null, claimable: false }),
    ]);
  });

  it('that come in several answers within ten seconds count as at once, and sound once', () => {
    const first = newNotices(news({ arrived: 3 }), TOLD);
    const second = newNotices(news({ arrived: 2, from: 13, now: NOON + 9_999 }), first.marks);
    expect(second.notices.map(({ title, key }) => [title, key])).toEqual([['5 leads are offered to you', 'offers']]);
    expect([first.bySound, second.bySound]).toEqual([true, false]);
    const third = newNotices(news({ arrived: 1, from: 15, now: NOON + 10_000 }), second.marks);
    expect(third.notices.map(({ title }) => title)).toEqual(['Mary 16 is offered to you']);
    expect(third.bySound).toBe(true);
  });

  it('are told once', () => {
    const { marks } = newNotices(news({ arrived: 2 }), TOLD);
    const again = newNotices(news({ arrived: 0, from: 12 }), marks);
    expect(again.notices).toEqual([]);
    expect(again.marks).toEqual(marks);
  });

  it('that were there at the very first, or before the desk began anew, are not told', () => {
    const first = newNotices(news({ arrived: 8 }), null);
    expect(first).toMatchObject({ notices: [], bySound: false, marks: { latest: 18 } });
    const restored = newNotices(news({ arrived: 2, from: 1 }), TOLD);
    expect(restored).toMatchObject({ notices: [], marks: { latest: 3 } });
    expect(titles(news({ arrived: 1, from: 3 }), restored.marks)).toEqual(['Mary 4 is offered to you']);
  });

  it('keep name and source to themselves where these are hidden until claimed', () => {
    const { notices } = newNotices(news({ arrived: 1, settings: { blind: true } }), TOLD);
    expect(notices).toMatchObject([{ title: 'A new lead is offered to you', body: '' }]);
    expect(JSON.stringify(notices)).not.toMatch(/Mary|LionDesk/);
  });

  it('that open later say when, and can’t be claimed yet', () => {
    const at = (notifyAt: number) => newNotices(news({ arrived: 1, notifyAt }), TOLD).notices[0];
    expect(at(NOON + 65 * MINUTE)).toMatchObject({
      title: 'Mary 11 will be offered to you',
      body: 'LionDesk · opens at 13:05',
      claimable: false,
    });
    expect(at(NOON + 25 * 60 * MINUTE)).toMatchObject({ body: 'LionDesk · opens Jul 15 13:00' });
    expect(at(NOON)).toMatchObject({ title: 'Mary 11 is offered to you', claimable: true });
  });

  it('follow the settings: no notice of the system, no tone', () => {
    const { notices, bySystem, bySound } = newNotices(
      news({ arrived: 1, settings: { notify: false, sound: false } }),
      TOLD,
    );
    expect([notices.length, bySystem, bySound]).toEqual([1, false, false]);
  });
});

describe('quiet hours', () => {
  const at = (hours: number, minutes = 0) => new Date(2026, 6, 14, hours, minutes).getTime();

  it('lie within a day or over midnight, the first minute in and the last out', () => {
    const night = { from: '22:00', to: '07:00' };
    expect([21, 22, 23, 0, 6, 7, 12].map((hour) => isQuiet(night, at(hour)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    const lunch = { from: '12:00', to: '13:30' };
    expect([at(11, 59), at(12), at(13, 29), at(13, 30)].map((time) => isQuiet(lunch, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isQuiet(null, at(3))).toBe(false);
  });

  it('nothing is said in them, and nothing of it later', () => {
    const quiet = { from: '11:00', to: '13:00' };
    const during = newNotices(news({ arrived: 2, alerts: [touch(5)], settings: { quiet } }), TOLD);
    expect(during).toMatchObject({ notices: [], bySystem: false, bySound: false, marks: { latest: 12 } });
    const after = news({ arrived: 0, from: 12, alerts: [touch(5)], settings: { quiet }, now: NOON + 61 * MINUTE });
    expect(titles(after, during.marks)).toEqual([]);
  });
});

describe('a first touch that is overdue', () => {
  it('is told once, again for another claim of the same lead', () => {
    const first = newNotices(news({ alerts: [touch(5)] }), TOLD);
    expect(first.notices).toMatchObject([
      { kind: 'first-touch', title: 'Ann has not called Mary 5', body: 'Claimed 6 min ago', at: '/offers/5' },
    ]);
    expect(first.bySound).toBe(true);
    expect(titles(news({ alerts: [touch(5)] }), first.marks)).toEqual([]);
    const moreTime = { ...touch(5), dueAt: NOON - 1 };
    expect(titles(news({ alerts: [moreTime] }), first.marks)).toEqual([]);
    const claimedAnew = { ...touch(5), claimedAt: NOON - 6 * MINUTE + 1 };
    expect(titles(news({ alerts: [claimedAnew] }), first.marks)).toEqual(['Ann has not called Mary 5']);
  });

  it('is told to everyone, or to the team lead alone', () => {
    const to = (teamLead: string, me: string) =>
      alertsFor({ alerts: [touch(5)], settings: { ...SETTINGS, teamLead }, me }).length;
    expect([to('', 'Bo'), to('Lee', 'Bo'), to('Lee', 'lee')]).toEqual([1, 0, 1]);
    const unheard = newNotices(news({ alerts: [touch(5)], settings: { teamLead: 'Lee' } }), TOLD);
    expect(unheard.notices).toEqual([]);
    expect(titles(news({ alerts: [touch(5)], settings: { teamLead: 'Bo' } }), unheard.marks)).toEqual([]);
  });

  it('says “you” to whoever it is about, and hours once they are many', () => {
    expect(alertWords(touch(5), 'ann', NOON)).toEqual({
      who: 'You have not called Mary 5',
      since: 'claimed 6 min ago',
    });
    expect(alertWords({ ...touch(5), name: '', claimedAt: NOON - 190 * MINUTE }, 'Bo', NOON)).toEqual({
      who: 'Ann has not called a claimed lead',
      since: 'claimed 3 h ago',
    });
  });
});
