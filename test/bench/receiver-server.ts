import { createServer } from 'node:http';

/** A receiver that does nothing but answer: after `delay` ms every post is accepted. Run as a process of its own. */
const delay = Number(process.argv[2] ?? 0);
let lead = 193_715;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const answer = JSON.stringify({
      PostID: `f5666260-1c2c-4bd5-9611-${String(lead).padStart(12, '0')}`,
      ...{ isValidPost: true, ResponseType: 0, ResponseDetails: 'Lead was accepted', LeadIdentifier: lead++ },
      ...{ VendorAccountAssigned: 23, PendingQCReview: false, Price: 25, RedirectURL: '', StatusURL: '' },
    });
    const reply = () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
    };
    if (delay > 0) setTimeout(reply, delay);
    else reply();
  });
});
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
