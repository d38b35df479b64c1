import { describe, expect, it } from 'vitest';
import { heldSettings } from '../../../src-main/dialing/held-settings.ts';
import { dialSettings } from '../../../src-preload/contract/index.ts';

const VICIDIAL = { accents: 'fold', plus: 'space' } as const;
const settings = (more: object) => dialSettings.parse({ list_id: '101', campaign: 'SPRING', ...more });

describe('settings as the dialer holds them', () => {
  it.each([
    ['callback_comments', 'It’s “urgent”; call A/B & C\\D', 'Its urgent call A/B and C/D'],
    ['callback_user', 'agent 1', 'agent1'],
    ['campaign', 'SPRING;\\2', 'SPRING/2'],
    ['source', 'Désk "1"', 'Desk 1'],
  ])('%s %s', (field, before, after) => {
    const held = heldSettings(settings({ [field]: before }), VICIDIAL);
    expect(held.changes).toEqual([{ field, before, after }]);
    expect(held.settings).toMatchObject({ [field]: after });
  });

  it('leaves settings that the dialer holds as they are', () => {
    const as = settings({ callback_comments: 'Call back - soon', source: 'Trunkline' });
    expect(heldSettings(as, VICIDIAL)).toEqual({ settings: as, changes: [] });
  });

  it('lets no backslash through, whatever the profile', () => {
    const held = heldSettings(settings({ callback_comments: 'a\\' }), { ...VICIDIAL, profile: 'as-is' });
    expect(held.settings.callback_comments).toBe('a/');
  });
});
