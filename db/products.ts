import path from 'node:path';

/** Folder of a run's finished files, for people to open: report, exports, releases, model cards. */
export function productFolder(home: string, studyId: string, runId: string): string {
  return path.join(home, 'studies', studyId, runId);
}
