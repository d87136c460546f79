/** The hub of all tabs, in a worker of its own: it lives as long as one of them does. */
import { Hub, type FromHub, type ToHub } from './hub';
import { realWorld } from './world';

const ports = new Set<MessagePort>();

const hub = new Hub(realWorld(), (message) => ports.forEach((port) => port.postMessage(message)));

type Leave = { kind: 'leave' };

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0]!;
  port.onmessage = ({ data }: MessageEvent<ToHub | Leave>) => {
    if (data.kind === 'leave') {
      ports.delete(port);
      return;
    }
    ports.add(port);
    hub.take(data, (message: FromHub) => port.postMessage(message));
  };
};
