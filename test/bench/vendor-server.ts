import { createServer } from 'node:http';

/** A dialer that does nothing but answer: after `delay` ms, with the documented line. Run as a process of its own. */
const delay = Number(process.argv[2] ?? 0);
let lead = 193_715;
createServer((request, response) => {
  let body = '';
  request.setEncoding('latin1');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const at = body.indexOf('phone_number=');
    const end = body.indexOf('&', at);
    const phone = body.slice(at + 13, end < 0 ? undefined : end);
    const answer = `SUCCESS: add_lead LEAD HAS BEEN ADDED - ${phone}|101|${lead++}|-5|bench\n`;
    const reply = () => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': answer.length });
      response.end(answer);
    };
    if (delay > 0) setTimeout(reply, delay);
    else reply();
  });
})
  .on('listening', function listening(this: import('node:net').Server) {
    const address = this.address();
    process.send?.(typeof address === 'object' && address ? address.port : 0);
  })
  .listen(0, '127.0.0.1', 1024);
