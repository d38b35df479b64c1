import type { LeadFields } from '../../src-preload/contract/index.ts';
import type { Desk } from './screen.ts';

/** A person in Florida who has not been called yet, with a different phone for each number. */
export function personFields(n: number, more: Partial<LeadFields> = {}): Partial<LeadFields> {
  return {
    firstName: 'Ann',
    lastName: `Person ${n}`,
    phone: `727555${String(n).padStart(4, '0')}`,
    email: `ann.${n}@example.org`,
    city: 'Tampa',
    state: 'FL',
    zip: '33602',
    license: 'MD',
    ...more,
  };
}

/** Adds such a person by hand. @returns the lead's id */
export async function addPerson(desk: Desk, n: number, more: Partial<LeadFields> = {}): Promise<number> {
  const { id } = await desk.call('leads.add', { fields: personFields(n, more) });
  return id;
}

/** Sets call hours so that nobody or everybody may be called now, whatever this machine's clock says. */
export async function setHours(desk: Desk, open: boolean): Promise<void> {
  for (const { id } of await desk.call('callRules.list', {})) await desk.call('callRules.remove', { id });
  if (open) return;
  await desk.call('callRules.save', {
    place: 'US',
    days: [0, 1, 2, 3, 4, 5, 6],
    opens: null,
    closes: null,
    attemptsPerDay: null,
    from: '2000-01-01',
    source: 'House rule 7',
  });
}

/** Records the telephone addresses that are opened instead of passing them to the system. @returns a function that returns them */
export async function holdTelephone(desk: Desk): Promise<() => Promise<readonly string[]>> {
  await desk.page.evaluate(() => {
    const opened: string[] = [];
    Object.assign(window, { opened });
    addEventListener(
      'click',
      (event) => {
        const link = event.target instanceof Element ? event.target.closest('a[href^="tel:"]') : null;
        if (link === null) return;
        const href = link.getAttribute('href') ?? '';
        // Runs after the page's own handlers, so that links which they cancelled are not recorded.
        addEventListener(
          'click',
          (last) => {
            if (!last.defaultPrevented) opened.push(href);
            last.preventDefault();
          },
          { once: true },
        );
      },
      { capture: true },
    );
  });
  return () => desk.page.evaluate(() => (window as unknown as { opened: readonly string[] }).opened);
}
