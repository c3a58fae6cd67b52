import { analysisActivities } from './analysis';
import { cleaningActivities } from './cleaning/cleaning';
import { collectionActivities } from './collection/collection';
import { deploymentActivities } from './deployment';
import { monitoringActivities } from './monitoring';
import { objectivesActivities } from './objectives';
import { runActivities } from './run';
import type { Stores } from './stores';

/** Every activity, over the stores that the worker gives. */
export function createActivities(stores: Stores) {
  return {
    ...objectivesActivities(stores),
    ...collectionActivities(stores),
    ...cleaningActivities(stores),
    ...analysisActivities(stores),
    ...deploymentActivities(stores),
    ...monitoringActivities(stores),
    ...runActivities(stores),
  };
}

export type Activities = ReturnType<typeof createActivities>;
