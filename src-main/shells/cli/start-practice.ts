import type { PracticeVendorName } from '../../../src-preload/contract/index.ts';
import { startPracticeDialer } from '../../practice/dialer/start-practice-dialer.ts';
import { SAMPLE } from '../../practice/leadexec/account/sample-ids.ts';
import { startPracticeLeadExec } from '../../practice/leadexec/start-practice-leadexec.ts';
import { startPracticeDesk } from '../../practice/liondesk/start-practice-desk.ts';
import { COLLEAGUES } from '../../practice/liondesk/world.ts';
import { startPracticeBoard } from '../../practice/locumjobs/start-practice-board.ts';
import {
  PRACTICE_CAMPAIGN,
  PRACTICE_LIST,
  PRACTICE_PASSWORD,
  PRACTICE_USER,
  PRACTICE_WORLD,
} from '../../practice/names.ts';

/** Starts a practice vendor. @returns it, and what the terminal prints about it */
export async function startPractice(
  which: PracticeVendorName,
  { lively, ...options }: { port: number; file: string; lively: boolean },
) {
  if (which === 'dialer') {
    const vendor = await startPracticeDialer({ ...options, world: PRACTICE_WORLD });
    const about = {
      url: vendor.url,
      user: PRACTICE_USER,
      password: PRACTICE_PASSWORD,
      list: PRACTICE_LIST,
      campaign: PRACTICE_CAMPAIGN,
      switches: vendor.adminUrl,
    };
    return { vendor, about };
  }
  if (which === 'board') {
    const vendor = await startPracticeBoard({ ...options, user: PRACTICE_USER, password: PRACTICE_PASSWORD });
    const login = { user: PRACTICE_USER, password: PRACTICE_PASSWORD };
    return { vendor, about: { url: vendor.url, ...login, switches: `${vendor.url}/practice` } };
  }
  if (which === 'leadexec') {
    const vendor = await startPracticeLeadExec({ ...options, secret: PRACTICE_PASSWORD });
    const { source, auto, campaign } = SAMPLE;
    const ids = { vid: source, lid: auto, aid: campaign.general, pingAid: campaign.pingPost };
    const login = { password: PRACTICE_PASSWORD, clientId: SAMPLE.apiClientId };
    return { vendor, about: { url: vendor.url, ...ids, ...login, switches: vendor.adminUrl } };
  }
  const vendor = await startPracticeDesk({ ...options, token: PRACTICE_PASSWORD, lively });
  const colleagues = COLLEAGUES.map(({ id, first_name }) => [first_name.toLowerCase(), vendor.tokenOf(id)]);
  const login = { token: PRACTICE_PASSWORD, ...Object.fromEntries(colleagues) };
  return { vendor, about: { url: vendor.url, ...login, switches: `${vendor.url}/practice` } };
}
