import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Observer } from '../api/call.ts';
import type { Params } from '../api/params.ts';
import type { JsonObject } from '../state/wire.ts';
import { botApiSchema, type Schema } from './generate.ts';
import { methodNames } from './methods.ts';
import { type Addition, additions } from './overlay.ts';
import type { Violation } from './violation.ts';

type Report = (violation: Violation) => void;
export type Checks = (report: Report) => Observer & { update(value: unknown): void };

/** Checks for `createTelegram({ checks })`: whatever the Bot API's description does not know is reported. */
export function createChecks(): Promise<Checks> {
  ready ??= prepare();
  return ready;
}

/** Compiling takes longer than most tests: once per process is enough. */
let ready: Promise<Checks> | undefined;

async function prepare(): Promise<Checks> {
  const schema = withAdditions(structuredClone(await botApiSchema(methodNames)), additions);
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: false });
  ajv.addSchema({ ...schema, $id: 'bot-api' });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (name: string): ValidateFunction => {
    const known = compiled.get(name);
    if (known) return known;
    const made = ajv.compile({ $ref: `bot-api#/definitions/Wire/properties/${name}` });
    compiled.set(name, made);
    return made;
  };
  return (report) => observer(report, validator, schema);
}

function observer(report: Report, validator: (name: string) => ValidateFunction, schema: Schema) {
  const check = (violation: Omit<Violation, 'problem'>, name: string) => {
    const validate = validator(name);
    if (!validate(violation.value)) report({ ...violation, problem: readable(validate.errors ?? []) });
  };
  const known = (method: string) => methodNames.some((name) => name === method);
  return {
    request(method: string, params: Params) {
      const value =
        params.raw ?? typed(params, schema.definitions['Wire']?.properties?.[`${method}_request`]);
      if (known(method)) check({ where: 'request', method, value }, `${method}_request`);
      else report({ where: 'request', method, problem: 'no such method', value });
    },
    answer(method: string, body: JsonObject) {
      const value = onTheWire(body) as { ok?: unknown; result?: unknown };
      if (value.ok === true && known(method))
        check({ where: 'answer', method, value: value.result }, `${method}_result`);
      const problem = value.ok === undefined ? null : envelopeProblem(onTheWire(body));
      if (problem) report({ where: 'answer', method, problem, value });
    },
    update(value: unknown) {
      check({ where: 'update', method: 'update', value: onTheWire(value) }, 'update');
    },
  };
}

const onTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The frame around every answer, which the package describes as `ApiResponse`. */
function envelopeProblem(body: unknown): string | null {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const allowed =
    fields['ok'] === true
      ? ['ok', 'result', 'description']
      : ['ok', 'error_code', 'description', 'parameters'];
  const odd = Object.keys(fields).filter((name) => !allowed.includes(name));
  if (odd.length > 0) return `the answer has ${odd.join(', ')}`;
  if (fields['ok'] === true) return 'result' in fields ? null : 'the answer has no result';
  return typeof fields['error_code'] === 'number' && typeof fields['description'] === 'string'
    ? null
    : 'the refusal has no error_code or description';
}

/** Forms carry texts only: what the schema wants otherwise is read from its JSON. */
function typed(params: Params, schema: unknown): Record<string, unknown> {
  const properties: Record<string, { type?: unknown }> =
    typeof schema === 'object' && schema !== null && 'properties' in schema
      ? (schema.properties as Record<string, { type?: unknown }>)
      : {};
  const value: Record<string, unknown> = {};
  for (const [name, text] of params.values) {
    // Some clients repeat the method's name inside a form; the server takes it from the path.
    if (name === 'method') continue;
    const type = properties[name]?.type;
    const isText = type === 'string' || (Array.isArray(type) && type.includes('string'));
    value[name] = isText ? text : parsed(text);
  }
  for (const name of params.uploads.keys()) if (name in properties) value[name] = `attach://${name}`;
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withAdditions(schema: Schema, list: readonly Addition[]): Schema {
  const wire = schema.definitions['Wire']?.properties ?? {};
  for (const { to, field, schema: added } of list) {
    const target: { properties?: Record<string, unknown> } | undefined = wire[to] ?? schema.definitions[to];
    if (!target) throw new Error(`the overlay speaks of ${to}, which the types do not have`);
    if (field === null) wire[to] = added;
    else if (target.properties?.[field])
      throw new Error(`${to}.${field} is in the types now: take it out of the overlay`);
    else target.properties = { ...target.properties, [field]: added };
  }
  return schema;
}

/** Unions report every branch; branches of another kind are left out, and of the rest the deepest complaints told. */
function readable(errors: readonly ErrorObject[]): string {
  const branch = ({ schemaPath }: ErrorObject) => schemaPath.split('/').slice(0, 3).join('/');
  const others = new Set(errors.filter((error) => error.keyword === 'const').map(branch));
  const told = errors.filter((error) => !others.has(branch(error)) && error.keyword !== 'anyOf');
  const meant = told.length > 0 ? told : errors;
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const deepest = Math.max(...meant.map(depth));
  const lines = meant
    .filter((error) => depth(error) === deepest)
    .map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? ` "${String(params['additionalProperty'])}"` : '';
      return `${instancePath || '/'} ${message ?? 'is wrong'}${extra}`;
    });
  return [...new Set(lines)].slice(0, 6).join('; ');
}
