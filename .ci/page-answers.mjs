// Starts the desk as the README says, opens the address that it tells as a browser does, and ends it again. Fails with a sentence
// unless the page and what it loads come. Plain JavaScript: it runs on whichever Node the machine has.
import { spawn } from 'node:child_process';

/** The first start builds the page as well. */
const LONGEST_MS = 180_000;

const desk = spawn('npm', ['start', '--', '--browser', '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const ended = new Promise((resolve) => desk.once('exit', (code, signal) => resolve(signal ?? code)));
const limit = setTimeout(() => fail(`The page did not answer within ${LONGEST_MS / 1000} s.`), LONGEST_MS);

function fail(sentence) {
  console.error(sentence);
  try {
    process.kill(-desk.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  process.exit(1);
}

/** The address in what npm start says. */
async function address() {
  let said = '';
  for await (const text of desk.stdout.setEncoding('utf8')) {
    process.stdout.write(text);
    said += text;
    const found = /http:\/\/\S+(?=\s)/.exec(said);
    if (found) return found[0];
  }
  return fail(`npm start ended (${await ended}) before it told an address.`);
}

const cookies = new Map();

/** What stands at an address, after the redirects that a browser follows, with the cookies that it keeps. */
async function open(url, redirects = 5) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html,*/*', ...(cookie && { cookie }) },
  });
  for (const line of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const next = answer.headers.get('location');
  if (next !== null && redirects > 0) return open(new URL(next, url).href, redirects - 1);
  return { url, status: answer.status, text: await answer.text() };
}

const page = await open(await address());
if (page.status !== 200) fail(`The page answered ${page.status}: ${page.text.slice(0, 200)}`);
const parts = [...page.text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(
  ([, path]) => new URL(path, page.url).href,
);
if (parts.length === 0) fail(`The page loads nothing: ${page.text.slice(0, 200)}`);
for (const part of parts) {
  const { status } = await open(part);
  if (status !== 200) fail(`${new URL(part).pathname} answered ${status}.`);
}
console.log(`The page answers, and so do the ${parts.length} files that it loads.`);

desk.stdout.resume();
process.kill(-desk.pid, 'SIGINT');
const end = await ended;
clearTimeout(limit);
if (end !== 0 && end !== 130 && end !== 'SIGINT') fail(`The desk ended with ${end} instead of in order.`);
try {
  process.kill(-desk.pid, 0);
  fail('The desk runs on after npm start has ended.');
} catch (error) {
  if (error.code !== 'ESRCH') throw error;
}
