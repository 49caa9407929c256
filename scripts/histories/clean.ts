type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who recorded it, where, and with which build is nobody's business, and replay asks for none of it. */
const dropped = new Set(['taskId', 'workerVersion', 'meteringMetadata', 'stackTrace', 'header']);

const address = /\b(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}\b/g;
const host = /\b\d+@[\w.-]+?(?=-[0-9a-f]{32}\b|$)/;

function cleaned(value: Json, key = ''): Json {
  if (typeof value === 'string')
    return key === 'identity' ? 'recorder' : value.replace(host, 'recorder').replaceAll(address, 'service');
  if (Array.isArray(value)) return value.map((one: Json) => cleaned(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !dropped.has(name))
      .map(([name, inner]) => [name, cleaned(inner, name)]),
  );
}

/** A history as it is kept: one event a line, without names of hosts, processes and builds. */
export function keptHistory(json: string): string {
  const { events } = JSON.parse(json) as { events: readonly Json[] };
  return `{"events":[\n${events.map((event) => JSON.stringify(cleaned(event))).join(',\n')}\n]}\n`;
}
