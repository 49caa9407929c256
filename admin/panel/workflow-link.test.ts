import { expect, test } from 'vitest';
import { createWorkflowLink } from './workflow-link.ts';

const id = 'booking:e:u';

test('a workflow is looked at where the Temporal UI is, however its address was written', () => {
  const wanted = 'https://temporal.example/namespaces/zapis/workflows/booking%3Ae%3Au';
  for (const TEMPORAL_UI_URL of [
    'https://temporal.example',
    'https://temporal.example/',
    'https://temporal.example/namespaces/other/workflows',
  ])
    expect(createWorkflowLink({ TEMPORAL_UI_URL, TEMPORAL_NAMESPACE: 'zapis' })(id)).toBe(wanted);
});

test('without an address there is no link', () => {
  expect(createWorkflowLink({ TEMPORAL_UI_URL: undefined, TEMPORAL_NAMESPACE: 'zapis' })(id)).toBeUndefined();
});
