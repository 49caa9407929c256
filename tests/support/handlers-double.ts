import type { Handlers } from '../../admin/api/handler.ts';

/** What is not played rejects: a route that needs it is tested where it is. */
export function handlersDouble(played: Partial<Handlers>): Handlers {
  const absent = () => Promise.reject(new Error('this double does not play that'));
  return new Proxy(played, {
    get: (target, name) => (name in target ? (Reflect.get(target, name) as unknown) : absent),
  }) as Handlers;
}
