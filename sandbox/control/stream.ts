import type { ServerResponse } from 'node:http';
import type { NumberedEvent } from '../state/events.ts';
import type { World } from '../state/world.ts';

const heartbeatMs = 15_000;
const mostWaiting = 8 * 1024 * 1024;

/** Everything that happens, as it happens; continues after `Last-Event-ID` while that is remembered. */
export function serveEvents(world: World, response: ServerResponse, lastSeen: number | null): () => void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const write = (event: NumberedEvent) => {
    // A page that does not read is cut off; it comes back and catches up.
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  response.write(`event: hello\ndata: ${JSON.stringify({ seq: world.lastSeq(), run: world.run })}\n\n`);
  if (lastSeen !== null) catchUp(world, lastSeen, response, write);
  const off = world.on(write);
  const beat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
  beat.unref();
  const stop = () => {
    off();
    clearInterval(beat);
    response.end();
  };
  response.on('close', stop);
  return stop;
}

function catchUp(
  world: World,
  lastSeen: number,
  response: ServerResponse,
  write: (event: NumberedEvent) => void,
): void {
  const oldest = world.events[0]?.seq ?? world.lastSeq() + 1;
  if (lastSeen > world.lastSeq() || lastSeen + 1 < oldest) {
    response.write(`event: resync\ndata: ${JSON.stringify({ seq: world.lastSeq() })}\n\n`);
    return;
  }
  for (const event of world.events) if (event.seq > lastSeen) write(event);
}
