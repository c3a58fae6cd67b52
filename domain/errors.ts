/** Every coded error, with what a person does about it. `docs/errors.md` is checked against this table. */
export const errorTable = {
  ASSAY_PROTOCOL_INVALID: 'The protocol does not say what it must. Mend the named line.',
  ASSAY_PROTOCOL_UNLAWFUL: 'The protocol asks for something that its own legal statements do not allow.',
  ASSAY_AMENDMENT_REASON: 'A changed protocol is an amendment: give the reason with --reason.',
  ASSAY_FILE_MISSING: 'A file that the protocol or the command names is not there.',
  ASSAY_FILE_UNREADABLE: 'A file is not in the format that was stated.',
  ASSAY_POLICY_MISSING: 'A source has no valid decision on the platform’s terms.',
  ASSAY_METHOD_UNKNOWN: 'No method has this id. `npx assay methods` lists them.',
  ASSAY_METHOD_PARAMETERS: 'A method’s parameters are not what it takes.',
  ASSAY_METHOD_INPUT: 'A method’s input is missing or of another kind.',
  ASSAY_GATE_REFUSED: 'The decision was not accepted: wrong person, wrong gate, or already decided.',
  ASSAY_STUDY_CHANGED: 'Another run of the study replaced what this one had collected. Run it again.',
  ASSAY_SNAPSHOT_GONE:
    'The posts that a run worked on were deleted when their time had come. Its results, report and audit log are still there.',
  ASSAY_STUDY_UNKNOWN: 'No study has this id. `npx assay status` lists them.',
  ASSAY_RELEASE_REFUSED: 'A release would show too few people.',
  ASSAY_AUDIT_BROKEN: 'The audit log does not verify.',
  ASSAY_STACK: 'Postgres or Temporal could not be started or reached. `npx assay doctor` says more.',
  ASSAY_USAGE: 'The command’s words are off. `npx assay help` lists the commands.',
} as const;

export type ErrorCode = keyof typeof errorTable;

/**
 * An error that a person can act on: what was expected, what was found, where.
 * `message` never quotes personal data: callers pass places and kinds, not values from posts.
 */
export class AssayError extends Error {
  readonly code: ErrorCode;
  /** Where in the protocol, as a path of keys and places in lists; absent where it is about none. */
  readonly place?: readonly (string | number)[];

  constructor(code: ErrorCode, message: string, place?: readonly (string | number)[]) {
    super(message);
    if (place) this.place = place;
    this.name = 'AssayError';
    this.code = code;
  }
}
