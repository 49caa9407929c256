import { renderToString } from 'preact-render-to-string';
import { problems } from '../../../contracts/api/problem.ts';
import { routeNames } from '../../../contracts/api/routes.ts';
import { scopes } from '../../../contracts/api/scopes.ts';
import { tagOf } from '../openapi.ts';
import { RouteDocs } from './route.tsx';

type Assets = { readonly style: string; readonly icon: string };

/** The whole reference on one page: no script, nothing from elsewhere, folded so that it can be read on a telephone. */
export function docsPage({ style, icon }: Assets): string {
  const resources = [...Map.groupBy(routeNames, tagOf)];
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>API · Zapis</title>
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <main id="main" class="api-docs">
          <Begin />
          <nav aria-label="Resources" class="api-resources">
            {resources.map(([tag]) => (
              <a key={tag} href={`#about-${tag}`}>
                {tag}
              </a>
            ))}
          </nav>
          {resources.map(([tag, names]) => (
            <section key={tag} aria-labelledby={`about-${tag}`}>
              <h2 id={`about-${tag}`}>{tag}</h2>
              {names.map((name) => (
                <RouteDocs key={name} name={name} />
              ))}
            </section>
          ))}
          <Rules />
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}

const Begin = () => (
  <>
    <h1>The API of Zapis</h1>
    <p>
      Everything a coordinator does can be done by a program. Get a token from your administrator (in the
      panel, or <code>zapis token create --name crm --scopes slots:read,bookings:write</code>), then:
    </p>
    <pre tabIndex={0}>
      {
        'export ZAPIS=https://zapis.example.com TOKEN=zapis_…\ncurl "$ZAPIS/api/available-slots" -H "Authorization: Bearer $TOKEN"'
      }
    </pre>
    <p>
      The same for machines: <a href="/api/openapi.json">OpenAPI 3.1</a>, made from the schemas that check
      every request.
    </p>
  </>
);

const Rules = () => (
  <section aria-labelledby="rules">
    <h2 id="rules">What holds everywhere</h2>
    <div class="card">
      <h3>Repeating</h3>
      <p>
        Send an <code>Idempotency-Key</code> with whatever has a body, and repeat it with the same key until
        you have an answer: one effect, the same answer (<code>Idempotency-Replayed: true</code>). 503{' '}
        <code>outcome_unknown</code> means exactly that: the same key learns later what came of it.
      </p>
      <h3>Pages</h3>
      <p>
        Lists give <code>items</code>, the newest first (slots: the earliest), and <code>next_cursor</code>:
        pass it as <code>cursor</code>; null is the end. What is added meanwhile neither repeats nor hides
        anything. <code>limit</code> is 1 to 200.
      </p>
      <h3>Unchanged</h3>
      <p>
        Answers to GET have an <code>ETag</code>; with <code>If-None-Match</code> you get 304 while it is the
        same.
      </p>
      <h3>For whom</h3>
      <p>
        With the scope <code>act-for</code>, <code>X-Initiated-By-User-Id</code>, <code>-Role</code> and{' '}
        <code>-Channel</code> say who asked you. <code>X-Trace-Id</code> goes on through everything a request
        causes.
      </p>
      <h3>Webhooks</h3>
      <p>
        Each post has <code>webhook-id</code>, <code>webhook-timestamp</code> and{' '}
        <code>webhook-signature</code>: as in Standard Webhooks, <code>v1,</code> and the Base64 of
        HMAC-SHA256 over <code>id.timestamp.body</code>; the key is the Base64 after <code>whsec_</code>.
        Answer 2xx within 10 s. Otherwise it comes again after 5 s, 30 s, 2 min, 10 min, 1 h, 6 h and 24 h;
        later news of the same booking waits behind it. The same <code>webhook-id</code> may come twice.
      </p>
    </div>
    <h2 id="problems">Problems</h2>
    <p>
      RFC 9457, <code>application/problem+json</code>. Decide by <code>code</code>; <code>errors</code> of{' '}
      <code>invalid_request</code> names each field; <code>trace_id</code> is for the operator.
    </p>
    <dl class="api-fields card">
      {Object.entries(problems).map(([code, { status, title }]) => (
        <div key={code}>
          <dt>
            {status} <code>{code}</code>
          </dt>
          <dd>{title}</dd>
        </div>
      ))}
    </dl>
    <h2 id="scopes">Scopes</h2>
    <dl class="api-fields card">
      {Object.entries(scopes).map(([scope, meaning]) => (
        <div key={scope}>
          <dt>
            <code>{scope}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </section>
);
