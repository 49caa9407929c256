/** One field of a body, a query or an answer, as the page shows it. */
export type FieldRow = {
  /** `place.name`, `items[].slot_id` */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** Limits, in words. */
  readonly limits: string;
};

export type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly default?: unknown;
};

/** One list for each shape it may have. */
export function shapesOf(schema: Schema): readonly (readonly FieldRow[])[] {
  const shapes = schema.anyOf?.filter((one) => one.properties);
  return shapes && shapes.length > 1 ? shapes.map((one) => rowsOf(one, '')) : [rowsOf(schema, '')];
}

function rowsOf(schema: Schema, at: string): readonly FieldRow[] {
  const inner = plain(schema);
  if (inner.items?.properties) return rowsOf(inner.items, `${at}[].`);
  return Object.entries(inner.properties ?? {}).flatMap(([name, field]) => {
    const path = `${at}${name}`;
    const one = plain(field);
    const row = {
      path,
      type: typeOf(field),
      required: inner.required?.includes(name) ?? false,
      limits: limitsOf(one),
    };
    if (one.properties) return [row, ...rowsOf(one, `${path}.`)];
    return one.items?.properties || one.items?.items ? [row, ...rowsOf(one, path)] : [row];
  });
}

/** Without the "or null" around it, which `typeOf` tells. */
const plain = (schema: Schema): Schema => {
  const others = schema.anyOf?.filter((one) => one.type !== 'null') ?? [];
  return others.length === 1 && others[0] ? others[0] : schema;
};

function typeOf(schema: Schema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  if (schema.format === 'date-time') return 'instant';
  return [schema.type ?? 'anything'].flat().join(' or ');
}

function limitsOf(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: usual } = schema;
  const between = (least: number | undefined, most: number | undefined, unit: string) => {
    if (least === undefined && most === undefined) return [];
    // What merely fits a number of this kind limits nothing.
    const known = (value: number | undefined) =>
      value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? '' : String(value);
    const text = `${known(least)}–${known(most)}`;
    return text === '–' ? [] : [`${text}${unit}`];
  };
  return [
    ...between(minimum, maximum, ''),
    ...between(minLength, maxLength, ' letters'),
    ...between(minItems, maxItems, ' entries'),
    ...(usual === undefined ? [] : [`otherwise ${JSON.stringify(usual)}`]),
  ].join(', ');
}
