import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../testing.ts';
import { temporalEngine } from './engine.ts';

test.each([
  [{}, 'zapis'],
  [{ TEMPORAL_NAMESPACE: 'two words' }, 'two%20words'],
])('with %j the link leads to the namespace that is used: %s', (env, shown) => {
  const data = tempFolder(onTestFinished);
  const launch = temporalEngine('temporal', '1.5.1', 'x').launch({ data, run: data, ports: { ui: 1 }, env });
  expect(launch.links?.['Temporal UI']).toContain(`/namespaces/${shown}/workflows`);
});
