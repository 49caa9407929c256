import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { createImports } from '../../adapters/mongo/panel/imports.ts';
import { beginImport } from '../../adapters/temporal/import.ts';
import { importWorkflowId } from '../../contracts/workflows/import.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import { userId } from '../../core/shared/ids.ts';
import type { Scene } from './scene.ts';

/** A list of people nobody knew, in more than one part, as the panel has it written. */
export async function importPeople(scene: Scene, count: number): Promise<WorkflowHandle> {
  const id = randomUUID();
  const imports = createImports(scene.house.db, beginImport(scene.client));
  const file = {
    columns: ['first name'],
    ignored: [],
    encoding: 'UTF-8',
    size: count,
    at: scene.now(),
  };
  await imports.begin({ ...file, id, company: defaultCompany, by: userId('a'.repeat(24)) });
  const rows = Array.from({ length: count }, (_none, at) => ({
    line: at + 2,
    person: { first_name: `${id} ${at}` },
  }));
  await imports.add(id, defaultCompany, rows, 0);
  await imports.previewed(id);
  const by = { user_id: null, role: 'admin', channel: 'panel' } as const;
  await imports.write(defaultCompany, id, { by, trace_id: randomUUID() });
  const run = scene.client.workflow.getHandle(importWorkflowId(id));
  await run.result();
  return run;
}
