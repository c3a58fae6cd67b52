import { parentPort, workerData } from 'node:worker_threads';
import { methodOf } from '../../methods';
import { withRefusal } from './refusal';
import { type PartsData, takeParts } from './shared-parts';

/** A further thread of a method in parts: takes parts until none is left, and gives them back together. */
async function work({ method, next, ...job }: PartsData): Promise<void> {
  parentPort!.postMessage(await withRefusal(() => takeParts(methodOf(method)!, job, next)));
}

void work(workerData as PartsData);
