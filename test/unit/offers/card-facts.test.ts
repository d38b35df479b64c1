import { expect, test } from 'vitest';
import { Cards } from '../../../src-main/offers/cards.ts';
import { keepMe } from '../../../src-main/offers/rows/people.ts';
import { keepOfferSettings } from '../../../src-main/offers/settings.ts';
import { viewerOf } from '../../../src-main/offers/viewer.ts';
import { MINUTE, type OfferStore, offerStore } from './support.ts';

const cardAs = (desk: OfferStore, as: string) => {
  const ids = desk.rows<{ id: number }>('SELECT id FROM offered_lead').map(({ id }) => id);
  const [card] = new Cards(desk.store, viewerOf(desk.store, as), desk.time).of(ids);
  if (card === undefined) throw new Error('There is no card.');
  return card;
};

/** A lead offered to user 5 now, again in 2 minutes, and to user 7 in 5 minutes. */
function offered(): OfferStore {
  const desk = offerStore();
  const lion = desk.lion();
  const later = (minutes: number) => desk.time + minutes * MINUTE;
  desk.tell(
    lion,
    { id: '1', leadId: '40' },
    { id: '2', leadId: '40', team: '8', notifyAt: later(2) },
    { id: '3', leadId: '40', user: '7', notifyAt: later(5) },
  );
  desk.store.prepare("UPDATE lead SET state = 'FL', license = 'MD'").run();
  keepMe(desk.store, lion, { id: '5', name: 'User5 Name', email: '' });
  return desk;
}

test('the time left ends when someone else is offered the lead, not when the viewer is again', () => {
  const desk = offered();
  expect(cardAs(desk, '@me').nextAt).toBe(desk.time + 5 * MINUTE);
  expect(cardAs(desk, '@everyone').nextAt, 'of everyone, whoever is next').toBe(desk.time + 2 * MINUTE);
  desk.time += 5 * MINUTE;
  expect(cardAs(desk, '@me').nextAt, 'nobody follows').toBeNull();
});

test('nobody is next for a lead that someone has', () => {
  const desk = offered();
  desk.store.prepare("UPDATE offered_lead SET state = 'claimed', holder_user = '7', claimed_at = ?").run(desk.time);
  expect(cardAs(desk, '@me').nextAt).toBeNull();
});

test('state and license are told, and hidden with the name until it is claimed', () => {
  const desk = offered();
  expect(cardAs(desk, '@me').about).toEqual({ state: 'FL', license: 'MD' });
  keepOfferSettings(desk.store, { blind: true });
  expect(cardAs(desk, '@me')).toMatchObject({ name: '', about: { state: '', license: '' } });
});

test('whoever sits here without a name is shown as the user to whom the token belongs', () => {
  const desk = offered();
  const claimed = desk.store.prepare(
    "UPDATE offered_lead SET state = 'claimed-here', agent = @who, holder = @who, claimed_at = @at",
  );
  claimed.run({ who: 'Me', at: desk.time });
  expect(cardAs(desk, '@me')).toMatchObject({ holder: 'User5 Name', mine: true });
  claimed.run({ who: 'Bob', at: desk.time });
  expect(cardAs(desk, '@me'), 'a name that was given is shown as given').toMatchObject({ holder: 'Bob' });
});

test('what an unnamed desk did is told under that user too', () => {
  const desk = offered();
  const [{ id, connection_id } = { id: 0, connection_id: 0 }] = desk.rows<{ id: number; connection_id: number }>(
    'SELECT id, connection_id FROM offered_lead',
  );
  desk.store
    .prepare(
      `INSERT INTO offer_act (kind, connection_id, external_id, offered_lead_id, who, at, outcome)
       VALUES ('claim', ?, '40', ?, 'Me', ?, 'claimed-here')`,
    )
    .run(connection_id, id, desk.time);
  const cards = new Cards(desk.store, viewerOf(desk.store, '@me'), desk.time);
  expect(cards.detail(id).acts.map(({ who }) => who)).toEqual(['User5 Name']);
});
