import { AssayError, type ErrorCode } from '../../domain/errors';

/** A refusal as it leaves a thread: of an error that is thrown there only the message would come through, without its code. */
export interface Refused {
  readonly refused: { readonly code: ErrorCode; readonly message: string };
}

/** In the thread: the answer, or why there is none. */
export async function withRefusal<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}

/** Outside it. @throws AssayError as it was thrown in the thread */
export function orRefusal<T extends object>(answer: T | Refused): T {
  if ('refused' in answer) throw new AssayError(answer.refused.code, answer.refused.message);
  return answer;
}
