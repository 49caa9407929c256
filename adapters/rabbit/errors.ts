import { again, codeOf, refused, type Trouble, textOf } from '../trouble.ts';

/** AMQP reply codes: 4xx a person must mend (access, shape of a queue), the rest may pass by itself. */
const refusedForGood = new Map<number, string>([
  [403, 'access refused: check user, password and permissions in AMQP_URL'],
  [404, 'no such exchange or queue'],
  [406, 'a queue or exchange of this name exists with other arguments'],
  [530, 'not allowed: check the virtual host in AMQP_URL'],
]);

export function rabbitTrouble(error: unknown): Trouble {
  const code = codeOf(error);
  const reason = typeof code === 'number' ? refusedForGood.get(code) : undefined;
  if (reason) return refused(`RabbitMQ: ${reason}`);
  const text = textOf(error);
  if (/ACCESS[-_]REFUSED/.test(text)) return refused('RabbitMQ: wrong user or password in AMQP_URL');
  return again(`RabbitMQ: ${text}`);
}
