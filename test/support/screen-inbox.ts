import type { Page } from '@playwright/test';
import { type CommandInput, type CommandName, commands } from '../../src-preload/contract/index.ts';
import type { InboxDesk } from './inbox-desk.ts';
import { interceptFromNow } from './screen-intercept.ts';

/**
 * Answers the page's queries of the list with generated leads, because a test can't import millions. Other commands go to the open desk. In
 * the browser shell only.
 */
export async function answerWith(page: Page, leads: Pick<InboxDesk, 'answers'>): Promise<void> {
  const answers = leads.answers();
  await interceptFromNow(page);
  await page.route('**/api/call/*', async (route) => {
    const name = (new URL(route.request().url()).pathname.split('/').at(-1) ?? '') as CommandName;
    const answer = answers[name] as ((input: CommandInput<CommandName>) => unknown) | undefined;
    if (answer === undefined) return route.fallback();
    const input = commands[name].input.parse(route.request().postDataJSON());
    await route.fulfill({ json: { ok: true, value: await answer(input) } });
  });
}
