import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { GateDecision, GateState } from '../domain/gate';
import type { Step } from '../domain/steps';

/** An update, not a signal: the person who decides learns at once whether the decision was taken. */
export const decideUpdate = defineUpdate<void, [GateDecision]>('decide');

export interface StudyProgress {
  readonly step: Step;
  readonly done: number;
  readonly total: number;
  readonly doing: readonly string[];
  readonly gates: readonly GateState[];
}

export const progressQuery = defineQuery<StudyProgress>('progress');
