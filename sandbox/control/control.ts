import { ActError } from '../acts/kit.ts';
import { actingRoutes } from './acting.ts';
import { clockRoutes } from './clock.ts';
import { expectedRoutes } from './expected.ts';
import { faultRoutes } from './faults.ts';
import { lookingRoutes } from './looking.ts';
import { peopleRoutes } from './people.ts';
import { type ControlKit, Fields, type Route } from './request.ts';

const sandboxRoutes: readonly Route[] = [
  {
    verb: 'GET',
    pattern: '/violations',
    handle: ({ control }) => control.violations,
  },
  {
    verb: 'DELETE',
    pattern: '/violations',
    handle: ({ control }) => control.violations.splice(0),
  },
  {
    verb: 'POST',
    pattern: '/reset',
    handle({ control, body }) {
      control.reset({ keepBots: body.maybeFlag('keep_bots') ?? true });
      return { reset: true };
    },
  },
];

export const controlRoutes: readonly Route[] = [
  ...lookingRoutes,
  ...peopleRoutes,
  ...expectedRoutes,
  ...actingRoutes,
  ...faultRoutes,
  ...clockRoutes,
  ...sandboxRoutes,
];

const compiled = controlRoutes.map((route) => ({
  ...route,
  matcher: new RegExp(`^${route.pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

export type ControlReply = { status: number; body: unknown };

/** The control API without HTTP: the driver in the same process calls it directly. */
export function callControl(control: ControlKit, verb: string, path: string, body?: unknown): ControlReply {
  const [pathname = '', query = ''] = path.split('?');
  const matching = compiled.flatMap((route) => {
    const match = route.matcher.exec(pathname);
    return match ? [{ route, names: match.groups ?? {} }] : [];
  });
  const found = matching.find(({ route }) => route.verb === verb);
  if (!found) return { status: matching.length > 0 ? 405 : 404, body: { error: 'no such control' } };
  try {
    const names = Object.entries(found.names).map(([name, value]) => [name, decodeURIComponent(value)]);
    const answer = found.route.handle({
      control,
      path: Object.fromEntries(names) as Record<string, string>,
      query: new URLSearchParams(query),
      body: new Fields(body),
    });
    return { status: 200, body: answer };
  } catch (error) {
    if (error instanceof ActError) return { status: error.status, body: { error: error.message } };
    if (error instanceof URIError) return { status: 400, body: { error: 'bad path' } };
    throw error;
  }
}
