import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type FloorActivities, floorQueue } from './contract.ts';

/** A worker with the options of ours and activities that do nothing but answer the tap. */
export async function floorWorker(address: string, namespace: string, bot: string): Promise<Worker> {
  const call = async (method: string, body: unknown) => {
    const response = await fetch(`${bot}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method}: ${await response.text()}`);
  };
  const activities: FloorActivities = {
    async nothing() {},
    async show({ query_id, chat_id, message_id, last }) {
      const text = last ? 'The second is done' : 'The first is done';
      const reply_markup = last
        ? undefined
        : { inline_keyboard: [[{ text: 'Second', callback_data: 'Second' }]] };
      await Promise.all([
        call('answerCallbackQuery', { callback_query_id: query_id }),
        call('editMessageText', { chat_id, message_id, text, reply_markup }),
      ]);
    },
  };
  Runtime.install({ logger: new DefaultLogger('WARN') });
  return Worker.create({
    connection: await NativeConnection.connect({ address }),
    namespace,
    taskQueue: floorQueue,
    workflowsPath: fileURLToPath(new URL('workflow.ts', import.meta.url)),
    activities,
    maxCachedWorkflows: 500,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
    activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 2, maximum: 10 },
  });
}
