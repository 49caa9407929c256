import { expect, onTestFinished, test } from 'vitest';
import { loadTemporalConfig } from '../../config/load.ts';
import { userId } from '../../core/shared/ids.ts';
import { openTemporal } from './connect.ts';
import { createSendNow } from './conversation-look.ts';

test('while Temporal is not there a coordinator is told so, and nothing is thrown', async () => {
  const temporal = openTemporal(
    loadTemporalConfig({ TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'nobody' }),
  );
  onTestFinished(() => temporal.close());
  expect(await createSendNow(temporal.client, 200)(userId('a'.repeat(24)))).toBe('away');
});
