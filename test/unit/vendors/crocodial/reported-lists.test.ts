import { describe, expect, test } from 'vitest';
import { readFunctionAnswer } from '../../../../src-main/vendors/crocodial/functions.ts';
import { campaignsIn, listsIn } from '../../../../src-main/vendors/crocodial/reported-lists.ts';

const told = (body: string) => readFunctionAnswer(200, 'text/html; charset=UTF-8', body);
const FIELDS_HEADER =
  'list_id|list_name|campaign_id|active|list_changedate|list_lastcalldate|custom_fields_list_space_delimited';

describe('lists that a dialer tells', () => {
  test('as its document shows them, with the labels of their custom fields', () => {
    const body = `${FIELDS_HEADER}\n1101|performance list|TESTCAMP|Y|2019-09-02 08:52:50|2019-11-07 10:12:12|fav_color fav_food\n`;
    expect(listsIn(told(body))).toEqual([
      {
        listId: '1101',
        name: 'performance list',
        campaign: 'TESTCAMP',
        active: true,
        leads: null,
        fields: ['fav_color', 'fav_food'],
      },
    ]);
  });

  test('with the number of leads; a line may end in a separator', () => {
    const names = 'list_id|list_name|campaign_id|active|list_changedate|list_lastcalldate|expiration_date|resets_today';
    const line = '1101|performance list|TESTCAMP|N|2019-09-02 08:52:50||2099-12-31|0';
    expect(listsIn(told(`${names}\n${line}|\n`))).toMatchObject([{ active: false, leads: null, fields: null }]);
    const counted = `${names}|all_leads_count|new_leads_count\n${line}|59896|3\n`;
    expect(listsIn(told(counted))).toMatchObject([{ listId: '1101', leads: 59_896 }]);
  });

  test('a separator in a name moves no other column', () => {
    const body = `${FIELDS_HEADER}\n7|A | B|CAMP|N|2019-09-02 08:52:50||x\n8|C|CAMP|Y|||\n`;
    expect(listsIn(told(body))).toMatchObject([
      { listId: '7', name: 'A|B', campaign: 'CAMP', active: false, fields: ['x'] },
      { listId: '8', name: 'C', active: true, fields: [] },
    ]);
  });

  test.each([
    ['ERROR: list_custom_fields USER DOES NOT HAVE PERMISSION TO MODIFY LISTS - 6666\n', 'closed'],
    ['ERROR: list_custom_fields CUSTOM LIST FIELDS ARE NOT ENABLED ON THIS SYSTEM - 6666\n', 'closed'],
    ['ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |6666|list_info|\n', 'closed'],
    ['ERROR: NO FUNCTION SPECIFIED\n', 'closed'],
    ['<html><body>Welcome</body></html>', 'unclear'],
    ['', 'unclear'],
    ['OK\n', 'rows'],
  ])('nothing is told by %j', (body, is) => {
    expect(told(body).is).toBe(is);
    expect(listsIn(told(body))).toBeNull();
    expect(campaignsIn(told(body))).toBeNull();
  });

  test.each(['ERROR: list_info LIST DOES NOT EXIST - 98762\n', 'ERROR: list_info NOT AN ALLOWED LIST ID - 98762\n'])(
    'no such list: %j',
    (body) => expect(listsIn(told(body))).toEqual([]),
  );
});

test('campaigns as the document shows them, old and new', () => {
  const names = 'campaign_id|campaign_name|active|user_group|dial_method|dial_level|lead_order|dial_statuses';
  const body = `${names}\nTESTCAMP|Test Campaign|Y|---ALL---|INBOUND_MAN|1|DOWN|PDROP DROP B NEW\nOLD|Old|N|---ALL---|RATIO|1|DOWN|NEW\n`;
  expect(campaignsIn(told(body))).toEqual([
    { campaignId: 'TESTCAMP', name: 'Test Campaign', active: true },
    { campaignId: 'OLD', name: 'Old', active: false },
  ]);
  const none = 'ERROR: campaigns_list THIS USER HAS NO VIEWABLE CAMPAIGNS - 6666\n';
  expect(campaignsIn(told(none))).toEqual([]);
});
