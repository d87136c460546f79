// A proxy before the service that may refuse streams, or be gone: what the browser's tools cannot do to a shared worker.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { SERVICE } from './place.mjs';

export async function between() {
  let refusesStreams = false;
  const server = createServer((asked, answer) => {
    if (refusesStreams && asked.url.includes('/sse/')) {
      answer.writeHead(503).end('no stream here');
      return;
    }
    // The host stays the one that was asked for: the page's origin is that of its calls.
    const passed = request(SERVICE + asked.url, { method: asked.method, headers: asked.headers }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  const listen = async (port) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const vanish = () => {
    server.close();
    server.closeAllConnections();
  };
  await listen(0);
  const { port } = server.address();
  return {
    address: `http://127.0.0.1:${port}`,
    refuseStreams: () => {
      refusesStreams = true;
      server.closeAllConnections();
    },
    allowStreams: () => (refusesStreams = false),
    vanish,
    return: () => listen(port),
  };
}
