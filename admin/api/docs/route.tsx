import { type ProblemCode, problems } from '../../../contracts/api/problem.ts';
import { type RouteName, routeOf } from '../../../contracts/api/routes.ts';
import { access } from '../../security/access.ts';
import { described } from '../openapi.ts';
import { type FieldRow, type Schema, shapesOf } from './fields.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Pasted into a shell it works, once the token is set. */
export function curlOf(name: RouteName): string {
  const { method, path, example, body } = routeOf(name);
  const query = new URLSearchParams(example.query as Record<string, string> | undefined).toString();
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"$ZAPIS${path.replaceAll(/:(\w+)/g, '$$$1')}${query && `?${query}`}"`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(body ? [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example.body)}'`] : []),
  ];
  return lines.join(' \\\n  ');
}

export function RouteDocs({ name }: { readonly name: RouteName }) {
  const route = routeOf(name);
  const codes: readonly ProblemCode[] = route.problems;
  return (
    <details class="card api-route" id={name}>
      <summary>
        <span class={`badge api-${route.method}`}>{route.method.toUpperCase()}</span>{' '}
        <code>{route.path}</code>
        <span class="api-summary">{route.summary}</span>
      </summary>
      {route.details && <p>{route.details}</p>}
      <p class="soft">
        Scope <code>{access[name]}</code> · answers {route.status ?? 200}
        {route.mayBegin && ' or 202'}
      </p>
      {route.params && <Fields title="Path" schema={route.params} />}
      <Fields title="Query" schema={route.query} />
      {route.body && <Fields title="Body" schema={route.body} />}
      <h4>Request</h4>
      <pre tabIndex={0}>{curlOf(name)}</pre>
      <h4>Answer</h4>
      <pre tabIndex={0}>{route.file ? String(route.example.answer) : json(route.example.answer)}</pre>
      {codes.length > 0 && (
        <>
          <h4>Problems of its own</h4>
          <ul>
            {codes.map((code) => (
              <li key={code}>
                {problems[code].status} <code>{code}</code>: {problems[code].title}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

type FieldsProps = { readonly title: string; readonly schema: Parameters<typeof described>[0] };

function Fields({ title, schema }: FieldsProps) {
  const shapes = shapesOf(described(schema) as Schema).filter((rows) => rows.length > 0);
  if (shapes.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      {shapes.map((rows, index) => (
        <div key={rows[0]?.path}>
          {index > 0 && <p class="soft">or</p>}
          <FieldTable rows={rows} />
        </div>
      ))}
    </>
  );
}

const FieldTable = ({ rows }: { readonly rows: readonly FieldRow[] }) => (
  <dl class="api-fields">
    {rows.map(({ path, type, required, limits }) => (
      <div key={path}>
        <dt>
          <code>{path}</code>
          {required && <span class="api-needed"> needed</span>}
        </dt>
        <dd>
          {type}
          {limits && <span class="soft"> · {limits}</span>}
        </dd>
      </div>
    ))}
  </dl>
);
