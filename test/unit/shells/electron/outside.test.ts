import { describe, expect, it } from 'vitest';
import { outsideOpener } from '../../../../src-main/shells/electron/outside.ts';
import type { Reply } from '../../../../src-preload/contract/index.ts';

function opener(
  urls: string[] = [],
  { fails = false, reply = null as Reply | null, newer = null as { url: string } | null, redirects = [''] } = {},
) {
  const opened: string[] = [];
  const said: string[] = [];
  const asked: string[] = [];
  const open = outsideOpener({
    shell: {
      async openExternal(url) {
        if (fails) throw new Error('no handler');
        opened.push(url);
      },
    },
    desk: () => ({
      async call(command, input) {
        asked.push(command);
        const { url: address } = input as { url?: string };
        if (command === 'delivery.isRedirect') return { ok: true, value: { is: redirects.includes(address ?? '') } };
        if (command === 'updates.status') return { ok: true, value: { newer } };
        return reply ?? { ok: true, value: urls.map((url) => ({ url })) };
      },
    }),
    say: (sentence) => said.push(sentence),
  });
  return { open, opened, said, asked };
}

describe('what the page may open outside its window', () => {
  it('is a phone number or an email address, without asking anybody', async () => {
    const { open, opened, asked } = opener();
    for (const url of ['tel:+19165550200', 'mailto:a@example.com', 'mailto:a%2Bb@example.com']) await open(url);
    expect(opened).toEqual(['tel:+19165550200', 'mailto:a@example.com', 'mailto:a%2Bb@example.com']);
    expect(asked).toEqual([]);
  });

  it('is not what hides in such an address', async () => {
    const { open, opened } = opener();
    for (const url of ['tel:+1;ext=2', 'tel:*21*5551111#', 'mailto:a@example.com?bcc=b@example.com', 'mailto:a@b@c']) {
      await open(url);
    }
    expect(opened).toEqual([]);
  });

  it('is a page of a connected vendor, over https', async () => {
    const { open, opened } = opener(['https://api-v2.liondesk.com/', 'https://x.croco-dial.net']);
    await open('https://api-v2.liondesk.com/oauth2/authorize?client_id=1&state=2');
    expect(opened).toEqual(['https://api-v2.liondesk.com/oauth2/authorize?client_id=1&state=2']);
  });

  it('is exactly the page of a newer version, over https', async () => {
    const { open, opened } = opener([], { newer: { url: 'https://downloads.example/Trunkline 1.2.0' } });
    for (const url of ['https://downloads.example/', 'https://downloads.example/Trunkline%201.2.1']) await open(url);
    expect(opened).toEqual([]);
    await open('https://downloads.example/Trunkline%201.2.0');
    expect(opened).toEqual(['https://downloads.example/Trunkline%201.2.0']);
    const plain = opener([], { newer: { url: 'http://downloads.example/' } });
    await plain.open('http://downloads.example/');
    expect(plain.opened).toEqual([]);
  });

  it('is exactly the buyer’s page that a receiver told, over https', async () => {
    const { open, opened } = opener([], {
      redirects: ['https://buyer.example/a?b=1', 'http://buyer.example/', 'javascript:1'],
    });
    for (const url of [
      'https://buyer.example/a',
      'https://buyer.example/a?b=2',
      'http://buyer.example/',
      'javascript:1',
    ]) {
      await open(url);
    }
    expect(opened).toEqual([]);
    await open('https://buyer.example/a?b=1');
    expect(opened).toEqual(['https://buyer.example/a?b=1']);
  });

  it('is no other page', async () => {
    const { open, opened } = opener(['https://api-v2.liondesk.com', 'http://plain.example', 'no address']);
    for (const url of [
      'https://example.com/',
      'http://api-v2.liondesk.com/oauth2/authorize',
      'https://api-v2.liondesk.com:8443/',
      'https://api-v2.liondesk.com.evil.example/',
      'https://someone@api-v2.liondesk.com/',
      'http://plain.example/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'trunkline://desk/',
      'javascript:1',
      'ms-msdt:/id',
      'no address',
      '',
    ]) {
      await open(url);
      expect([url, opened]).toEqual([url, []]);
    }
  });

  it('is the page of a practice vendor on this machine', async () => {
    const { open, opened } = opener(['http://127.0.0.1:4100']);
    await open('http://127.0.0.1:4100/oauth2/authorize');
    await open('http://127.0.0.1:4101/');
    expect(opened).toEqual(['http://127.0.0.1:4100/oauth2/authorize']);
  });

  it('is nothing of a vendor while the desk has no answer', async () => {
    const { open, opened } = opener([], { reply: { ok: false, error: { code: 'unavailable', message: 'wait' } } });
    await open('https://api-v2.liondesk.com/');
    expect(opened).toEqual([]);
  });

  it('where no program takes it, the person is told what to do', async () => {
    const { open, said } = opener(['https://v.example'], { fails: true });
    for (const url of ['tel:+19165550200', 'mailto:a@example.com', 'https://v.example/']) await open(url);
    expect(said).toEqual([
      'No program on this computer handles calls. Dial +19165550200 yourself (no handler).',
      'No program on this computer handles email. Write to a@example.com yourself (no handler).',
      'The browser could not be opened. Copy the address and open it yourself (no handler).',
    ]);
  });
});
