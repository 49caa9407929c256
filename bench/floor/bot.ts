import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { type FloorTap, floorQueue } from './contract.ts';

type Update = {
  readonly message?: { readonly from?: { readonly id: number } };
  readonly callback_query?: {
    readonly id: string;
    readonly data?: string;
    readonly from: { readonly id: number };
    readonly message?: { readonly message_id: number };
  };
};

/** The least a bot can do that loses no tap: it acknowledges a webhook once Temporal has the signal. */
export async function floorBot(address: string, namespace: string): Promise<number> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace });
  const taskQueue = floorQueue;
  const handOver = async ({ message, callback_query: query }: Update) => {
    // As with a booking, the workflow is there before the first tap.
    if (message?.from) await workflow.start('floor', { workflowId: `floor:${message.from.id}`, taskQueue });
    if (!query) return;
    const tap: FloorTap = {
      query_id: query.id,
      chat_id: query.from.id,
      message_id: query.message?.message_id ?? 0,
      last: query.data === 'Second',
    };
    await workflow.signalWithStart('floor', {
      workflowId: `floor:${query.from.id}`,
      taskQueue,
      signal: 'tapped',
      signalArgs: [tap],
    });
  };
  const server = createServer((request, response) => {
    const answer = (code: number) => response.writeHead(code).end();
    bodyOf(request)
      .then((text) => handOver(JSON.parse(text) as Update))
      .then(
        () => answer(200),
        (error: unknown) => {
          console.error(error);
          answer(500);
        },
      );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
