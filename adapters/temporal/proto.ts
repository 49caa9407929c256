// The package is CommonJS in a shape Node cannot read names from: its members are reached through the whole.
import root from '@temporalio/proto';

export const { temporal, google } = root;
