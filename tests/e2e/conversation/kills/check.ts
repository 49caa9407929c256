import type { Kill } from '../../../support/kills/lost.ts';
import { isCutOff, type SentRow, unexplained, wasUnknown } from '../../../support/kills/unknown.ts';
import { answerIn, questionIn } from './words.ts';

/** A line of the transcript. */
export type Line = {
  readonly id: string;
  readonly seq: number;
  readonly from: string;
  readonly text: string;
  readonly fate: string | null;
  readonly unsent: boolean;
};
/** One person’s conversation, as everybody who has a part in it knows it. */
export type Talk = {
  readonly name: string;
  /** Who answers: the plugged-in worker, or coordinators, who wrote first. */
  readonly voice: 'worker' | 'staff';
  /** So many questions were asked. */
  readonly asked: number;
  readonly waits: boolean;
  /** By their numbers. */
  readonly transcript: readonly Line[];
  /** What the panel shows of it, in its order: no more than one page. */
  readonly desk: readonly string[];
  /** Every new message of the bot in their chat, as they came. */
  readonly heard: readonly string[];
  /** What lies before the plugged-in worker. */
  readonly input: readonly { readonly seq: number; readonly text: string }[];
};
export type Seen = {
  readonly talks: readonly Talk[];
  readonly ledger: readonly SentRow[];
  readonly kills: readonly Kill[];
};
export type Verdict = {
  readonly faults: readonly string[];
  readonly asked: number;
  readonly answers: number;
  /** Calls whose outcome nobody knew; those of them whose process lived, and had no answer in time. */
  readonly unknown: number;
  readonly late: number;
  /** What of it somebody has twice, and what they do not have because the second call had no answer either. */
  readonly doubled: number;
  readonly givenUp: number;
};

type Tally = { faults: string[]; answers: number; doubled: number; givenUp: number };

/** Every conversation, from the transcript to the chat, against what was asked. */
export function judge({ talks, ledger, kills }: Seen): Verdict {
  const tally: Tally = { faults: [], answers: 0, doubled: 0, givenUp: 0 };
  const rows = new Map(ledger.map((row) => [row.key, row]));
  for (const talk of talks) judgeTalk(talk, rows, tally);
  const keys = new Set(talks.flatMap(({ transcript }) => transcript.map(({ id }) => keyOf(id))));
  const unknown = ledger.filter(wasUnknown);
  tally.faults.push(
    ...ledger.filter(({ key }) => !keys.has(key)).map(({ key }) => `${key} was sent, and nobody kept it`),
    ...unknown.flatMap((row) => unexplained(row, kills)),
  );
  return {
    ...tally,
    asked: talks.reduce((all, { asked }) => all + asked, 0),
    unknown: unknown.length,
    late: unknown.filter((row) => !isCutOff(row, kills)).length,
  };
}

const keyOf = (id: string): string => `conversation:${id}:0`;

function judgeTalk(talk: Talk, rows: ReadonlyMap<string, SentRow>, tally: Tally): void {
  const { name, voice, asked, transcript, waits } = talk;
  const said = transcript.filter(({ from }) => from === 'person');
  const answers = transcript.filter(({ from }) => from !== 'person');
  const fault = (what: string) => tally.faults.push(`${name}: ${what}`);
  if (waits) fault('still waits for an answer');
  for (const { from, text } of answers) if (from !== voice) fault(`${from} said ${text}`);
  // Staff wrote first, before anything was asked.
  const all = { questions: span(1, asked), answers: span(voice === 'staff' ? 0 : 1, asked) };
  for (const one of faultsOfOrder(
    'question',
    all.questions,
    said.map(({ text }) => questionIn(text)),
  ))
    fault(`kept: ${one}`);
  for (const one of faultsOfOrder(
    'answer',
    all.answers,
    answers.map(({ text }) => answerIn(text)),
  ))
    fault(`kept: ${one}`);
  for (const one of tooEarly(transcript)) fault(one);
  for (const line of answers) for (const one of faultsOfSending(line, rows.get(keyOf(line.id)))) fault(one);
  tally.answers += answers.length;
  judgeChat(talk, all.answers, rows, tally);
  for (const one of [...faultsOfDesk(talk), ...faultsOfInput(talk)]) fault(one);
}

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_none, at) => from + at);

/** Each of them once, and in this order. */
function* faultsOfOrder(
  what: string,
  wanted: readonly number[],
  found: readonly (number | null)[],
): Generator<string> {
  const counts = new Map<number | null, number>();
  for (const n of found) counts.set(n, (counts.get(n) ?? 0) + 1);
  for (const n of wanted) {
    const count = counts.get(n) ?? 0;
    if (count !== 1) yield `${what} ${n} is there ${count} times`;
  }
  const known = new Set<number | null>(wanted);
  for (const n of counts.keys()) if (!known.has(n)) yield `${what} ${n} was never meant`;
  for (const [at, n] of found.entries()) {
    const before = found[at - 1];
    if (n !== null && before != null && n < before) yield `${what} ${n} comes after ${before}`;
  }
}

function* tooEarly(transcript: readonly Line[]): Generator<string> {
  const asked = new Set([0]);
  for (const { from, text } of transcript) {
    const n = from === 'person' ? questionIn(text) : answerIn(text);
    if (n === null) continue;
    if (from === 'person') asked.add(n);
    else if (!asked.has(n)) yield `answer ${n} was kept before its question`;
  }
}

function* faultsOfSending({ text, fate, unsent }: Line, row: SentRow | undefined): Generator<string> {
  if (unsent || (fate !== 'sent' && fate !== 'unknown')) yield `${text} was not sent: ${fate}`;
  if (!row) yield `${text} has no row in the ledger`;
  else if (row.state !== fate) yield `${text}: the ledger says ${row.state}, the transcript ${fate}`;
}

/** In its chat everything stands once and in order; again only what was sent again, and right behind itself. */
function judgeChat(
  { name, heard, transcript }: Talk,
  wanted: readonly number[],
  rows: ReadonlyMap<string, SentRow>,
  tally: Tally,
): void {
  const rowOf = new Map(transcript.map(({ id, text }) => [text, rows.get(keyOf(id))]));
  const once: (number | null)[] = [];
  const told = heard.filter((text) => !isBesides(text));
  for (const [at, text] of told.entries()) {
    const isAgain = text === told[at - 1] && (rowOf.get(text)?.resent ?? 0) > 0 && text !== told[at - 2];
    if (isAgain) tally.doubled += 1;
    else once.push(answerIn(text));
  }
  const givenUp = wanted.filter((n) => !once.includes(n) && rowOf.get(`Answer ${n}`)?.state === 'unknown');
  tally.givenUp += givenUp.length;
  const owed = wanted.filter((n) => !givenUp.includes(n));
  for (const one of faultsOfOrder('answer', owed, once)) tally.faults.push(`${name}: told: ${one}`);
}

/** Said while a part was away. */
const isBesides = (text: string): boolean => /^(One moment|This could not)/.test(text);

/** The newest of the transcript. */
function* faultsOfDesk({ desk, transcript }: Talk): Generator<string> {
  const kept = transcript.map(({ text }) => text).slice(-desk.length);
  if (desk.length === 0 || kept.join('\n') !== desk.join('\n'))
    yield `the desk shows ${desk.slice(-4).join(' / ')} where ${kept.slice(-4).join(' / ')} was said`;
}

/** Only what is for the worker, each once, as it was said and in its order. */
function* faultsOfInput({ input, voice, transcript }: Talk): Generator<string> {
  if (voice === 'staff' && input.length > 0) yield `${input.length} of its messages lie before a worker`;
  const said = new Map(transcript.map(({ seq, text }) => [seq, text]));
  for (const [at, { seq, text }] of input.entries()) {
    if (said.get(seq) !== text) yield `the worker was asked ${text}, number ${seq}, which nobody said`;
    const before = input[at - 1]?.seq;
    if (before !== undefined && seq <= before) yield `the worker was asked number ${seq} after ${before}`;
  }
}
