import { condition, sleep, workflowInfo } from '@temporalio/workflow';
import type { QueryAnswer } from '../../core/booking/machine/effects.ts';
import { menuOf } from '../../core/booking/machine/state.ts';
import { type Run, stateOf, type ViewJob } from './run.ts';
import { inTurn } from './turn.ts';
import { notDone, quickly, verbs } from './verbs.ts';

/** Puts a job into the lane; while the lane is busy the tap is answered at once, whatever the lane waits for. */
export function enqueue(run: Run, job: ViewJob): void {
  if (!run.viewBusy || job.do === 'note' || job.answer === undefined) {
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

async function perform(run: Run, job: ViewJob): Promise<void> {
  switch (job.do) {
    case 'show':
      return show(run, job);
    case 'send':
      if (job.answer) answerTap(run, job.answer);
      return send(run, job.key, job.lane);
    case 'note':
      await quietly(() =>
        verbs.sendPerson.sendNote.executeWithOptions({ summary: job.screen.kind }, [
          {
            ...base(run),
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
      await quietly(() => verbs.sendPerson.sendCalendar({ ...base(run), key: keyOf(run, job.key) }));
      return;
  }
}

const base = (run: Run) => ({
  event_id: run.input.event_id,
  user_id: run.input.user_id,
  trace_id: workflowInfo().runId,
});

/** Of the ledger: the same over all runs of this candidate and event. */
const keyOf = (run: Run, key: string): string => `${run.input.event_id}:${run.input.user_id}:${key}`;

async function show(run: Run, job: Extract<ViewJob, { do: 'show' }>): Promise<void> {
  // Something newer waits: only the tap is answered.
  if (run.jobs.some((one) => one.do === 'show' || one.do === 'send')) {
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
    if (shown.shown) return;
    if (shown.why === 'no_anchor')
      return await send(run, `anchor:${order.menu}:${workflowInfo().historyLength}`, 'person');
    if (shown.why === 'wait') await sleep(Math.max(1, shown.wait_ms), { summary: 'Telegram wants a pause' });
    else return;
  } catch (error) {
    if (!notDone(error)) throw error;
    await sleep('30 seconds', { summary: 'showing failed: again' });
  }
  // Whatever is newest by then; the answer, if there was one, is too late.
  const { answer: _late, ...again } = job;
  run.jobs.unshift(again);
}

async function send(run: Run, key: string, lane: 'person' | 'bulk'): Promise<void> {
  const { screen } = stateOf(run);
  const order = { ...base(run), key: keyOf(run, key), screen, menu: menuOf(stateOf(run)), lane };
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
