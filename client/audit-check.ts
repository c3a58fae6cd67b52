import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportBundle, type Verification, verifyBundle } from '../db/audit-bundle';
import { auditSigner } from '../db/audit-keys';
import { connect, type Database } from '../db/connection';
import { Sequencer } from '../db/sequencer';
import { settings } from '../settings';
import type { Addresses } from '../stack/addresses';

/** Seals what waits, exports the log and verifies it from the files alone. */
export async function checkAudit(database: Database, addresses: Addresses): Promise<Verification> {
  await sealNow(addresses);
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-audit-'));
  try {
    const { vkey } = auditSigner(settings.home);
    await exportBundle(database, vkey, folder);
    return verifyBundle(folder, vkey);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seals what waits and, first, holds the log against the checkpoint that is kept outside Postgres: a log cut short is found here. */
export async function sealNow(addresses: Addresses): Promise<void> {
  const sequencing = connect(addresses.database.sequencer, { connections: 1 });
  try {
    await new Sequencer(sequencing, settings.home).seal();
  } finally {
    await sequencing.close();
  }
}
