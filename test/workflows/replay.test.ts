import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { projectRoot } from '../../settings';

jest.setTimeout(120_000);

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

const quiet = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const compiled = path.join(projectRoot, 'dist', 'workflows');
const folder = path.join(projectRoot, 'test', 'histories');
const names = readdirSync(folder).sort();

interface SavedHistory {
  readonly events: readonly { readonly workflowExecutionStartedEventAttributes?: { readonly workflowId: string } }[];
}

function readHistory(name: string): SavedHistory {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SavedHistory;
}

function bundle(entry: string): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath: entry, logger: quiet });
}

async function replay(workflowBundle: WorkflowBundleWithSourceMap, name: string): Promise<Error | undefined> {
  const history = readHistory(name);
  const { workflowId } = history.events[0]!.workflowExecutionStartedEventAttributes!;
  for await (const result of Worker.runReplayHistories({ workflowBundle }, [{ workflowId, history }]))
    return result.error;
  return undefined;
}

describe('saved histories', () => {
  let current: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    current = await bundle(path.join(compiled, 'index.js'));
  });

  test('there is one of each shape: completed, approved, refused, failed, retried, a source, a schedule', () => {
    expect(names).toEqual([
      'collection.json',
      'monitoring.json',
      'study-approved.json',
      'study-completed.json',
      'study-failed.json',
      'study-refused.json',
      'study-retried.json',
    ]);
  });

  test.each(names)('%s replays with today’s workflows', async (name) => {
    expect(await replay(current, name)).toBeUndefined();
  });
});

/** Today's study with one deliberate change, bundled beside it. */
async function drifted(change: (code: string) => string): Promise<WorkflowBundleWithSourceMap> {
  const place = path.join(compiled, 'drifted');
  mkdirSync(place, { recursive: true });
  try {
    const code = readFileSync(path.join(compiled, 'study.js'), 'utf8');
    const changed = change(code);
    expect(changed).not.toBe(code);
    writeFileSync(
      path.join(place, 'study.js'),
      changed.replaceAll("'./", "'../").replaceAll('"./', '"../').replaceAll('"../domain', '"../../domain'),
    );
    writeFileSync(
      path.join(place, 'index.js'),
      "module.exports = { ...require('../collection'), ...require('../monitoring'), ...require('./study') };\n",
    );
    return await bundle(path.join(place, 'index.js'));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

test('two steps in the other order do not replay', async () => {
  const swapped = await drifted((code) =>
    code
      .replaceAll('long.extractFeature(', 'long.SWAP(')
      .replaceAll('long.fitModel(', 'long.extractFeature(')
      .replaceAll('long.SWAP(', 'long.fitModel('),
  );
  const error = await replay(swapped, 'study-completed.json');
  expect(error?.name).toBe('DeterminismViolationError');
  expect(error?.message).toMatch(/extractFeature.*fitModel|fitModel.*extractFeature/);
});

test('a gate left out does not replay', async () => {
  const open = await drifted((code) => code.replace("gate('impact-assessment', 'screening')", 'Promise.resolve(true)'));
  expect((await replay(open, 'study-approved.json'))?.name).toBe('DeterminismViolationError');
});
