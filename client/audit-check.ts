import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportBundle, type Verification, verifyBundle } from '../db/audit-bundle';
import { auditSigner } from '../db/audit-keys';
import { waitingEntries } from '../db/audit-log';
import { connect, type Database } from '../db/connection';
import { Sequencer } from '../db/sequencer';
import { settings } from '../settings';
import type { Addresses } from '../stack/addresses';

/** Seals what waits, exports the log and verifies it from the files alone. */
export async function checkAudit(database: Database, addresses: Addresses): Promise<Verification> {
  await sealNow(database, addresses);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-audit-'));
  try {
    const { vkey } = auditSigner(settings.home);
    await exportBundle(database, vkey, folder);
    return verifyBundle(folder, vkey);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The worker seals every second; a command that needs all sealed does it itself. */
export async function sealNow(database: Database, addresses: Addresses): Promise<void> {
  if ((await waitingEntries(database)) === 0) return;
  const sequencing = connect(addresses.database.sequencer, { connections: 1 });
  try {
    await new Sequencer(sequencing, settings.home).seal();
  } finally {
    await sequencing.close();
  }
}
