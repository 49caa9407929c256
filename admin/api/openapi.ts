import { z } from 'zod';
import { problemSchema, problems } from '../../contracts/api/problem.ts';
import { type Route, type RouteName, routeNames, routeOf } from '../../contracts/api/routes.ts';
import { scopes } from '../../contracts/api/scopes.ts';
import { access } from '../security/access.ts';

type Json = Readonly<Record<string, unknown>>;

/** As the sender writes it, before anything is made of it. */
export const described = (schema: z.ZodType): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

const everywhere = [
  'invalid_request',
  'no_token',
  'unknown_token',
  'missing_scope',
  'internal',
  'unavailable',
] as const;
const ofBodies = ['malformed_json', 'too_large', 'unsupported_type', 'in_progress', 'key_reused'] as const;

function responses(route: Route): Json {
  const codes = [...new Set([...everywhere, ...(route.body ? ofBodies : []), ...route.problems])];
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  const common = { $ref: '#/components/schemas/Problem' };
  const faults = [...byStatus].map(([status, list]) => {
    const own = route.problem && list.some((code) => route.problems.includes(code));
    const schema = own ? { anyOf: [described(route.problem), common] } : common;
    return [status, { description: list.join(', '), content: { 'application/problem+json': { schema } } }];
  });
  const content = {
    [route.file ?? 'application/json']: { schema: described(route.answer), example: route.example.answer },
  };
  return {
    [route.status ?? 200]: { description: 'Done', content },
    ...(route.mayBegin && {
      202: { description: 'Begun for certain: it goes on by itself', content },
    }),
    ...(Object.fromEntries(faults) as Json),
  };
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

function fieldsOf(schema: z.ZodType, where: 'path' | 'query', examples: Json = {}): Json[] {
  const { properties = {}, required = [] } = described(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: field,
    ...(description !== undefined && { description }),
    ...(name in examples && { example: examples[name] }),
  }));
}

function parameters(route: Route): Json[] {
  const own = [
    ...(route.params ? fieldsOf(route.params, 'path') : []),
    ...fieldsOf(route.query, 'query', route.example.query as Json | undefined),
    header('X-Trace-Id', 'Goes on through everything the request causes'),
  ];
  const key = header(
    'Idempotency-Key',
    'The same key with the same body gives the same answer, and one effect',
  );
  return route.body ? [...own, key] : own;
}

function operation(name: RouteName): Json {
  const route = routeOf(name);
  const { example } = route;
  const needs = `Needs the scope \`${access[name]}\`: ${scopes[access[name]]}.`;
  return {
    operationId: name,
    tags: [tagOf(name)],
    summary: route.summary,
    description: [route.details, needs].filter(Boolean).join('\n\n'),
    security: [{ token: [] }],
    parameters: parameters(route),
    ...(route.body && {
      requestBody: {
        required: !route.body.safeParse({}).success,
        content: { 'application/json': { schema: described(route.body), example: example.body } },
      },
    }),
    responses: responses(route),
  };
}

const theBots: ReadonlySet<RouteName> = new Set(['inboundText', 'reachability', 'broadcastCommand']);

/** The resource; what only the bot uses stands apart. */
export function tagOf(name: RouteName): string {
  if (theBots.has(name)) return 'bot';
  const resource = routeOf(name).path.split('/')[2] ?? '';
  const seed = { 'allowed-users': 'users', 'available-slots': 'slots', 'confirm-booking': 'bookings' };
  return (seed as Readonly<Record<string, string>>)[resource] ?? resource;
}

/** Made from the schemas that check every request: it cannot say anything else than what holds. */
export const openApi: Json = {
  openapi: '3.1.0',
  info: {
    title: 'Zapis',
    version: '1',
    description: 'Interview booking: the API of the admin service. Readable at /api/docs.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'The admin service that gave this document' }],
  tags: [...new Set(routeNames.map(tagOf))].map((name) => ({ name })),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: described(problemSchema) },
  },
  paths: Object.fromEntries(
    [...Map.groupBy(routeNames, (name) => routeOf(name).path)].map(([path, names]) => [
      path.replaceAll(/:(\w+)/g, '{$1}'),
      Object.fromEntries(names.map((name) => [routeOf(name).method, operation(name)])),
    ]),
  ),
};
