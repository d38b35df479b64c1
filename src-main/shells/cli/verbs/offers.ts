import { offerColumn } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { cardInWords, offeredLeadNamed } from '../offered.ts';
import { EXIT, text, UsageError, type Verb } from '../verb.ts';

const PAGE = 500;

/** The board: one column, or the counts of all columns and what can be claimed now. */
export const offers: Verb = {
  group: 'Leads and offers',
  usage: 'offers [--column mine|open|coming|others|missed] [--as me|everyone|USER]',
  what: 'Lists the leads of a board column (default open), each with its number, and counts all columns.',
  options: {
    column: { type: 'string', value: 'COLUMN', about: 'mine, open, coming, others or missed (default open).' },
    as: { type: 'string', value: 'WHO', about: 'Whose board: me, everyone or a user’s name (default me).' },
  },
  examples: ['offers', 'offers --column mine --as Ann'],
  async run(context) {
    const column = offerColumn.safeParse(text(context, 'column') ?? 'open');
    if (!column.success) throw new UsageError(`--column must be one of ${offerColumn.options.join(', ')}.`);
    const desk = await attach(context.dataDir, false);
    try {
      const filter = { as: await personNamed(desk, text(context, 'as') ?? 'me') };
      const { counts } = await desk.call('offers.board', { filter });
      let first = true;
      if (context.json) context.out(`{"counts":${JSON.stringify(counts)},"cards":[`);
      for (let at = 0; ; at += PAGE) {
        const { cards, total } = await desk.call('offers.cards', { filter, column: column.data, at, limit: PAGE });
        for (const card of cards) {
          if (context.json) context.out(`${first ? '' : ','}${JSON.stringify(card)}`);
          else context.out(cardInWords(card, Date.now()));
          first = false;
        }
        if (at + PAGE >= total) break;
      }
      if (context.json) context.out(']}');
      else {
        const words = offerColumn.options.map((name) => `${(counts[name] ?? 0).toLocaleString('en-US')} ${name}`);
        context.remark(words.join(', '));
      }
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

/** The viewer of the board: the agent, everyone, or a user of a vendor by name. @throws UsageError with the existing names */
async function personNamed(desk: Desk, name: string): Promise<string> {
  if (name === 'me' || name === 'everyone') return `@${name}`;
  const { users } = await desk.call('offers.board', { filter: { as: '@everyone' } });
  const found = users.find((user) => user.key === name || user.name.toLowerCase() === name.toLowerCase());
  if (found) return found.key;
  const others = users.length === 0 ? 'nobody yet' : users.map((user) => user.name).join(', ');
  throw new UsageError(`No user named ${name} is offered leads here. Use me, everyone, or ${others}.`);
}

/** Claims an offered lead, and prints who has it. */
export const claim: Verb = {
  group: 'Leads and offers',
  usage: 'claim OFFERED-LEAD|CONNECTION/LEAD-ID [--agent NAME]',
  what: 'Claims an offered lead. Exit code 0: it is yours; 3: someone else has it, the result is unknown, or the claim is not sent yet.',
  options: {
    agent: { type: 'string', value: 'NAME', about: 'The agent who claims it (default: the current agent).' },
  },
  examples: ['claim 17', 'claim LionDesk/4711 --agent Ann'],
  exits: {
    0: 'claimed: it is yours',
    3: 'someone else has it, the result is unknown, or the claim has not been sent yet',
  },
  async run(context) {
    const [name] = context.words;
    if (name === undefined) throw new UsageError('claim needs the number of an offered lead; `offers` lists them.');
    const desk = await attach(context.dataDir, false);
    try {
      const agent = text(context, 'agent');
      const id = await offeredLeadNamed(desk, name);
      const result = await desk.call('offers.claim', { id, ...(agent === undefined ? {} : { agent }) });
      context.out(context.json ? JSON.stringify(result) : result.what);
      const isSure = result.outcome === 'claimed' || result.outcome === 'claimed-here';
      return result.won && isSure ? EXIT.ok : EXIT.attention;
    } finally {
      await desk.close();
    }
  },
};

/** Submits a lead to a vendor's roll-out ("Submit one Lead Offer"). */
export const submitOffer: Verb = {
  group: 'Leads and offers',
  usage: 'submit-offer CONNECTION LEAD-ID',
  what: 'Submits a lead so the vendor offers it to its team; first shows the vendor’s requirements.',
  options: {},
  examples: ['submit-offer LionDesk 4711'],
  async run(context) {
    const [name, externalId] = context.words;
    if (name === undefined || externalId === undefined) throw new UsageError(`Usage: trunkline ${submitOffer.usage}`);
    const desk = await attach(context.dataDir, false);
    try {
      const lead = { connectionId: (await connectionNamed(desk, name)).id, externalId };
      const preview = await desk.call('offers.submitPreview', lead);
      for (const { what, holds, why } of preview.conditions) {
        context.remark(`${holds === null ? '?' : holds ? 'yes' : 'NO'}  ${what}. ${why}`);
      }
      const submitted = await desk.call('offers.submit', lead);
      context.out(context.json ? JSON.stringify(submitted) : `Job ${submitted.jobId} submits lead ${externalId}.`);
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};
