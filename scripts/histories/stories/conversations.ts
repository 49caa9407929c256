import { Redis } from 'ioredis';
import { ObjectId } from 'mongodb';
import { createConversationLook } from '../../../adapters/temporal/conversation-look.ts';
import { sandboxBot } from '../../../config/sandbox-bot.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import { conversationProgress, conversationWorkflowId } from '../../../contracts/workflows/conversation.ts';
import { userId } from '../../../core/shared/ids.ts';
import { keepAnswer } from '../../../tests/support/kept-answer.ts';
import { waitFor } from '../../../tests/support/wait.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

/** As the panel does it: the words first, then the workflow is told, and the person waits no longer. */
async function answers(scene: Scene, user: string, text: string): Promise<void> {
  await keepAnswer(scene.house.db, user, text, scene.now());
  await scene.house.db
    .collection('conversations')
    .updateOne({ _id: new ObjectId(user) }, { $set: { waiting_since: null } });
  await createConversationLook(scene.client)(userId(user));
}

export const conversations: readonly Story[] = [
  {
    name: 'conversation',
    async play(scene) {
      const person = await scene.spokenTo();
      await person.sends('Is there parking?');
      await scene.sees(person, 'Your message is with the organisers');
      const run = scene.client.workflow.getHandle(conversationWorkflowId(userId(person.userId)));
      await person.sends('And a lift?');
      await waitFor('both to be taken up', async () => {
        const progress = await run.query(conversationProgress);
        return progress.heard === 2 || undefined;
      });
      await answers(scene, person.userId, 'Both, behind the house.');
      await scene.sees(person, 'Both, behind the house.');
      await scene.ended(run);
      return run;
    },
  },
];

/** In a company whose coordinators have a group: it is let go afterwards, the other stories know none. */
export const inTopic: Story = {
  name: 'conversation-in-topic',
  async play(scene) {
    const { db, sandbox } = scene.house;
    const chat_id = await sandbox.sandbox.newChat({
      kind: 'supergroup',
      title: 'Coordinators',
      is_forum: true,
      bots: [{ bot: sandboxBot.username }],
    });
    type Group = { _id: string; chat_id: number; title: string; lang: string };
    const groups = db.collection<Group>('staff_groups');
    await groups.insertOne({ _id: 'default', chat_id, title: 'Coordinators', lang: 'en' });
    try {
      const person = await scene.spokenTo();
      await person.sends('Is there parking?');
      const run = scene.client.workflow.getHandle(conversationWorkflowId(userId(person.userId)));
      await sandbox.sandbox.chat(chat_id).waitForText('Is there parking?');
      await answers(scene, person.userId, 'Behind the house.');
      await scene.sees(person, 'Behind the house.');
      await sandbox.sandbox.chat(chat_id).waitForText('Behind the house.');
      await scene.ended(run);
      return run;
    } finally {
      await groups.deleteOne({ _id: 'default' });
    }
  },
};

/** In a house where a worker is plugged in. */
export const withWorker: readonly Story[] = [
  {
    name: 'talk-with-plugged-in-worker',
    async play(scene) {
      const { db, env } = scene.house;
      const person = await scene.spokenTo();
      const redis = new Redis(env['REDIS_URL'] ?? '', { keyPrefix: env['REDIS_PREFIX'] ?? '' });
      const user = userId(person.userId);
      const answer = async (question: string, text: string) => {
        const said = await waitFor('the question', () =>
          db
            .collection('conversation_messages')
            .findOne({ text: question })
            .then((found) => found ?? undefined),
        );
        await waitFor(
          'the question before the worker',
          async () =>
            (await redis.xrange(redisKeys.workerInput(user), '-', '+')).flat(2).includes(question) ||
            undefined,
        );
        const fields = ['text', text, 'message_id', said._id.toHexString()];
        await redis.xadd(redisKeys.workerOutput(user), '*', ...fields);
        await scene.sees(person, text);
      };
      await person.sends('Is there parking?');
      const run = scene.client.workflow.getHandle(conversationWorkflowId(user));
      await answer('Is there parking?', 'Yes, behind the house.');
      await scene.ended(run);
      redis.disconnect();
      return run;
    },
  },
];
