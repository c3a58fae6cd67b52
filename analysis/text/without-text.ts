/**
 * Why a post without text has no opinion, class or score: it says nothing, which is not the same as saying something neutral. Lines of a
 * file that could not be read are such posts too.
 */
export const noText = 'no text';

export function isWithoutText(text: string): boolean {
  return text.trim() === '';
}
