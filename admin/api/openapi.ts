import { z } from 'zod';
import { problemSchema, problems } from '../../contracts/api/problem.ts';
import { type Route, type RouteName, routeNames, routes } from '../../contracts/api/routes.ts';
import { scopes } from '../../contracts/api/scopes.ts';
import { access } from '../security/access.ts';

type Json = Readonly<Record<string, unknown>>;

/** As the sender writes it, before anything is made of it. */
const described = (schema: z.ZodType): Json => {
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
const ofPosts = ['malformed_json', 'too_large', 'unsupported_type', 'in_progress', 'key_reused'] as const;

function responses(route: Route): Json {
  const codes = [...everywhere, ...(route.body ? ofPosts : []), ...route.problems];
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  const common = { $ref: '#/components/schemas/Problem' };
  const faults = [...byStatus].map(([status, list]) => {
    const own = route.problem && list.some((code) => route.problems.includes(code));
    const schema = own ? { anyOf: [described(route.problem), common] } : common;
    return [status, { description: list.join(', '), content: { 'application/problem+json': { schema } } }];
  });
  return {
    200: { description: 'Done', content: { 'application/json': { schema: described(route.answer) } } },
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

function parameters(route: Route): Json[] {
  const { properties = {}, required = [] } = described(route.query) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const query = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const common = header('X-Trace-Id', 'Goes on through everything the request causes');
  const key = header(
    'Idempotency-Key',
    'The same key with the same body gives the same answer, and one effect',
  );
  return route.body ? [...query, common, key] : [...query, common];
}

function operation(name: RouteName): Json {
  const route: Route = routes[name];
  return {
    operationId: name,
    summary: route.summary,
    description: `Needs the scope \`${access[name]}\`: ${scopes[access[name]]}.`,
    security: [{ token: [] }],
    parameters: parameters(route),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: described(route.body) } } },
    }),
    responses: responses(route),
  };
}

/** Made from the schemas that check every request: it cannot say anything else than what holds. */
export const openApi: Json = {
  openapi: '3.1.0',
  info: { title: 'Zapis', version: '1', description: 'Interview booking: the API of the admin service.' },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: described(problemSchema) },
  },
  paths: Object.fromEntries(
    [...Map.groupBy(routeNames, (name) => routes[name].path)].map(([path, names]) => [
      path,
      Object.fromEntries(names.map((name) => [routes[name].method, operation(name)])),
    ]),
  ),
};
