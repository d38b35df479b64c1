import { CommandError } from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { EXIT, text, UsageError, type Verb } from '../verb.ts';

/** Shows the templates of imports, or removes one. */
export const templates: Verb = {
  group: 'Dial lists',
  usage: 'templates [--remove NAME]',
  what: 'Lists import templates: dialer, list, campaign and columns.',
  options: { remove: { type: 'string', value: 'NAME', about: 'Remove this template. Its imports are kept.' } },
  examples: ['templates', 'templates --remove "Web leads"'],
  async run(context) {
    if (context.words.length > 0) throw new UsageError('templates takes only flags.');
    const desk = await attach(context.dataDir, false);
    try {
      const all = await desk.call('templates.list', {});
      const wanted = text(context, 'remove');
      if (wanted !== undefined) {
        const found = all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
        if (!found) throw new CommandError('not-found', `There is no template called ${wanted}.`);
        await desk.call('templates.remove', { id: found.id });
        context.out(context.json ? JSON.stringify(found) : `Removed the template ${found.name}.`);
        return EXIT.ok;
      }
      if (context.json) context.out(JSON.stringify(all));
      else
        for (const { name, connection, listId, campaign, columns } of all)
          context.out(
            [name, connection ?? 'no dialer', `list ${listId}`, `campaign ${campaign}`, columns.join(', ')].join('\t'),
          );
      if (!context.json && all.length === 0)
        context.remark('No templates yet: `import … --save-template NAME` makes one.');
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};
