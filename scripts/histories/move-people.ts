import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { createMoveDesk } from '../../adapters/mongo/people-moves.ts';
import { beginPeopleMove } from '../../adapters/temporal/people-move.ts';
import { peopleMoveWorkflowId } from '../../contracts/workflows/people-move.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import { eventId, slotId, userId } from '../../core/shared/ids.ts';
import type { Event, Scene } from './scene.ts';

/** From the event's first slot to its second, as the panel has it carried out. */
export async function movePeople(scene: Scene, event: Event, person: string): Promise<WorkflowHandle> {
  const id = randomUUID();
  await createMoveDesk(scene.house.db, beginPeopleMove(scene.client)).start({
    id,
    company_id: defaultCompany,
    event_id: eventId(event.id),
    from: slotId(scene.slot(event, 0)),
    to: slotId(scene.slot(event, 1)),
    reason: 'the room is closed',
    people: [userId(person)],
    initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
    trace_id: randomUUID(),
  });
  const run = scene.client.workflow.getHandle(peopleMoveWorkflowId(id));
  await run.result();
  return run;
}
