import { ActError } from '../acts/kit.ts';
import { callFaults, type FaultInput, updateFaults } from '../state/faults.ts';
import type { ControlRequest, Route } from './request.ts';

function readFault({ body }: ControlRequest): FaultInput {
  const share = body.maybeNumber('share');
  if (share !== undefined && (share < 0 || share > 1))
    throw new ActError(400, '"share" must be between 0 and 1');
  const given: FaultInput = { kind: body.oneOf('kind', [...callFaults, ...updateFaults]) };
  const method = body.maybeText('method');
  const description = body.maybeText('description');
  if (method !== undefined) given.method = method;
  if (description !== undefined) given.description = description;
  if (share !== undefined) given.share = share;
  for (const name of ['chat', 'bot', 'count', 'code', 'retry_after', 'ms'] as const) {
    const value = body.maybeNumber(name);
    if (value !== undefined) given[name] = value;
  }
  if (given.code !== undefined && (given.code < 400 || given.code > 599))
    throw new ActError(400, '"code" must be between 400 and 599');
  return given;
}

export const faultRoutes: readonly Route[] = [
  { verb: 'GET', pattern: '/faults', handle: ({ control }) => control.kit.faults.list() },
  {
    verb: 'POST',
    pattern: '/faults',
    handle: (request) => request.control.kit.faults.add(readFault(request)),
  },
  {
    verb: 'DELETE',
    pattern: '/faults',
    handle({ control }) {
      control.kit.faults.clear();
      return { cleared: true };
    },
  },
  {
    verb: 'DELETE',
    pattern: '/faults/:id',
    handle({ control, path }) {
      if (!control.kit.faults.remove(Number(path['id']))) throw new ActError(404, 'no such fault');
      return { removed: true };
    },
  },
];
