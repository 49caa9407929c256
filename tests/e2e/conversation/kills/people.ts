import type { Candidate } from '../../../support/journey.ts';
import { waitFor } from '../../../support/wait.ts';
import { type Coordinator, patientMs } from './coordinator.ts';
import type { TalkGround } from './ground.ts';
import { answer, answerIn, question } from './words.ts';

/** Nobody asks more before they were answered. */
const ahead = 3;
/** Telegram takes one message a second for one chat. */
const everyMs = 200;

/** Somebody who asks one numbered question after the other. */
export type Writer = {
  readonly person: Candidate;
  readonly voice: 'worker' | 'staff';
  asked: number;
};

const names = { worker: 'Anna', staff: 'Boris' } as const;

export async function people(
  { whole: { house }, coordinator }: TalkGround,
  counts: Readonly<Record<Writer['voice'], number>>,
): Promise<readonly Writer[]> {
  const voices = Object.keys(counts) as Writer['voice'][];
  const all = voices.flatMap((voice) => Array.from({ length: counts[voice] }, (_none, n) => ({ voice, n })));
  return Promise.all(
    all.map(async ({ voice, n }) => {
      const writer = { person: await house.person(`${names[voice]}${n + 1}`), voice, asked: 0 };
      // Theirs from the beginning: no worker has a part in it.
      if (voice === 'staff') await coordinator.answers(writer.person.userId, answer(0));
      return writer;
    }),
  );
}

/** The highest number that stands in their chat. */
const answeredTo = ({ heard }: TalkGround, { person }: Writer): number =>
  Math.max(0, ...heard.inChat(person.id).map((text) => answerIn(text) ?? 0));

export const answeredInAll = (ground: TalkGround, writers: readonly Writer[]): number =>
  writers.reduce((sum, writer) => sum + answeredTo(ground, writer), 0);

/** Asks until it is over, and waits for the last answer. */
export async function asks(ground: TalkGround, writer: Writer, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    writer.asked += 1;
    await writer.person.sends(question(writer.asked));
    await untilAnswered(ground, writer, writer.asked + 1 - ahead);
  }
  await untilAnswered(ground, writer, writer.asked);
}

const untilAnswered = (ground: TalkGround, writer: Writer, n: number): Promise<true> =>
  waitFor(
    `${writer.person.name} to read answer ${n} of ${writer.asked}`,
    () => answeredTo(ground, writer) >= n || undefined,
    patientMs,
    everyMs,
  );

/** Reads at the desk and answers, one after the other, until nothing more is asked. */
export async function isAnsweredAtDesk(
  coordinator: Coordinator,
  writer: Writer,
  isOver: () => boolean,
): Promise<void> {
  const { person } = writer;
  for (let n = 1; ; n += 1) {
    await waitFor(
      `${person.name} to ask`,
      () => writer.asked >= n || isOver() || undefined,
      patientMs,
      everyMs,
    );
    if (writer.asked < n) return;
    await coordinator.reads(person.userId, (said) => said.includes(question(n)));
    await coordinator.answers(person.userId, answer(n));
  }
}
