import { condition, patched, sleep, workflowInfo } from '@temporalio/workflow';
import type { QueryAnswer } from '../../core/booking/machine/effects.ts';
import { menuOf } from '../../core/booking/machine/state.ts';
import { longer, shortest } from './pause.ts';
import { type Run, type ShowJob, stateOf, type Unshown, type ViewJob } from './run.ts';
import { inTurn } from './turn.ts';
import { notDone, quickly, verbs } from './verbs.ts';

/** Puts a job into the lane; while the lane is busy the tap is answered at once, whatever the lane waits for. */
export function enqueue(run: Run, job: ViewJob): void {
  const waits = run.viewBusy || run.unshown?.asked === true;
  if (!waits || job.do === 'note' || job.answer === undefined) {
    run.jobs.push(job);
    return;
  }
  const { answer, ...rest } = job;
  answerTap(run, answer);
  run.jobs.push(rest);
}

export function answerTap(run: Run, { query_id, answer }: QueryAnswer): void {
  const order = { user_id: run.input.user_id, query_id, answer };
  // A callback lives for seconds: an answer that did not get through in time is of no use later.
  inTurn(run, 'view', () => verbs.quickTelegram.answerTap(order)).catch(() => undefined);
}

/** Shows things one after another; of several edits only the newest is made. */
export async function viewLane(run: Run): Promise<void> {
  for (;;) {
    if (run.unshown) await rest(run, run.unshown);
    await condition(() => run.jobs.length > 0 && !run.pausing);
    const job = run.jobs.shift();
    if (job === undefined) continue;
    run.viewBusy = true;
    try {
      await perform(run, job);
    } finally {
      run.viewBusy = false;
    }
  }
}

/**
 * Between two tries at one screen. The lane holds nothing meanwhile, so that the run may hand over to the next, which goes on
 * waiting where this one left off. Something new is shown at once, unless Telegram itself wants the pause.
 */
async function rest(run: Run, unshown: Unshown): Promise<void> {
  const woken = () => !unshown.asked && run.jobs.length > 0;
  await condition(woken, Math.max(1, unshown.at - Date.now()), {
    summary: unshown.asked ? 'Telegram wants a pause' : 'showing failed: again',
  });
  await condition(() => !run.pausing);
  run.unshown = undefined;
  // What is newer shows what this one would have shown.
  if (!run.jobs.some(showsAll)) run.jobs.push(unshown.job);
}

const showsAll = (job: ViewJob): boolean => job.do === 'show' || job.do === 'send';

/** A message that waits behind it will say what stands: the same twice is once too often. Runs of before did say it. */
const isSaidByNext = (run: Run): boolean =>
  run.jobs.some((job) => job.do === 'send') && patched('one-message-says-what-stands');

async function perform(run: Run, job: ViewJob): Promise<void> {
  switch (job.do) {
    case 'show':
      return show(run, job);
    case 'send':
      if (job.answer) answerTap(run, job.answer);
      return isSaidByNext(run) ? undefined : send(run, job.key, job.lane);
    case 'note':
      await quietly(() =>
        verbs.sendPerson.sendNote.executeWithOptions({ summary: job.screen.kind }, [
          {
            ...about(run),
            key: keyOf(run, job.key),
            screen: job.screen,
            menu: '',
            lane: 'person',
          },
        ]),
      );
      return;
    case 'calendar':
      if (job.answer) answerTap(run, job.answer);
      await quietly(() => verbs.sendPerson.sendCalendar({ ...about(run), key: keyOf(run, job.key) }));
      return;
  }
}

const base = (run: Run) => ({
  event_id: run.input.event_id,
  user_id: run.input.user_id,
  trace_id: workflowInfo().runId,
});

/** What is new in the chat stands in the ledger under its booking. */
const about = (run: Run) => {
  const { booking } = stateOf(run);
  return { ...base(run), ...(booking && { booking_id: booking.booking_id }) };
};

/** Of the ledger: the same over all runs of this candidate and event. */
const keyOf = (run: Run, key: string): string => `${run.input.event_id}:${run.input.user_id}:${key}`;

async function show(run: Run, job: ShowJob): Promise<void> {
  // Something newer waits: only the tap is answered.
  if (run.jobs.some(showsAll)) {
    if (job.answer) answerTap(run, job.answer);
    return;
  }
  const order = {
    ...base(run),
    screen: stateOf(run).screen,
    menu: menuOf(stateOf(run)),
    ...(job.message_id === undefined ? {} : { message_id: job.message_id }),
    ...(job.answer === undefined ? {} : { answer: job.answer }),
  };
  try {
    const shown = await quickly(
      run,
      'view',
      () => verbs.quickTelegram.show.executeWithOptions({ summary: order.screen.kind }, [order]),
      () => verbs.patientMinute.show.executeWithOptions({ summary: order.screen.kind }, [order]),
    );
    if (!shown.shown && shown.why === 'no_anchor')
      return await send(run, `anchor:${order.menu}:${workflowInfo().historyLength}`, 'person');
    if (shown.shown || shown.why !== 'wait') run.pauseMs = shortest;
    else await later(run, job, Math.max(1, shown.wait_ms));
  } catch (error) {
    if (!notDone(error)) throw error;
    await later(run, job);
  }
}

/** Whatever is newest by then; the answer, if there was one, is too late. */
async function later(run: Run, { answer: _late, ...job }: ShowJob, waitMs?: number): Promise<void> {
  // Runs that began to wait before the lane could rest.
  if (!patched('view-lane-rests')) {
    await sleep(waitMs ?? shortest);
    run.jobs.unshift(job);
    return;
  }
  run.unshown = { job, at: Date.now() + (waitMs ?? run.pauseMs), asked: waitMs !== undefined };
  if (waitMs === undefined) run.pauseMs = longer(run.pauseMs);
}

async function send(run: Run, key: string, lane: 'person' | 'bulk'): Promise<void> {
  const { screen } = stateOf(run);
  const order = { ...about(run), key: keyOf(run, key), screen, menu: menuOf(stateOf(run)), lane };
  const by = lane === 'bulk' ? verbs.sendBulk : verbs.sendPerson;
  await quietly(() => by.sendAnchor.executeWithOptions({ summary: screen.kind }, [order]));
}

/** A message that is refused for good must not end the booking: the ledger has it, and staff see it there. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!notDone(error)) throw error;
  }
}
