import { readFile } from 'node:fs/promises';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { CONTACT_OPTION, reasonsOverruled, SEND_ANYWAY_OPTION, SET_OPTION, setFields } from '../set-fields.ts';
import { EXIT, type ExitCode, number, text, texts, UsageError, type Verb, type VerbContext } from '../verb.ts';
import { tellBatch, waitForPosts } from '../wait-for-posts.ts';

/** Runs with a desk and the connection named by the first word. @throws UsageError if there is none */
async function withReceiver(
  context: VerbContext,
  verb: string,
  sends: boolean,
  work: (desk: Desk, connectionId: number) => Promise<ExitCode>,
): Promise<ExitCode> {
  const [name] = context.words;
  if (name === undefined) throw new UsageError(`${verb} needs the name of a receiver.`);
  const desk = await attach(context.dataDir, sends);
  try {
    return await work(desk, (await connectionNamed(desk, name)).id);
  } finally {
    await desk.close();
  }
}

const money = (amount: number): string => amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** Asks what price a lead would get. */
export const ping: Verb = {
  group: 'Posting leads',
  usage: 'ping NAME --set Field=value…',
  what: 'Asks a receiver whether it would accept a lead, and at what price. Contact details are not sent.',
  options: { ...SET_OPTION, ...CONTACT_OPTION },
  examples: ['ping LeadExec --set State=CA --set Zip=90210'],
  async run(context) {
    return await withReceiver(context, 'ping', false, async (desk, connectionId) => {
      const answer = await desk.call('delivery.ping', {
        connectionId,
        set: setFields(context),
        contact: [...texts(context, 'contact')],
      });
      if (context.json) context.out(JSON.stringify(answer));
      else {
        const { willAccept, estimatedPrice, orderId, expiresAt, leftOut, words } = answer;
        const price = estimatedPrice === null ? '' : ` for about ${money(estimatedPrice)}`;
        const end = expiresAt === null ? '' : ` until ${new Date(expiresAt).toLocaleString('en-US')}`;
        context.out(
          willAccept === true
            ? `It would be accepted${price}; order ${orderId}${end}. ${words}`
            : `It would not be accepted. ${words}`,
        );
        if (leftOut.length > 0) context.out(`Not sent: ${leftOut.join(', ')}.`);
      }
      return answer.willAccept === true ? EXIT.ok : EXIT.failed;
    });
  },
};

/** Asks whether the receiver already has a lead. */
export const checkDuplicate: Verb = {
  group: 'Posting leads',
  usage: 'check-duplicate NAME --set Field=value…',
  what: 'Asks a receiver whether it already has a lead. The account needs approval for duplicate checks.',
  options: SET_OPTION,
  examples: ['check-duplicate LeadExec --set Email=ann@example.com'],
  exits: { 0: 'the receiver has the lead, or does not have it', 3: 'the answer is inconclusive' },
  async run(context) {
    return await withReceiver(context, 'check-duplicate', false, async (desk, connectionId) => {
      const answer = await desk.call('delivery.checkDuplicate', { connectionId, set: setFields(context) });
      const { isDuplicate, leadId, receivedAt, words } = answer;
      if (context.json) context.out(JSON.stringify(answer));
      else if (isDuplicate === true) {
        const since = receivedAt === null ? '' : `, received ${new Date(receivedAt).toLocaleString('en-US')}`;
        context.out(`The receiver already has it${leadId === null ? '' : `: lead ${leadId}`}${since}. ${words}`);
      } else
        context.out(
          isDuplicate === false ? `The receiver does not have it. ${words}` : `The answer is inconclusive. ${words}`,
        );
      return isDuplicate === null ? EXIT.attention : EXIT.ok;
    });
  },
};

/** Changes fields of a lead at a receiver. */
export const updateLead: Verb = {
  group: 'Posting leads',
  usage: 'update-lead NAME LEADID --set Field=value… [--process-delivery]',
  what: 'Changes fields of a lead at a receiver and waits for the answer.',
  options: {
    ...SET_OPTION,
    'process-delivery': { type: 'boolean', about: 'Have the receiver sell the lead again with the changed fields.' },
    ...SEND_ANYWAY_OPTION,
  },
  examples: ['update-lead LeadExec 123456789 --set City=Reno'],
  async run(context) {
    const [, leadId] = context.words;
    if (leadId === undefined) throw new UsageError('update-lead needs the name of a receiver and a lead number.');
    return await withReceiver(context, 'update-lead', true, async (desk, connectionId) => {
      const processDelivery = context.options['process-delivery'] === true;
      const begun = await desk.call('delivery.update', {
        connectionId,
        leadId,
        set: setFields(context),
        processDelivery,
        sendAnyway: reasonsOverruled(context),
      });
      const batch = await waitForPosts(context, desk, begun.id);
      const filter = { connectionId, post: { batchId: batch.id } };
      const [job] = (await desk.call('jobs.list', { filter, limit: 1 })).jobs;
      if (context.json) context.out(JSON.stringify({ batch, job }));
      const code = await tellBatch(context, desk, batch);
      if (!context.json && job !== undefined && job.reason !== null) context.remark(job.reason);
      return batch.jobs.rejected > 0 ? EXIT.failed : code;
    });
  },
};

/** Asks for the result of a post. */
export const postStatus: Verb = {
  group: 'Posting leads',
  usage: 'post-status NAME POSTID',
  what: 'Asks a receiver for the status of a post: accepted, refused, in review or returned, and its price.',
  options: {},
  examples: ['post-status LeadExec f5666260-1c2c-4bd5-9611-bb1387ca2397'],
  async run(context) {
    const [, postId] = context.words;
    if (postId === undefined) throw new UsageError('post-status needs the name of a receiver and a post ID.');
    return await withReceiver(context, 'post-status', false, async (desk, connectionId) => {
      const status = await desk.call('delivery.status', { connectionId, postId });
      if (context.json) context.out(JSON.stringify(status));
      else {
        const { is, leadId, price, review, returnState, words } = status;
        const parts = [
          ...(leadId === null ? [] : [`lead ${leadId}`]),
          ...(price === null ? [] : [money(price)]),
          ...(review === '' ? [] : [`review ${review}`]),
          ...(returnState === 'returned' ? ['returned'] : []),
          ...(words === '' ? [] : [words]),
        ];
        context.out([is, ...parts].join(', '));
      }
      return status.is === 'unknown' ? EXIT.failed : EXIT.ok;
    });
  },
};

/** Shows or updates the fields of a campaign's lead type. */
export const leadFields: Verb = {
  group: 'Posting leads',
  usage: 'lead-fields NAME [--file FILE]',
  what: 'Shows the fields of a campaign’s lead type; --file loads them from posting instructions (CSV, or a table as text).',
  options: { file: { type: 'string', value: 'FILE', about: 'The file with the posting instructions.' } },
  examples: ['lead-fields LeadExec --file fields.csv'],
  async run(context) {
    return await withReceiver(context, 'lead-fields', false, async (desk, connectionId) => {
      const file = text(context, 'file');
      if (file !== undefined) {
        const read = await desk.call('delivery.readFields', { text: await readFile(file, 'utf8') });
        for (const note of read.notes) context.remark(note);
        await desk.call('delivery.setFields', { connectionId, fields: read.fields });
      }
      const fields = await desk.call('delivery.fields', { connectionId });
      if (context.json) context.out(JSON.stringify(fields));
      else
        for (const { name, type, required, contact } of fields)
          context.out([name, type, required ? 'required' : '', contact ? 'contact' : ''].join('\t'));
      return EXIT.ok;
    });
  },
};

/** Posts the lead of a job again. */
export const replay: Verb = {
  group: 'Posting leads',
  usage: 'replay JOB',
  what: 'Posts the lead of a job again, as a new job linked to the first. The receiver may sell it a second time.',
  options: {},
  examples: ['replay 17'],
  async run(context) {
    const jobId = Number(context.words[0]);
    if (!Number.isInteger(jobId)) throw new UsageError('replay needs the number of a job; `jobs` lists them.');
    const desk = await attach(context.dataDir, true);
    try {
      const begun = await desk.call('delivery.replay', { jobId });
      const batch = await waitForPosts(context, desk, begun.id);
      if (context.json) context.out(JSON.stringify({ batch }));
      return await tellBatch(context, desk, batch);
    } finally {
      await desk.close();
    }
  },
};

/** The revenue of posted leads. */
export const revenue: Verb = {
  group: 'Posting leads',
  usage: 'revenue [--by file|day|campaign|client] [--to NAME] [--posts N]',
  what: 'Shows the revenue of posted leads reported so far. Returned leads count as zero.',
  options: {
    by: { type: 'string', value: 'WHAT', about: 'file, day, campaign or client (default file).' },
    to: { type: 'string', value: 'NAME', about: 'Only leads posted to this receiver.' },
    posts: { type: 'string', value: 'N', about: 'Only this batch of posts, by the number that `post` prints.' },
  },
  examples: ['revenue --by day'],
  async run(context) {
    const by = text(context, 'by') ?? 'file';
    if (by !== 'file' && by !== 'day' && by !== 'campaign' && by !== 'client') {
      throw new UsageError(`--by must be file, day, campaign or client, not "${by}".`);
    }
    const desk = await attach(context.dataDir, false);
    try {
      const [to, batchId] = [text(context, 'to'), number(context, 'posts')];
      const rows = await desk.call('delivery.revenue', {
        by,
        ...(to === undefined ? {} : { connectionId: (await connectionNamed(desk, to)).id }),
        ...(batchId === undefined ? {} : { batchId }),
      });
      if (context.json) context.out(JSON.stringify(rows));
      else
        for (const { name, posts, delivered, sends, revenue: paid, unpriced } of rows) {
          const without = unpriced === 0 ? [] : [`${unpriced} without a price in the answer`];
          context.out(
            [name, `${posts} posted`, `${delivered} accepted`, `${sends} sends`, money(paid), ...without].join('\t'),
          );
        }
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};
