import { randomUUID } from 'node:crypto';
import { createCodes } from '../../../adapters/mongo/sign-in/codes.ts';
import { createCodeSender } from '../../../adapters/temporal/sign-in-code.ts';
import { signInWorkflowId } from '../../../contracts/workflows/sign-in.ts';
import type { Scene } from '../scene.ts';
import type { Story } from '../story.ts';

/** Somebody asks for a code on the sign-in page. */
async function asks({ house, client }: Scene, who: string) {
  const attempt = randomUUID();
  await createCodes(house.db).open(attempt, who, Date.now());
  await createCodeSender(client)(attempt);
  const run = client.workflow.getHandle(signInWorkflowId(attempt));
  await run.result();
  return run;
}

export const signIn: readonly Story[] = [
  {
    name: 'sign-in-code',
    async play(scene) {
      const person = await scene.person();
      await scene.house.db
        .collection('users')
        .updateOne({ telegram_id: person.id }, { $set: { roles: ['admin'] } });
      await person.sends('/start');
      const run = await asks(scene, String(person.id));
      await scene.sees(person, 'Code to sign in');
      return run;
    },
  },
  { name: 'sign-in-nobody', play: (scene) => asks(scene, '@nobody_here') },
];
